from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.desk.commands.sittings import forget_old_sittings, note_act
from alongside.domain.desk.models import Sitting
from alongside.domain.desk.queries.minutes import minutes_this_week
from tests import cast
from tests.domain.insights.season import NOW, Season

pytestmark = pytest.mark.django_db


def minutes(season: Season, at=NOW + timedelta(hours=8)):
    return minutes_this_week(season.program, season.amara.pk, "UTC", at=at)


def test_acts_with_short_pauses_are_one_sitting_and_a_long_pause_is_not_counted() -> None:
    season = Season()
    for minute in (0, 4, 9, 60):
        note_act(season.program, season.amara, at=NOW + timedelta(minutes=minute))

    # From the first act to the third, and one minute before each of the two sittings.
    assert Sitting.objects.count() == 2
    assert minutes(season).own == 9 + 1 + 1


def test_everybodys_minutes_are_told_apart_from_ones_own() -> None:
    season = Season()
    ben = cast.organizer(season.group, cast.person("Ben"))
    note_act(season.program, season.amara, at=NOW)
    note_act(season.program, ben, at=NOW)
    note_act(season.program, ben, at=NOW + timedelta(minutes=5))

    spent = minutes(season)

    assert (spent.own, spent.all, spent.people) == (1, 7, 2)


def test_last_weeks_minutes_are_not_this_weeks() -> None:
    season = Season()
    note_act(season.program, season.amara, at=NOW - timedelta(days=1))  # a Sunday

    assert minutes(season).all == 0
    assert minutes(season, at=NOW - timedelta(hours=20)).all == 1


def test_sittings_are_forgotten_after_a_quarter() -> None:
    season = Season()
    note_act(season.program, season.amara, at=NOW)

    assert forget_old_sittings(at=NOW + timedelta(days=91)) == 0
    assert forget_old_sittings(at=NOW + timedelta(days=93)) == 1
