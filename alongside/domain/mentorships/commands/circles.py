"""Circles: mentorships of three to eight people, with one or more mentors, whom others can join and leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import combinations
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.commands import record
from alongside.domain.journeys.commands.walking_along import join_journey, leave_journey
from alongside.domain.mentorships.commands.endings import MentorshipOver, end_mentorship
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.commands.places import is_here
from alongside.domain.mentorships.events import CircleJoined, CircleLeft
from alongside.domain.mentorships.models import Closure, Mentorship, Participant
from alongside.domain.mentorships.queries import places_left
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.safety.queries import may_meet
from alongside.domain.spaces.commands.rooms import join_space, leave_space
from alongside.kernel.refusal import Refusal

FEWEST, MOST = 3, 8


class WrongSize(Refusal):
    code = "wrong_size"
    text = _("A circle has three to eight people, with at least one mentor and one mentee.")


class CannotBeTogether(Refusal):
    """Said for a full place, a pause, a shared household and a block alike, so a block never shows."""

    code = "cannot_be_together"
    text = _("These people cannot be in one circle right now. Choose others.")


@transaction.atomic
def begin_circle(program: Program, people: Sequence[Enrollment], *, at: datetime) -> Mentorship:
    """Open a space for three to eight people and set them on their way. Records MentorshipBegan.

    Raises WrongSize or CannotBeTogether.
    """
    held = _hold(program, [each.pk for each in people])
    if not FEWEST <= len(held) <= MOST or {each.is_mentor for each in held} != {True, False}:
        raise WrongSize
    if len(held) != len(people) or not all(_is_free(each) for each in held):
        raise CannotBeTogether
    if not all(_may_share(one, other) for one, other in combinations(held, 2)):
        raise CannotBeTogether
    return begin_mentorship(program, held, at=at, kind=Mentorship.Kind.CIRCLE)


@transaction.atomic
def join_circle(circle: Mentorship, newcomer: Enrollment, *, at: datetime) -> None:
    """Let one more person in. They read what is said from now on; what was said before stays with those who said it.

    Raises MentorshipOver, WrongSize or CannotBeTogether. Records CircleJoined.
    """
    (newcomer,) = _hold(circle.program, [newcomer.pk]) or (None,)  # type: ignore[assignment]
    circle, here = _hold_circle(circle)
    if len(here) >= MOST:
        raise WrongSize
    if newcomer is None or not _is_free(newcomer) or newcomer.person_id in {part.person_id for part in here}:
        raise CannotBeTogether
    if not all(_may_share(newcomer, part.enrollment) for part in here):
        raise CannotBeTogether
    Participant.objects.update_or_create(
        mentorship=circle,
        person=newcomer.person,
        defaults={"enrollment": newcomer, "role": newcomer.role, "left_at": None, "agreed_at": None},
    )
    join_space(circle.space, newcomer.person, sees_earlier=False, at=at)
    join_journey(circle.journey, newcomer.person, newcomer.role, at=at)
    Enrollment.objects.filter(pk=newcomer.pk).update(waiting_since=None)
    record(CircleJoined(circle.pk, newcomer.person_id), actor=None, at=at)


@transaction.atomic
def leave_circle(circle: Mentorship, person: Person, *, at: datetime) -> None:
    """Go. What one wrote stays with the others; one reads nothing there any more. Leaving twice changes nothing.

    When nobody is left to mentor, or to be mentored, the circle ends. Raises MentorshipOver. Records CircleLeft.
    """
    circle, here = _hold_circle(circle)
    if person.pk not in {part.person_id for part in here}:
        return
    Participant.objects.filter(mentorship=circle, person=person).update(left_at=at)
    leave_space(circle.space, person, at=at)
    leave_journey(circle.journey, person, at=at)
    record(CircleLeft(circle.pk, person.pk), actor=person.pk, at=at)
    if {part.role for part in here if part.person_id != person.pk} != {"mentor", "mentee"}:
        end_mentorship(circle, kind=Closure.Kind.EARLY, by=None, at=at)


def _hold(program: Program, ids: Sequence[UUID]) -> list[Enrollment]:
    """The enrollments, locked in one order, so that two acts never wait for each other."""
    rows = Enrollment.objects.select_for_update(of=("self",)).select_related("person", "program")
    return list(rows.filter(pk__in=ids, program=program).order_by("pk"))


def _hold_circle(circle: Mentorship) -> tuple[Mentorship, list[Participant]]:
    rows = Mentorship.objects.select_for_update(of=("self",)).select_related("space", "journey", "program")
    held = rows.get(pk=circle.pk, kind=Mentorship.Kind.CIRCLE)
    if not held.is_current:
        raise MentorshipOver
    return held, list(held.participants.filter(left_at=None).select_related("enrollment"))


def _is_free(enrollment: Enrollment) -> bool:
    return is_here(enrollment) and places_left(enrollment) > 0


def _may_share(one: Enrollment, other: Enrollment) -> bool:
    """Nothing keeps them apart: a block, or a household. Who was a pair before may share a circle."""
    is_one_person = one.person_id == other.person_id
    return not is_one_person and not one.apart_keys & other.apart_keys and may_meet(one.person_id, other.person_id)
