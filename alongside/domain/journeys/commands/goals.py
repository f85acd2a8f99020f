"""Setting a common goal, walking towards it, reaching it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.journeys.commands.ground import hold, mark_walked, reach
from alongside.domain.journeys.events import GoalMet, GoalSet, GoalSetAside, GoalStepTicked
from alongside.domain.journeys.models import Goal, GoalStep, Journey, Milestone
from alongside.domain.journeys.places import place_of_goal, place_of_goal_step
from alongside.domain.people.models import Person
from alongside.domain.spaces.commands.numbers import next_number
from alongside.domain.spaces.models import Space
from alongside.domain.spaces.sealing import Seals, seals_of
from alongside.kernel.refusal import Refusal

MOST_STEPS = 6
LONGEST_GOAL = 400
LONGEST_STEP = 200


class NoGoalInWords(Refusal):
    code = "no_goal_in_words"
    text = _("Write down what you would like to reach.")


class GoalTooLong(Refusal):
    code = "goal_too_long"
    text = _("Keep it short: a goal of up to 400 characters, and steps of up to 200.")


class TooManySteps(Refusal):
    code = "too_many_steps"
    text = _("Up to six steps. Small goals are reached more often.")


class NoOpenGoal(Refusal):
    code = "no_open_goal"
    text = _("There is no goal under way. Set a new one first.")


@transaction.atomic
def set_goal(journey: Journey, person: Person, words: str, steps: Sequence[str], *, at: datetime) -> Goal:
    """Set the common goal and its steps, or change them; steps that stay as they were keep their tick.

    Raises NoGoalInWords, GoalTooLong, TooManySteps or SpaceClosedToWriting. Records GoalSet.
    """
    locked, __ = hold(journey, person)
    goal = _write(journey, locked, seals_of(locked.pk), person, words, steps, at=at)
    record(GoalSet(journey.pk, goal.pk, person.pk), actor=person.pk, at=at)
    return goal


@transaction.atomic
def tick_goal_step(step: GoalStep, person: Person, *, done: bool, at: datetime) -> None:
    """Say that a step is done, or not yet. Raises NoOpenGoal. Records GoalStepTicked."""
    goal = step.goal
    locked, __ = hold(goal.journey, person)
    if goal.state != Goal.State.OPEN:
        raise NoOpenGoal
    GoalStep.objects.filter(pk=step.pk).update(done_at=at if done else None)
    mark_walked(locked, person, at=at)
    record(GoalStepTicked(goal.journey_id, goal.pk, person.pk, done), actor=person.pk, at=at)


@transaction.atomic
def meet_goal(journey: Journey, person: Person, *, at: datetime) -> Goal:
    """We did it. Raises NoOpenGoal. Records GoalMet and MilestoneReached."""
    goal = _close(journey, person, Goal.State.MET, at)
    reach(journey, Milestone.Kind.GOAL_MET, at=at)
    record(GoalMet(journey.pk, goal.pk, person.pk), actor=person.pk, at=at)
    return goal


@transaction.atomic
def set_goal_aside(journey: Journey, person: Person, *, at: datetime) -> Goal:
    """Let a goal go, kindly; it stays in the history. Raises NoOpenGoal. Records GoalSetAside."""
    goal = _close(journey, person, Goal.State.SET_ASIDE, at)
    record(GoalSetAside(journey.pk, goal.pk), actor=person.pk, at=at)
    return goal


def write_into_goal(
    journey: Journey,
    locked: Space,
    seals: Seals,
    person: Person,
    fields: Sequence[Mapping[str, Any]],
    filled: Mapping[str, str],
    *,
    at: datetime,
) -> None:
    """Let a worksheet write the goal, or its steps, when the words fit; a worksheet is never refused for them."""
    written = {field.get("writes", ""): filled.get(field["key"], "").strip() for field in fields}
    goal = Goal.objects.filter(journey=journey, state=Goal.State.OPEN).first()
    sentence = written.get("goal", "") or (seals.read(goal.sealed, place_of_goal(goal)).text if goal else "")
    steps = [line.strip("-*• \t")[:LONGEST_STEP] for line in written.get("goal_steps", "").splitlines() if line.strip()]
    if not sentence or not (written.get("goal") or steps):
        return
    steps = steps or (_step_words(goal, seals) if goal else [])
    goal = _write(journey, locked, seals, person, sentence[:LONGEST_GOAL], steps[:MOST_STEPS], at=at)
    record(GoalSet(journey.pk, goal.pk, person.pk), actor=person.pk, at=at)


def _write(
    journey: Journey, locked: Space, seals: Seals, person: Person, words: str, steps: Sequence[str], *, at: datetime
) -> Goal:
    words, steps = words.strip(), [step.strip() for step in steps if step.strip()]
    if not words:
        raise NoGoalInWords
    if len(words) > LONGEST_GOAL or any(len(step) > LONGEST_STEP for step in steps):
        raise GoalTooLong
    if len(steps) > MOST_STEPS:
        raise TooManySteps
    number = next_number(locked)
    goal = Goal.objects.filter(journey=journey, state=Goal.State.OPEN).first() or Goal(journey=journey, set_at=at)
    done = _done_by_words(goal, seals) if not goal._state.adding else {}
    goal.author, goal.sequence = person, number
    goal.sealed = seals.seal(words, place_of_goal(goal))
    goal.save()
    goal.steps.all().delete()
    for position, each in enumerate(steps):
        step = GoalStep(goal=goal, author=person, position=position, sequence=number, done_at=done.get(each))
        step.sealed = seals.seal(each, place_of_goal_step(step))
        step.save(force_insert=True)
    mark_walked(locked, person, at=at, number=number)
    reach(journey, Milestone.Kind.GOAL_SET, at=at)
    return goal


def _step_words(goal: Goal, seals: Seals) -> list[str]:
    return [seals.read(step.sealed, place_of_goal_step(step)).text for step in goal.steps.order_by("position")]


def _done_by_words(goal: Goal, seals: Seals) -> dict[str, datetime | None]:
    return {seals.read(step.sealed, place_of_goal_step(step)).text: step.done_at for step in goal.steps.all()}


def _close(journey: Journey, person: Person, state: str, at: datetime) -> Goal:
    locked, __ = hold(journey, person)
    goal = Goal.objects.filter(journey=journey, state=Goal.State.OPEN).first()
    if goal is None:
        raise NoOpenGoal
    goal.state, goal.closed_at = state, at
    goal.save(update_fields=["state", "closed_at"])
    mark_walked(locked, person, at=at)
    return goal
