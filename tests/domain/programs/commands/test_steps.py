"""Weeks can be edited, moved, added and removed; those a pair has reached keep their place."""

from __future__ import annotations

import pytest

from alongside.domain.programs.commands import steps
from alongside.domain.programs.models import Program, Step
from alongside.domain.programs.program_templates import template
from alongside.domain.programs.shaping import steps_for
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db
CAREER = template("career_advancement")
WORDS = steps.StepWords(title="A walk", question="Where do you like to walk?", guidance="Tell us.")


def program_with_steps() -> Program:
    program = cast.program(cast.group(), weeks=12)
    Step.objects.bulk_create(steps_for(program, CAREER, 12))
    return program


def titles(program: Program) -> list[str]:
    return [step.title for step in program.steps.order_by("position")]


def step_of(program: Program, week: int) -> Step:
    return program.steps.select_related("program").get(position=week)


def test_a_week_gets_new_words_and_can_have_its_old_ones_back() -> None:
    program = program_with_steps()
    step = step_of(program, 4)

    steps.edit_step(step, words=WORDS, by=cast.person(), at=MONDAY)
    assert step_of(program, 4).question == "Where do you like to walk?"

    steps.reset_step(step, CAREER, by=cast.person(), at=MONDAY)
    assert step_of(program, 4).question == CAREER.steps[3].question


def test_two_weeks_change_places() -> None:
    program = program_with_steps()
    before = titles(program)

    steps.move_step(step_of(program, 5), direction="up", reached=0, by=cast.person(), at=MONDAY)

    assert titles(program) == [*before[:3], before[4], before[3], *before[5:]]


def test_the_last_week_stays_last_when_moved_down() -> None:
    program = program_with_steps()
    before = titles(program)

    steps.move_step(step_of(program, 12), direction="down", reached=0, by=cast.person(), at=MONDAY)

    assert titles(program) == before


@pytest.mark.parametrize(("week", "direction"), [(3, "down"), (4, "up")])
def test_a_week_that_a_pair_has_reached_keeps_its_place(week: int, direction: str) -> None:
    program = program_with_steps()

    with pytest.raises(steps.AlreadyReached):
        steps.move_step(
            step_of(program, week),
            direction=direction,  # type: ignore[arg-type]
            reached=3,
            by=cast.person(),
            at=MONDAY,
        )


def test_a_new_week_stands_where_it_was_put() -> None:
    program = program_with_steps()

    steps.add_step(program, after=7, words=WORDS, reached=7, by=cast.person(), at=MONDAY)

    program.refresh_from_db()
    assert program.weeks == 13
    assert titles(program)[6:9] == ["Something you are proud of", "A walk", "Your strengths"]
    with pytest.raises(steps.AlreadyReached):
        steps.add_step(program, after=6, words=WORDS, reached=7, by=cast.person(), at=MONDAY)


def test_a_removed_week_leaves_no_gap() -> None:
    program = program_with_steps()

    steps.remove_step(step_of(program, 2), reached=1, by=cast.person(), at=MONDAY)

    program.refresh_from_db()
    assert program.weeks == 11
    assert list(program.steps.order_by("position").values_list("position", flat=True)) == list(range(1, 12))
    with pytest.raises(steps.AlreadyReached):
        steps.remove_step(step_of(program, 1), reached=1, by=cast.person(), at=MONDAY)


def test_the_only_week_stays() -> None:
    program = cast.program(cast.group(), weeks=1)
    Step.objects.bulk_create(steps_for(program, CAREER, 1))

    with pytest.raises(steps.LastWeek):
        steps.remove_step(step_of(program, 1), reached=0, by=cast.person(), at=MONDAY)


def test_a_program_has_an_end_in_sight() -> None:
    program = cast.program(cast.group(), weeks=52)

    with pytest.raises(steps.TooManyWeeks, match="52 weeks"):
        steps.add_step(program, after=52, words=WORDS, reached=0, by=cast.person(), at=MONDAY)
