"""What pairing does when something happens elsewhere: say why two people fit who found each other."""

from __future__ import annotations

from datetime import datetime

from alongside.domain.events.reactions import Reactions, Silent
from alongside.domain.mentorships.commands.mentorships import explain_mentorship
from alongside.domain.mentorships.events import MentorshipBegan
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.pairing.weighing import reasons_between


def explain_new_mentorship(fact: MentorshipBegan, *, at: datetime) -> None:
    """Fill in the reasons of a pair nobody suggested."""
    mentorship = Mentorship.objects.select_related("program").get(pk=fact.mentorship)
    if mentorship.reasons:
        return
    parts = list(mentorship.participants.select_related("enrollment__person"))
    mentees = [part.enrollment for part in parts if not part.enrollment.is_mentor]
    mentors = [part.enrollment for part in parts if part.enrollment.is_mentor]
    if len(mentees) != 1 or len(mentors) != 1:
        return
    reasons = reasons_between(mentorship.program, mentees[0], mentors[0], at=at)
    explain_mentorship(mentorship, reasons)


REACTIONS: Reactions = {MentorshipBegan: [explain_new_mentorship]}
SILENT: Silent = frozenset()
