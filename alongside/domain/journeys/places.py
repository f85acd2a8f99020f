"""Where each sealed row of a journey belongs in its space."""

from __future__ import annotations

from alongside.domain.journeys.models import CheckIn, Goal, GoalPart, GoalStep, Meeting
from alongside.domain.spaces.sealing import Place


def place_of_goal(goal: Goal) -> Place:
    return Place("goal", goal.pk, goal.author_id, goal.sequence)


def place_of_goal_step(step: GoalStep) -> Place:
    return Place("goal step", step.pk, step.author_id, step.sequence, about=step.goal_id)


def place_of_goal_part(part: GoalPart) -> Place:
    return Place(f"goal {part.part}", part.pk, part.person_id, part.sequence)


def place_of_meeting(meeting: Meeting) -> Place:
    return Place("meeting place", meeting.pk, meeting.proposed_by_id, meeting.sequence)


def place_of_note(meeting: Meeting) -> Place:
    return Place("meeting note", meeting.pk, meeting.note_by_id, meeting.note_sequence)


def place_of_check_in(check_in: CheckIn) -> Place:
    return Place("check-in", check_in.pk, check_in.walker.person_id, 0, check_in.edition)
