"""Minutes organizers spent on a program this week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from alongside.domain.desk.models import Sitting
from alongside.domain.programs.models import Program
from alongside.kernel.timezones import local_day, monday_of

# Reading before the first act of a sitting leaves no trace; a minute stands for it.
BEFORE_THE_FIRST_ACT = timedelta(minutes=1)


@dataclass(frozen=True)
class Spent:
    """Minutes this week: one's own, everybody's, and how many organizers there were."""

    own: int
    all: int
    people: int


def minutes_this_week(program: Program, person: UUID, time_zone: str, *, at: datetime) -> Spent:
    """From Monday on, where the reader lives. One question."""
    monday = monday_of(local_day(at, time_zone))
    spent: dict[UUID, timedelta] = {}
    sittings = Sitting.objects.filter(program=program, last_at__gte=at - timedelta(days=8))
    for who, began_at, last_at in sittings.values_list("person_id", "began_at", "last_at"):
        if local_day(last_at, time_zone) >= monday:
            spent[who] = spent.get(who, timedelta()) + (last_at - began_at) + BEFORE_THE_FIRST_ACT
    return Spent(_minutes(spent.get(person, timedelta())), _minutes(sum(spent.values(), timedelta())), len(spent))


def _minutes(time: timedelta) -> int:
    return -(-int(time.total_seconds()) // 60)
