"""From a hello to a relationship, and to its end."""

from alongside.domain.mentorships.models.conversations import Conversation
from alongside.domain.mentorships.models.introductions import Introduction
from alongside.domain.mentorships.models.mentor_requests import MentorRequest
from alongside.domain.mentorships.models.mentorships import Closure, Mentorship, Participant
from alongside.domain.mentorships.models.nudges import Nudge
from alongside.domain.mentorships.models.testimonials import Testimonial

__all__ = [
    "Closure",
    "Conversation",
    "Introduction",
    "MentorRequest",
    "Mentorship",
    "Nudge",
    "Participant",
    "Testimonial",
]
