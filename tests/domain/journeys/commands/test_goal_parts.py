"""A worksheet writes strengths and outcome beside the goal, sealed, and anew when it is filled in anew."""

from __future__ import annotations

import pytest

from alongside.domain.journeys.commands.answers import retract_answer, share_answer
from alongside.domain.journeys.goal_parts import goal_parts_of
from alongside.domain.journeys.models import GoalPart
from alongside.domain.journeys.own_data import own_data
from alongside.domain.programs.models import Step
from alongside.domain.spaces.sealing import seals_of
from tests.cast import MONDAY
from tests.domain.journeys.walk import pair

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SHEET = [
    {"key": "strengths", "label": "My strengths", "hint": "", "kind": "list", "writes": "strengths"},
    {"key": "tire", "label": "What tires me", "hint": "", "kind": "text", "writes": ""},
    {"key": "outcome", "label": "How it went", "hint": "", "kind": "text", "writes": "outcome"},
]


def test_strengths_stand_beside_the_goal_before_there_is_one() -> None:
    walk = pair()
    Step.objects.filter(program=walk.program, position=2).update(kind=Step.Kind.WORKSHEET, worksheet=SHEET)

    filled = {"strengths": "Patience\nHumor", "tire": "Meetings"}
    share_answer(walk.journey, walk.leila, 2, "", at=MONDAY, filled=filled)
    retract_answer(walk.journey, walk.leila, 2, at=MONDAY)
    share_answer(
        walk.journey, walk.leila, 2, "", at=MONDAY, filled={"strengths": "Patience", "outcome": "I found work"}
    )

    parts = goal_parts_of(walk.journey, seals_of(walk.space.pk))
    assert [(each.part, each.words.text) for each in parts] == [("strengths", "Patience"), ("outcome", "I found work")]
    assert b"Patience" not in bytes(GoalPart.objects.get(part="strengths").sealed)
    assert own_data(walk.leila)["walks"][0]["strengths_and_outcomes"][0]["words"] == "Patience"
    assert own_data(walk.robert)["walks"][0]["strengths_and_outcomes"] == []
