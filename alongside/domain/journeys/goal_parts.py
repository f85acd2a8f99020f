"""Reading what worksheets wrote beside the goal."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.domain.journeys.models import GoalPart, Journey
from alongside.domain.journeys.places import place_of_goal_part
from alongside.domain.people.models import Person
from alongside.domain.spaces.sealing import Seals, Words


@dataclass(frozen=True)
class GoalPartView:
    """One of them in words."""

    part: str
    person: Person
    words: Words


def goal_parts_of(journey: Journey, seals: Seals) -> list[GoalPartView]:
    """Strengths first, then what came of it; in each, in the order of writing."""
    rows = GoalPart.objects.filter(journey=journey).select_related("person").order_by("-part", "written_at", "pk")
    return [GoalPartView(row.part, row.person, seals.read(row.sealed, place_of_goal_part(row))) for row in rows]
