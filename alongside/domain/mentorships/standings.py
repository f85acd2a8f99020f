"""Reading how people stand in their pairs, for the planner: some queries for however many pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Max, Min, Q

from alongside.domain.journeys.models import Answer, ExtraOpening, Goal, JourneyStep, Meeting, StepOpening, Walker
from alongside.domain.mentorships.models import Mentorship, Nudge
from alongside.domain.mentorships.planner import OpenQuestion, Standing
from alongside.domain.programs.models import Step
from alongside.domain.spaces.models import SpaceMember

_Key = tuple[Any, UUID]  # of a mentorship, a space or a journey, and a person


class _Sent(NamedTuple):
    person: UUID
    kind: str
    stamp: str


@dataclass(frozen=True)
class _Gathered:
    members: dict[_Key, SpaceMember]
    met: dict[UUID, datetime]
    meetings: set[UUID]
    goals: dict[UUID, datetime]
    sent: dict[UUID, list[_Sent]]
    extras: dict[int, set[UUID]]
    openings: dict[int, StepOpening]
    answered: set[tuple[int, int]]
    weeks: dict[UUID, int]
    roles: dict[UUID, dict[int, str]]


def standings_of(mentorships: Sequence[Mentorship]) -> dict[UUID, list[Standing]]:
    """The people of each of these pairs, the first of them leading. ``mentorships`` come with journey and space."""
    walkers = _walkers(mentorships)
    all_walkers = [walker for each in walkers.values() for walker in each]
    gathered = _gather(mentorships, all_walkers)
    return {
        mentorship.pk: [
            _standing(mentorship, walker, walkers[mentorship.journey_id], gathered, leads=number == 0)
            for number, walker in enumerate(walkers[mentorship.journey_id])
        ]
        for mentorship in mentorships
    }


def _walkers(mentorships: Iterable[Mentorship]) -> dict[UUID, list[Walker]]:
    found: dict[UUID, list[Walker]] = defaultdict(list)
    rows = Walker.objects.filter(journey__in=[each.journey_id for each in mentorships], left_at=None)
    rows = rows.filter(person__deactivated_at=None, person__suspended_at=None).select_related("person")
    for walker in rows.order_by("-role", "pk"):
        found[walker.journey_id].append(walker)
    return found


def _gather(mentorships: Sequence[Mentorship], walkers: Sequence[Walker]) -> _Gathered:
    journeys = [each.journey_id for each in mentorships]
    programs = {each.program_id for each in mentorships}
    members = SpaceMember.objects.current().filter(space__in=[each.space_id for each in mentorships])
    meetings = Meeting.objects.filter(journey__in=journeys).exclude(state=Meeting.State.CANCELED)
    held = meetings.filter(state=Meeting.State.HELD).values_list("journey").annotate(Min("starts_at"))
    goals = Goal.objects.filter(journey__in=journeys).values_list("journey").annotate(Min("set_at"))
    sent: dict[UUID, list[_Sent]] = defaultdict(list)
    nudges = Nudge.objects.filter(mentorship__in=[each.pk for each in mentorships])
    for mentorship, person, kind, stamp in nudges.values_list("mentorship", "person", "kind", "stamp"):
        sent[mentorship].append(_Sent(person, kind, stamp))
    extras: dict[int, set[UUID]] = defaultdict(set)
    for walker, extra in ExtraOpening.objects.filter(walker__in=walkers).values_list("walker", "extra"):
        extras[walker].add(extra)
    # Only the week somebody is in: the weeks behind them would be most of what is read.
    openings = StepOpening.objects.filter(walker__in=walkers, step__position=F("walker__position"))
    planned = Step.objects.filter(program__in=programs)
    return _Gathered(
        members={(member.space_id, member.person_id): member for member in members},
        met=dict(held),
        meetings=set(meetings.values_list("journey", flat=True)),
        goals=dict(goals),
        sent=sent,
        extras=extras,
        openings={opening.walker_id: opening for opening in openings.select_related("step")},
        answered=set(Answer.objects.filter(walker__in=walkers).values_list("walker", "step")),
        weeks=dict(planned.values_list("program").annotate(Max("position"))),
        roles=_roles(journeys, mentorships, planned.exclude(role="")),
    )


def _roles(journeys: Iterable[UUID], mentorships: Iterable[Mentorship], planned: Any) -> dict[UUID, dict[int, str]]:
    """Which weeks are for one role only: by the program, or as the pair got it."""
    by_program: dict[UUID, dict[int, str]] = defaultdict(dict)
    for program, position, role in planned.values_list("program", "position", "role"):
        by_program[program][position] = role
    found = {each.journey_id: dict(by_program[each.program_id]) for each in mentorships}
    own = JourneyStep.objects.filter(journey__in=journeys).values_list("journey", "position", "wording__role")
    for journey, position, role in own.filter(Q(wording__role__isnull=False)):
        found[journey][position] = role
    return found


def _standing(
    mentorship: Mentorship, walker: Walker, walkers: Sequence[Walker], known: _Gathered, *, leads: bool
) -> Standing:
    space, journey = mentorship.space, mentorship.journey
    member = known.members.get((space.pk, walker.person_id))
    others = [known.members.get((space.pk, other.person_id)) for other in walkers if other is not walker]
    seen = [other.last_active_at for other in others if other and other.last_active_at]
    sent = known.sent[mentorship.pk]
    return Standing(
        person=walker.person,
        role=walker.role,
        began_at=mentorship.began_at,
        ends_on=mentorship.ends_on,
        active_at=member.last_active_at if member else None,
        joined_at=walker.joined_at,
        pair_active_at=space.last_active_at,
        others_active_at=max(seen, default=None),
        has_meeting=journey.pk in known.meetings,
        met_at=known.met.get(journey.pk),
        goal_set_at=known.goals.get(journey.pk),
        sent=frozenset((nudge.kind, nudge.stamp) for nudge in sent if nudge.person == walker.person_id),
        pair_sent=frozenset((nudge.kind, nudge.stamp) for nudge in sent),
        extras=frozenset(known.extras[walker.pk]),
        leads=leads,
        position=walker.position,
        next_step_on=walker.next_step_on,
        weeks=known.weeks.get(mentorship.program_id, 0),
        days_per_step=journey.days_per_step,
        roles=known.roles[journey.pk],
        question=_question(walker, known),
    )


def _question(walker: Walker, known: _Gathered) -> OpenQuestion | None:
    opening = known.openings.get(walker.pk)
    if opening is None:
        return None
    is_answered = (walker.pk, opening.step_id) in known.answered or opening.step.is_skipped
    return OpenQuestion(walker.position, opening.remind_on, is_answered)
