"""Mentors to suggest to a member who browses."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.models import Conversation, MentorRequest
from alongside.domain.pairing.loading import load_field
from alongside.domain.pairing.weighing import Scales, Weighed
from alongside.matching import best_mentors


def suggest_mentors(mentee: Enrollment, *, at: datetime, count: int = 5) -> list[tuple[Enrollment, Weighed]]:
    """Mentors with room who fit this mentee best, with reasons; nobody they asked or talk with already."""
    program = mentee.program
    field = load_field(program, at)
    known = _already_known(mentee)
    mentors = [each for pk, each in field.mentors.items() if pk not in known and each.person_id != mentee.person_id]
    scales = Scales(program, [mentee], mentors, points={}, at=at)
    best = best_mentors(scales.matching, count)[str(mentee.pk)]
    by_key = {str(each.pk): each for each in mentors}
    weighed = ((by_key[key], scales.weigh(mentee.pk, UUID(key))) for key in best)
    return [(mentor, fit) for mentor, fit in weighed if fit is not None and fit.fit.reasons["mentee"]]


def _already_known(mentee: Enrollment) -> set[UUID]:
    asked = MentorRequest.objects.filter(mentee=mentee).exclude(state=MentorRequest.State.WITHDRAWN)
    talks = Conversation.objects.filter(Q(asker=mentee) | Q(asked=mentee)).values_list("asker_id", "asked_id")
    return {*asked.values_list("mentor_id", flat=True), *(each for talk in talks for each in talk)}
