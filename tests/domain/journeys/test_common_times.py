from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.journeys.common_times import Week, common_times, times_within
from tests import cast
from tests.cast import MONDAY
from tests.domain.journeys import walk

LONDON, BERLIN, SYDNEY = ZoneInfo("Europe/London"), ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Sydney")
EVENING = (48 * 1 + 36, 8)  # Tuesday, 18 to 22


def test_the_times_lie_within_what_both_said_by_their_own_clocks() -> None:
    found = times_within([Week(LONDON, [EVENING]), Week(BERLIN, [EVENING])], minutes=45, at=MONDAY, count=3)

    # Tuesday 18:00 in London is 19:00 in Berlin.
    assert [each.astimezone(LONDON).strftime("%a %H:%M") for each in found] == ["Tue 18:00", "Tue 18:00"]


def test_a_talk_never_runs_past_the_end_of_somebody_s_time() -> None:
    narrow = Week(BERLIN, [(48 * 1 + 38, 2)])  # Tuesday, 19 to 20

    assert times_within([Week(LONDON, [EVENING]), narrow], minutes=45, at=MONDAY, count=1)
    assert not times_within([Week(LONDON, [EVENING]), narrow], minutes=90, at=MONDAY, count=1)


def test_people_whose_days_never_meet_are_offered_nothing() -> None:
    early = [(48 * day + 18, 4) for day in range(7)]  # 9 to 11

    assert times_within([Week(LONDON, early), Week(SYDNEY, early)], minutes=45, at=MONDAY, count=3) == []


def test_nobody_is_offered_a_time_within_the_next_hours_or_two_on_one_day() -> None:
    always = [(48 * day, 48) for day in range(7)]

    found = times_within([Week(LONDON, always)], minutes=45, at=MONDAY, count=3)

    assert found[0] >= MONDAY + timedelta(hours=20)
    assert len({each.astimezone(LONDON).date() for each in found}) == 3


@given(
    stretches=st.lists(st.tuples(st.integers(0, 6 * 48), st.integers(1, 48)), min_size=1, max_size=5),
    days=st.integers(0, 366),
    minutes=st.sampled_from([20, 45, 90]),
)
def test_every_offer_is_inside_every_week_also_when_the_clocks_change(
    stretches: list[tuple[int, int]], days: int, minutes: int
) -> None:
    at = datetime(2026, 1, 1, 7, 13, tzinfo=UTC) + timedelta(days=days)
    weeks = [Week(LONDON, stretches), Week(SYDNEY, [(48 * day + 12, 36) for day in range(7)])]

    for start in times_within(weeks, minutes=minutes, at=at, count=3):
        assert all(week.holds(start, start + timedelta(minutes=minutes)) for week in weeks)
        assert start > at


@pytest.mark.django_db
def test_what_both_said_at_sign_up_decides_and_silence_means_daytime() -> None:
    pair = walk.pair()
    cast.mentor(pair.program, pair.robert, reach_times=["tue-evening", "chat lunchtime"])
    Enrollment.objects.filter(person=pair.leila).delete()
    pair.leila.time_zone = pair.robert.time_zone = "Europe/London"
    pair.leila.save()
    pair.robert.save()

    found = common_times(pair.journey, minutes=45, at=MONDAY)

    assert [each.astimezone(LONDON).strftime("%a %H:%M") for each in found] == ["Tue 18:00", "Tue 18:00"]


@pytest.mark.django_db
def test_a_journey_nobody_walks_any_more_has_no_times() -> None:
    pair = walk.pair()
    pair.journey.walkers.update(left_at=MONDAY)

    assert common_times(pair.journey, minutes=45, at=MONDAY) == []
