"""Wall-clock times in every zone there is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from alongside.kernel.timezones import local_moment, local_moment_outside_quiet, monday_of, weekday_on_or_after

FIRST, LAST = date(2026, 1, 1), date(2030, 12, 31)


def _days(weekday: int) -> list[date]:
    start = weekday_on_or_after(FIRST, weekday)
    return [start + timedelta(weeks=week) for week in range((LAST - start).days // 7 + 1)]


def _slots(wall: time, weekday: int) -> tuple[int, int, int]:
    """How many slots there are over all zones, how many fall into a gap, and how many happen twice; all checked."""
    slots = gaps = twice = 0
    for name in sorted(available_timezones()):
        there, last = ZoneInfo(name), None
        for day in _days(weekday):
            moment = local_moment(day, wall, name)
            wanted, shown = datetime.combine(day, wall), moment.astimezone(there).replace(tzinfo=None)
            slots += 1
            assert last is None or moment > last
            last = moment
            if shown != wanted:
                gaps += 1
                assert shown > wanted
                # The next minute there is: a minute earlier the clocks showed a time before the wanted one.
                before = (moment - timedelta(minutes=1)).astimezone(there).replace(tzinfo=None)
                assert before < wanted
            elif moment.astimezone(there).fold or _again(moment, there, wanted):
                twice += 1
                assert moment.astimezone(there).fold == 0
    return slots, gaps, twice


def _again(moment: datetime, there: ZoneInfo, wanted: datetime) -> bool:
    second = wanted.replace(tzinfo=there, fold=1).astimezone(UTC)
    return second != moment and second.astimezone(there).replace(tzinfo=None) == wanted


def test_every_monday_morning_of_five_years_is_nine_o_clock_everywhere():
    slots, gaps, _ = _slots(time(9, 0), 0)

    assert slots == len(available_timezones()) * len(_days(0))
    assert gaps == 0


def test_sunday_nights_that_are_jumped_over_come_at_the_next_minute_and_doubled_ones_once():
    slots, gaps, twice = _slots(time(2, 30), 6)

    assert slots == len(available_timezones()) * 261
    # The exact counts depend on the machine's table of zones; with the one of 2026 they are 735 and 307.
    assert gaps > 600
    assert twice > 250


def test_half_past_two_does_not_exist_in_berlin_on_the_last_sunday_of_march():
    moment = local_moment(date(2026, 3, 29), time(2, 30), "Europe/Berlin")

    assert moment == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_half_past_two_that_comes_twice_means_the_first():
    moment = local_moment(date(2026, 10, 25), time(2, 30), "Europe/Berlin")

    assert moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_whole_day_that_was_skipped_ends_at_the_next_midnight():
    moment = local_moment(date(2011, 12, 30), time(9, 0), "Pacific/Apia")

    assert moment.astimezone(ZoneInfo("Pacific/Apia")).date() == date(2011, 12, 31)


def test_an_unknown_zone_is_read_as_utc():
    assert local_moment(date(2026, 4, 6), time(9, 0), "Mars/Olympus") == datetime(2026, 4, 6, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet_from", "quiet_until", "expected"),
    [
        (time(21, 0), time(8, 0), datetime(2026, 4, 6, 9, 0, tzinfo=UTC)),
        (time(22, 0), time(10, 30), datetime(2026, 4, 6, 10, 30, tzinfo=UTC)),
        (time(8, 0), time(18, 0), datetime(2026, 4, 6, 18, 0, tzinfo=UTC)),
        (time(8, 30), time(6, 0), datetime(2026, 4, 7, 6, 0, tzinfo=UTC)),
        (time(0, 0), time(0, 0), datetime(2026, 4, 6, 9, 0, tzinfo=UTC)),
    ],
)
def test_quiet_hours_move_the_morning_to_their_end(quiet_from, quiet_until, expected):
    assert local_moment_outside_quiet(date(2026, 4, 6), time(9, 0), "UTC", quiet_from, quiet_until) == expected


def test_weeks_begin_on_monday():
    assert monday_of(date(2026, 4, 12)) == date(2026, 4, 6)
    assert weekday_on_or_after(date(2026, 4, 7), 0) == date(2026, 4, 13)
    assert weekday_on_or_after(date(2026, 4, 6), 0) == date(2026, 4, 6)
