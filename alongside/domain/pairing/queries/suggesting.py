"""Mentors to suggest to a member who browses."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.models import Conversation, MentorRequest
from alongside.domain.pairing.loading import load_field
from alongside.domain.pairing.weighing import Scales, Weighed
from alongside.matching import best_mentors

# So many are looked at closely. Reading everybody's own words takes most of the time and decides between few.
_NEAR = 40


def suggest_mentors(mentee: Enrollment, *, at: datetime, count: int = 5) -> list[tuple[Enrollment, Weighed]]:
    """Mentors with room who fit this mentee best, with reasons; nobody they asked or talk with already.

    Everybody is weighed by what they ticked, and the nearest also by their own words.
    """
    program = mentee.program
    field = load_field(program, at, only_mentors=True)
    known = _already_known(mentee)
    mentors = {pk: each for pk, each in field.mentors.items() if pk not in known and each.person_id != mentee.person_id}
    taken = Counter({pk: each.capacity - field.places[pk] for pk, each in mentors.items()})
    are_many = len(mentors) > _NEAR
    scales = Scales(program, [mentee], mentors.values(), points={}, at=at, reads_words=not are_many, taken=taken)
    if are_many:
        scales = scales.among(_best(scales, mentee, _NEAR))
    weighed = ((mentors[pk], scales.weigh(mentee.pk, pk)) for pk in _best(scales, mentee, count))
    return [(mentor, fit) for mentor, fit in weighed if fit is not None and fit.fit.reasons["mentee"]]


def _best(scales: Scales, mentee: Enrollment, count: int) -> list[UUID]:
    return [UUID(key) for key in best_mentors(scales.matching, count)[str(mentee.pk)]]


def _already_known(mentee: Enrollment) -> set[UUID]:
    asked = MentorRequest.objects.filter(mentee=mentee).exclude(state=MentorRequest.State.WITHDRAWN)
    talks = Conversation.objects.filter(Q(asker=mentee) | Q(asked=mentee)).values_list("asker_id", "asked_id")
    return {*asked.values_list("mentor_id", flat=True), *(each for talk in talks for each in talk)}
