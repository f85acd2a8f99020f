"""A common goal."""

from __future__ import annotations

import pytest

from alongside.domain.journeys.commands.goals import (
    GoalTooLong,
    NoGoalInWords,
    NoOpenGoal,
    TooManySteps,
    meet_goal,
    set_goal,
    set_goal_aside,
    tick_goal_step,
)
from alongside.domain.journeys.models import Goal, Milestone
from alongside.domain.journeys.queries import goal_of, goals_of
from alongside.domain.spaces.commands.numbers import SpaceClosedToWriting
from alongside.domain.spaces.sealing import seals_of
from tests import cast
from tests.cast import MONDAY
from tests.domain.journeys.walk import pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk():
    return pair()


def _goal(walk):
    return goal_of(walk.journey, seals_of(walk.space.pk))


def test_a_goal_with_steps_is_set_and_walked(walk):
    goal = set_goal(walk.journey, walk.leila, "An office job", ["Practice", "", "Apply"], at=MONDAY)
    tick_goal_step(goal.steps.get(position=0), walk.robert, done=True, at=MONDAY)

    seen = _goal(walk)
    assert seen.words.text == "An office job"
    assert [(step.words.text, step.is_done) for step in seen.steps] == [("Practice", True), ("Apply", False)]
    assert seen.done == 1


def test_changing_a_goal_keeps_the_ticks_of_steps_that_stay(walk):
    goal = set_goal(walk.journey, walk.leila, "An office job", ["Practice", "Apply"], at=MONDAY)
    tick_goal_step(goal.steps.get(position=0), walk.leila, done=True, at=MONDAY)

    set_goal(walk.journey, walk.robert, "An office job by summer", ["Apply", "Practice"], at=MONDAY)

    assert [(step.words.text, step.is_done) for step in _goal(walk).steps] == [("Apply", False), ("Practice", True)]
    assert Goal.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "steps", "refusal"),
    [
        ("  ", [], NoGoalInWords),
        ("w" * 401, [], GoalTooLong),
        ("Fine", ["s" * 201], GoalTooLong),
        ("Fine", list("abcdefg"), TooManySteps),
    ],
)
def test_goals_are_short(walk, words, steps, refusal):
    with pytest.raises(refusal):
        set_goal(walk.journey, walk.leila, words, steps, at=MONDAY)


def test_a_reached_goal_makes_room_for_the_next_and_stays_in_the_history(walk):
    set_goal(walk.journey, walk.leila, "First", [], at=MONDAY)
    meet_goal(walk.journey, walk.robert, at=MONDAY)
    set_goal(walk.journey, walk.leila, "Second", [], at=MONDAY)
    set_goal_aside(walk.journey, walk.leila, at=MONDAY)

    goals = goals_of(walk.journey, seals_of(walk.space.pk))
    assert {(goal.words.text, goal.state) for goal in goals} == {("First", "met"), ("Second", "set_aside")}
    assert Milestone.objects.filter(kind=Milestone.Kind.GOAL_MET).count() == 1
    with pytest.raises(NoOpenGoal):
        meet_goal(walk.journey, walk.robert, at=MONDAY)


def test_an_outsider_sets_no_goal(walk):
    with pytest.raises(SpaceClosedToWriting):
        set_goal(walk.journey, cast.person("Otto"), "Mine", [], at=MONDAY)
