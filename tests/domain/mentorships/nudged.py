"""A pair in a program whose rules nudge, and the worker that looks after it, for tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.config.reactions import REACTIONS
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.journeys.jobs import open_due_steps, remind_of_steps
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.jobs import nudge_pairs
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.notifications.models import Notice
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from tests import cast
from tests.cast import MONDAY
from tests.domain.journeys import walk

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass
class Nudged:
    program: Program
    mentorship: Mentorship
    robert: Person
    leila: Person
    amara: Person


def pair(
    mentor: Person | None = None, mentee: Person | None = None, *, weeks: int = 12, at: datetime = MONDAY
) -> Nudged:
    program = walk.program(weeks)
    amara = cast.organizer(program.group)
    robert, leila = mentor or cast.person("Robert"), mentee or cast.person("Leila")
    Program.objects.filter(pk=program.pk).update(weeks=weeks)
    program.refresh_from_db()
    sides = [cast.mentor(program, robert), cast.mentee(program, leila)]
    return Nudged(program, begin_mentorship(program, sides, at=at), robert, leila, amara)


def work(
    until: datetime, since: datetime = MONDAY, step: timedelta = HOUR, then: Callable[[datetime], object] = id
) -> None:
    """The worker looks so often, twice each time, as two workers would."""
    at = since
    while at <= until:
        for _ in range(2):
            open_due_steps(at)
            remind_of_steps(at)
            nudge_pairs(at)
            hand_on_waiting_events(REACTIONS, at=at)
        then(at)
        at += step


def told(kind: str) -> list[tuple[str, str]]:
    """Who was told so, and on which day, in order."""
    rows = Notice.objects.filter(kind=kind).order_by("noticed_at", "person__first_name")
    return [(name, f"{at:%d %b}") for name, at in rows.values_list("person__first_name", "noticed_at")]
