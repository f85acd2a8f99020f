"""What waits for one person in all of their journeys, for the page of the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.domain.journeys.models import Answer, JourneyStep, Meeting, Walker


@dataclass(frozen=True)
class WeekAtHand:
    """Where one journey stands for one of its walkers today."""

    position: int
    question: str
    others_answered: bool
    is_mine_to_answer: bool
    others_waited_for: bool  # somebody else is asked and has not answered
    proposal: Meeting | None
    planned: Meeting | None


def weeks_at_hand(walkers: Iterable[Walker], *, at: datetime) -> dict[UUID, WeekAtHand]:
    """What waits in each of the journeys of one person, by journey; four queries, however many there are."""
    mine = {walker.journey_id: walker for walker in walkers}
    steps = {
        step.journey_id: step
        for step in JourneyStep.objects.filter(journey__in=mine)
        if step.position == mine[step.journey_id].position
    }
    answered: dict[UUID, set[int]] = {}
    rows = Answer.objects.filter(step__in=steps.values()).values_list("step__journey", "walker")
    for journey_id, walker_id in rows:
        answered.setdefault(journey_id, set()).add(walker_id)
    walking: dict[UUID, list[tuple[int, str]]] = {}
    for journey_id, walker_id, role in Walker.objects.filter(journey__in=mine, left_at=None).values_list(
        "journey", "pk", "role"
    ):
        walking.setdefault(journey_id, []).append((walker_id, role))
    meetings: dict[UUID, list[Meeting]] = {}
    ahead = Meeting.objects.ahead(at).filter(journey__in=mine).select_related("proposed_by")
    for meeting in ahead.order_by("starts_at"):
        meetings.setdefault(meeting.journey_id, []).append(meeting)
    return {
        journey_id: _at_hand(
            mine[journey_id],
            step,
            answered.get(journey_id, set()),
            {walker for walker, role in walking.get(journey_id, []) if step.is_for(role)},
            meetings.get(journey_id, []),
        )
        for journey_id, step in steps.items()
    }


def _at_hand(
    walker: Walker, step: JourneyStep, answered: set[int], asked: set[int], meetings: list[Meeting]
) -> WeekAtHand:
    proposed = [each for each in meetings if each.state == Meeting.State.PROPOSED]
    planned = [each for each in meetings if each.state == Meeting.State.PLANNED]
    return WeekAtHand(
        position=step.position,
        question=step.question,
        others_answered=bool(answered - {walker.pk}),
        is_mine_to_answer=walker.pk not in answered and not step.is_skipped and step.is_for(walker.role),
        others_waited_for=bool(asked - answered - {walker.pk}) and not step.is_skipped,
        proposal=next((each for each in proposed if each.proposed_by_id != walker.person_id), None),
        planned=planned[0] if planned else None,
    )
