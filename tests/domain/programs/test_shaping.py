"""A template keeps its sense at any length."""

from __future__ import annotations

import pytest

from alongside.domain.programs.program_templates import template
from alongside.domain.programs.shaping import weekly_steps

CAREER = template("career_advancement")


@pytest.mark.parametrize("weeks", [1, 2, 6, 10, 12, 24, 52])
def test_a_program_has_as_many_steps_as_weeks(weeks: int) -> None:
    assert len(weekly_steps(CAREER, weeks)) == weeks


def test_a_shorter_program_keeps_the_beginning_the_goal_and_the_celebration() -> None:
    titles = [step.title for step in weekly_steps(CAREER, 6)]

    assert titles == [
        "Get to know each other", "Your strengths", "Set a goal", "Make a plan", "How far have you come?", "Celebrate",
    ]  # fmt: skip


def test_a_longer_program_asks_more_questions_before_the_worksheets() -> None:
    steps = weekly_steps(CAREER, 24)

    assert steps[0].title == "Get to know each other"
    assert [step.kind for step in steps[-5:]] == ["worksheet"] * 4 + ["celebration"]
    assert len({step.question for step in steps}) == 24
    assert all(len(step.alternatives) == 2 for step in steps)
