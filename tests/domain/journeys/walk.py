"""A pair on its way, for tests: Robert the mentor and Leila the mentee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from alongside.domain.journeys.commands.journeys import begin_journey
from alongside.domain.journeys.models import Journey, Walker
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program, Step
from alongside.domain.spaces.commands.rooms import open_space
from alongside.domain.spaces.models import Space
from tests import cast

WORKSHEET = [
    {"key": "goal", "label": "My goal in one sentence", "hint": "", "kind": "line", "writes": "goal"},
    {"key": "steps", "label": "My steps", "hint": "", "kind": "list", "writes": "goal_steps"},
    {"key": "why", "label": "Why it matters to me", "hint": "", "kind": "text", "writes": ""},
]


@dataclass
class Pair:
    robert: Person
    leila: Person
    program: Program
    space: Space
    journey: Journey

    def walker(self, person: Person) -> Walker:
        return Walker.objects.select_related("person", "journey").get(journey=self.journey, person=person)


def program(weeks: int = 4) -> Program:
    running = cast.program(cast.group(), state=Program.State.RUNNING, starts_on=None)
    for position in range(1, weeks + 1):
        is_last = position == weeks
        Step.objects.create(
            program=running,
            position=position,
            title=f"Week {position}",
            question=f"Question {position}?",
            guidance="It can be tiny.",
            kind=Step.Kind.WORKSHEET if is_last else Step.Kind.QUESTION,
            alternatives=[{"question": f"Another {position}?", "guidance": ""}],
            worksheet=WORKSHEET if is_last else [],
            milestone="You met" if position == 1 else "",
        )
    return running


def pair(at: datetime = cast.MONDAY, weeks: int = 4, **people: Any) -> Pair:
    """Introduced at ``at``. Give ``mentor`` or ``mentee`` to differ."""
    robert, leila = people.get("mentor") or cast.person("Robert"), people.get("mentee") or cast.person("Leila")
    running = people.get("program") or program(weeks)
    space = open_space(Space.Kind.MENTORSHIP, [robert, leila], at=at)
    journey = begin_journey(space, running, {robert: "mentor", leila: "mentee"}, at=at)
    return Pair(robert, leila, running, space, journey)
