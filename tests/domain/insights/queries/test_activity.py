from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.insights.queries.activity import Standing, standing_at
from alongside.domain.mentorships.commands.endings import complete_mentorship
from alongside.domain.spaces.commands.items import send_message
from tests.cast import MONDAY
from tests.domain.insights.season import NOW, Season

pytestmark = pytest.mark.django_db


def test_active_are_those_who_did_something_in_two_weeks() -> None:
    season = Season()
    season.talking()
    season.pair(mentee="Tom", mentor="Winston")
    half = season.pair(mentee="Mei", mentor="Grace")
    send_message(half.space, season.mentee_of(half), "hello", at=NOW - timedelta(days=13))

    assert standing_at(season.program, NOW) == Standing(
        relationships=3, active_relationships=2, active_mentors=1, active_mentees=2, completed=0
    )


def test_a_day_longer_ago_is_not_active_any_more_and_a_moment_ahead_does_not_count() -> None:
    season = Season()
    season.talking(at=NOW)

    assert standing_at(season.program, NOW - timedelta(hours=1)).active_relationships == 0
    assert standing_at(season.program, NOW).active_relationships == 1
    assert standing_at(season.program, NOW + timedelta(days=14, seconds=1)).active_relationships == 0


def test_a_check_in_is_an_act() -> None:
    season = Season()
    season.asking()

    assert standing_at(season.program, NOW).active_mentees == 1


def test_a_finished_pair_counts_as_finished_from_then_on_and_as_going_on_before() -> None:
    season = Season()
    pair = season.talking()
    complete_mentorship(pair, by=None, goal_met=False, at=NOW)

    before, after = standing_at(season.program, NOW - timedelta(hours=1)), standing_at(season.program, NOW)

    assert (before.relationships, before.completed) == (1, 0)
    assert (after.relationships, after.completed) == (0, 1)


def test_a_mentor_with_two_pairs_counts_once() -> None:
    season = Season()
    first = season.talking()
    mentor = first.participants.get(role="mentor").enrollment
    from alongside.domain.mentorships.commands.mentorships import begin_mentorship
    from tests import cast

    second = begin_mentorship(season.program, [cast.mentee(season.program, cast.person("Tom")), mentor], at=MONDAY)
    send_message(second.space, mentor.person, "hello", at=NOW - timedelta(days=1))

    standing = standing_at(season.program, NOW)
    assert (standing.relationships, standing.active_mentors) == (2, 1)
