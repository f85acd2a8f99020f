"""Sealing goals, meetings and check-ins of a space anew when it gets a new key."""

from __future__ import annotations

from alongside.domain.journeys.models import CheckIn, Goal, GoalPart, GoalStep, Meeting
from alongside.domain.journeys.places import (
    place_of_check_in,
    place_of_goal,
    place_of_goal_part,
    place_of_goal_step,
    place_of_meeting,
    place_of_note,
)
from alongside.domain.spaces.commands.resealing import reseal_rows
from alongside.domain.spaces.models import Space
from alongside.domain.spaces.sealing import Seals


def reseal_journey(space: Space, seals: Seals) -> int:
    """Everything the journey of this space keeps under the space's key. Says how many values were changed."""
    meetings = list(Meeting.objects.filter(journey__space=space))
    check_ins = list(CheckIn.objects.filter(walker__journey__space=space).select_related("walker"))
    return (
        reseal_rows(space, seals, list(Goal.objects.filter(journey__space=space)), place_of_goal)
        + reseal_rows(space, seals, list(GoalStep.objects.filter(goal__journey__space=space)), place_of_goal_step)
        + reseal_rows(space, seals, list(GoalPart.objects.filter(journey__space=space)), place_of_goal_part)
        + reseal_rows(space, seals, meetings, place_of_meeting, "sealed_place")
        + reseal_rows(space, seals, meetings, place_of_note, "sealed_note")
        + reseal_rows(space, seals, check_ins, place_of_check_in)
    )
