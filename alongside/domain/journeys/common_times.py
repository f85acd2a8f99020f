"""Times that suit everybody of a pair, from the times of the week each said and the clock each lives by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.journeys.models import Journey, Walker
from alongside.kernel.hours import zone_of
from alongside.matching import UnreadableTimeError
from alongside.matching.hours import windows

# Whoever named no times is asked at an hour when most people are up.
_ANY_DAYTIME = tuple((48 * day + 18, 22) for day in range(7))
_STEP, _SOONEST, _AHEAD = timedelta(minutes=30), timedelta(hours=20), timedelta(days=14)


@dataclass(frozen=True)
class Week:
    """One person's clock, and the stretches of their own week (first half hour, how many) in which they may talk."""

    zone: ZoneInfo
    stretches: Sequence[tuple[int, int]]

    def holds(self, start: datetime, end: datetime) -> bool:
        """Whether a whole talk lies within one stretch of this week."""
        first, last = start.astimezone(self.zone), end.astimezone(self.zone)
        begins = 48 * first.weekday() + 2 * first.hour + first.minute / 30
        ends = begins + (last.replace(tzinfo=None) - first.replace(tzinfo=None)) / _STEP
        return any(start <= begins and ends <= start + many for start, many in self.stretches)


def common_times(journey: Journey, *, minutes: int, at: datetime, count: int = 3) -> list[datetime]:
    """Up to ``count`` moments of the next two weeks that lie within everybody's times, on different days."""
    walkers = list(Walker.objects.filter(journey=journey, left_at=None).select_related("person"))
    slots = _slots_of(journey, [walker.person_id for walker in walkers])
    weeks = [Week(zone_of(walker.person.time_zone), _stretches(slots.get(walker.person_id, ()))) for walker in walkers]
    return times_within(weeks, minutes=minutes, at=at, count=count) if weeks else []


def times_within(weeks: Sequence[Week], *, minutes: int, at: datetime, count: int) -> list[datetime]:
    """The first moment of each of the next days that every week holds; never sooner than the day after ``at``."""
    found: dict[object, datetime] = {}
    moment = _next_half_hour(at + _SOONEST)
    while moment < at + _AHEAD and len(found) < count:
        day = moment.astimezone(weeks[0].zone).date()
        if day not in found and all(week.holds(moment, moment + timedelta(minutes=minutes)) for week in weeks):
            found[day] = moment
        moment += _STEP
    return list(found.values())


def _slots_of(journey: Journey, people: Iterable[UUID]) -> Mapping[UUID, Sequence[str]]:
    """What each said in their sign-up to this program, in one question."""
    rows = Enrollment.objects.filter(program=journey.program_id, person__in=people).values_list("person", "reach_times")
    said: dict[UUID, list[str]] = {}
    for person, times in rows:
        said.setdefault(person, []).extend(times)
    return said


def _stretches(slots: Iterable[str]) -> Sequence[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for slot in slots:
        try:
            found.update(windows(slot))
        except UnreadableTimeError:
            continue  # "chat lunchtime" says nothing about the clock
    return _joined(sorted(found)) or _ANY_DAYTIME


def _joined(stretches: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Stretches that touch become one, so that a talk may run from the one into the other."""
    joined: list[tuple[int, int]] = []
    for first, many in stretches:
        if joined and first <= sum(joined[-1]):
            joined[-1] = (joined[-1][0], max(sum(joined[-1]), first + many) - joined[-1][0])
        else:
            joined.append((first, many))
    return joined


def _next_half_hour(moment: datetime) -> datetime:
    whole = datetime.combine(moment.astimezone(UTC).date(), time(moment.astimezone(UTC).hour), tzinfo=UTC)
    return next(each for each in (whole + _STEP * n for n in range(4)) if each >= moment)
