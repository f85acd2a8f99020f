"""Answering, swapping, skipping, and what follows from it."""

from __future__ import annotations

import pytest

from alongside.domain.journeys.commands.answers import (
    AnsweredAlready,
    NoSuchStep,
    SharedAlready,
    bring_step_back,
    retract_answer,
    share_answer,
    skip_step,
    swap_question,
)
from alongside.domain.journeys.models import Answer, Goal, JourneyStep, Milestone
from alongside.domain.journeys.places import place_of_goal, place_of_goal_step
from alongside.domain.programs.models import Step
from alongside.domain.spaces.commands.numbers import SpaceClosedToWriting
from alongside.domain.spaces.commands.rooms import close_space
from alongside.domain.spaces.sealing import seals_of
from tests import cast
from tests.cast import MONDAY
from tests.domain.journeys.walk import pair

pytestmark = pytest.mark.django_db


def test_one_answer_for_each_and_a_milestone_when_both_answered():
    walk = pair()

    share_answer(walk.journey, walk.leila, 1, "Nervous", at=MONDAY)
    assert not Milestone.objects.exists()
    share_answer(walk.journey, walk.robert, 1, "So am I", at=MONDAY)

    milestone = Milestone.objects.get()
    assert (milestone.kind, milestone.position) == (Milestone.Kind.STEP, 1)
    with pytest.raises(SharedAlready):
        share_answer(walk.journey, walk.leila, 1, "More", at=MONDAY)


def test_the_same_answer_sent_twice_is_stored_once():
    walk = pair()

    first = share_answer(walk.journey, walk.leila, 1, "Nervous", client_id="x", at=MONDAY)
    again = share_answer(walk.journey, walk.leila, 1, "Nervous", client_id="x", at=MONDAY)

    assert first.pk == again.pk


def test_looking_ahead_is_fine_and_beyond_the_end_is_not():
    walk = pair()

    share_answer(walk.journey, walk.leila, 3, "Early", at=MONDAY)

    assert Answer.objects.get().step.position == 3
    with pytest.raises(NoSuchStep):
        share_answer(walk.journey, walk.leila, 5, "Too far", at=MONDAY)


def test_an_outsider_answers_nothing():
    walk = pair()

    with pytest.raises(SpaceClosedToWriting):
        share_answer(walk.journey, cast.person("Otto"), 1, "Hello", at=MONDAY)


def test_after_the_end_nobody_answers():
    walk = pair()
    close_space(walk.space, at=MONDAY)

    with pytest.raises(SpaceClosedToWriting):
        share_answer(walk.journey, walk.leila, 1, "Late", at=MONDAY)


def test_a_swap_is_for_both_until_somebody_answered():
    walk = pair()
    swap_question(walk.journey, walk.leila, 2, 1, at=MONDAY)

    assert JourneyStep.objects.get(position=2).question == "Another 2?"
    share_answer(walk.journey, walk.robert, 2, "Fine", at=MONDAY)
    with pytest.raises(AnsweredAlready):
        swap_question(walk.journey, walk.leila, 2, 0, at=MONDAY)


def test_a_skipped_week_comes_back_by_a_wish_or_an_answer():
    walk = pair()
    skip_step(walk.journey, walk.leila, 1, at=MONDAY)
    assert JourneyStep.objects.get(position=1).is_skipped

    bring_step_back(walk.journey, walk.robert, 1, at=MONDAY)
    assert not JourneyStep.objects.get(position=1).is_skipped

    skip_step(walk.journey, walk.leila, 1, at=MONDAY)
    share_answer(walk.journey, walk.robert, 1, "After all", at=MONDAY)
    assert not JourneyStep.objects.get(position=1).is_skipped


def test_an_answer_taken_back_makes_room_for_another():
    walk = pair()
    share_answer(walk.journey, walk.leila, 1, "Too much", at=MONDAY)

    retract_answer(walk.journey, walk.leila, 1, at=MONDAY)

    share_answer(walk.journey, walk.leila, 1, "Better", at=MONDAY)
    assert Answer.objects.count() == 1


def test_a_worksheet_of_the_mentee_writes_the_goal_and_its_steps():
    walk = pair()

    filled = {"goal": "An office job", "steps": "- Practice\n- Apply\n", "why": "Peace"}
    share_answer(walk.journey, walk.leila, 4, "", filled=filled, at=MONDAY)

    goal, seals = Goal.objects.get(), seals_of(walk.space.pk)
    assert seals.read(goal.sealed, place_of_goal(goal)).text == "An office job"
    steps = [seals.read(step.sealed, place_of_goal_step(step)).text for step in goal.steps.order_by("position")]
    assert steps == ["Practice", "Apply"]


def test_a_worksheet_of_the_mentor_leaves_the_goal_alone():
    walk = pair()

    share_answer(walk.journey, walk.robert, 4, "", filled={"goal": "Learn to cook"}, at=MONDAY)

    assert not Goal.objects.exists()


def test_an_edited_program_changes_only_what_nobody_has_reached():
    walk = pair()
    Step.objects.filter(program=walk.program).update(question="Changed?")

    share_answer(walk.journey, walk.leila, 2, "Yes", at=MONDAY)

    assert JourneyStep.objects.get(position=1).question == "Question 1?"
    assert JourneyStep.objects.get(position=2).question == "Changed?"
