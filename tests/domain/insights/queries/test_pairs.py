from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.insights.queries import pairs
from alongside.domain.mentorships.commands.endings import end_mentorship, pause_mentorship
from tests.domain.insights.season import NOW, Season

pytestmark = pytest.mark.django_db


def test_pairs_are_counted_by_how_they_are_doing() -> None:
    season = Season()
    season.talking()
    season.asking()
    season.pair(mentee="Tom", mentor="Winston")
    resting = season.pair(mentee="Mei", mentor="Grace")
    pause_mentorship(resting, by=season.mentee_of(resting), weeks=4, at=NOW - timedelta(days=2))
    over = season.pair(mentee="Yusuf", mentor="Sven")
    end_mentorship(over, kind="early", by=None, at=NOW)

    now = pairs.pairs_now(season.program, at=NOW)

    assert (now.total, now.quiet, now.help, now.paused, now.talking) == (4, 1, 1, 1, 1)


def test_no_pair_is_counted_twice() -> None:
    season = Season()
    asking = season.asking()
    pause_mentorship(asking, by=season.mentee_of(asking), weeks=4, at=NOW)
    season.pair(mentee="Tom", mentor="Winston")

    now = pairs.pairs_now(season.program, at=NOW)

    assert now.talking + now.quiet + now.help + now.paused == now.total == 2
    assert (now.help, now.paused) == (1, 0)


def test_a_new_pair_is_not_quiet_before_ten_days() -> None:
    season = Season()
    season.pair(began_at=NOW - timedelta(days=9))
    season.pair(began_at=NOW - timedelta(days=10), mentee="Tom", mentor="Winston")

    assert pairs.pairs_now(season.program, at=NOW).quiet == 1


def test_every_pair_has_its_mark_and_its_place_in_the_counts() -> None:
    season = Season()
    season.talking()
    season.asking()

    assert sorted(mark.doing for mark in pairs.marks(season.program, at=NOW)) == ["help", "well"]
    assert pairs.counts_by_week(pairs.marks(season.program, at=NOW)) == {1: {"help": 1, "well": 1}}
