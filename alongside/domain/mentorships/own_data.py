"""The people somebody was paired with and asked, for their own copy."""

from __future__ import annotations

from typing import Any

from alongside.domain.mentorships.models import MentorRequest, Mentorship, Testimonial
from alongside.domain.people.models import Person


def own_data(person: Person) -> dict[str, Any]:
    """Mentorships, what the person asked others, and what they said about programs."""
    mentorships = Mentorship.objects.filter(participants__person=person).order_by("began_at")
    asked = MentorRequest.objects.filter(asked_by=person).order_by("requested_at")
    words = Testimonial.objects.filter(author=person).order_by("written_at")
    return {
        "mentorships": list(mentorships.values("program__name", "state", "began_at", "ends_on", "ended_at")),
        "asked": list(asked.values("message", "state", "requested_at", "answered_at")),
        "testimonials": list(words.values("program__name", "words", "permission", "written_at", "withdrawn_at")),
    }
