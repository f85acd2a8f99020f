from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.insights.commands.counting import note_visit
from alongside.domain.insights.queries import numbers
from alongside.domain.journeys.commands.check_ins import check_in
from tests import cast
from tests.domain.insights.season import NOW, Season

pytestmark = pytest.mark.django_db


def test_moods_are_hidden_until_five_answered() -> None:
    season = Season()
    names = [("A", "B"), ("C", "D"), ("E", "F")]
    pairs = [season.pair(mentee=mentee, mentor=mentor) for mentee, mentor in names]
    people = [(pair, part.person) for pair in pairs for part in pair.participants.select_related("person")]
    for pair, person in people[:4]:
        check_in(pair.journey, person, "well", at=NOW)
    four = numbers.feelings(season.program, at=NOW)[0]
    pair, person = people[4]
    check_in(pair.journey, person, "okay", at=NOW)

    five = numbers.feelings(season.program, at=NOW)[0]

    assert four.is_hidden
    assert not five.is_hidden
    assert (five.well, five.okay, five.help, five.silent) == (4, 1, 0, 1)


def test_places_count_people_who_are_there() -> None:
    season = Season()
    season.pair()
    cast.mentee(season.program, cast.person("Tom"))
    cast.mentee(season.program, cast.person("Gone", deactivated_at=NOW))
    cast.mentor(season.program, cast.person("New"), state="applied")

    places = numbers.places(season.program)

    assert (places.mentors, places.mentees, places.waiting) == (1, 2, 1)
    assert (places.offered, places.taken, places.free) == (2, 1, 1)
    assert (places.applied_mentors, places.applied_mentees) == (1, 0)


def test_a_visitor_counts_once_however_often_they_come() -> None:
    season = Season()
    for hours in (0, 1, 30):
        note_visit(season.group, season.amara, at=NOW - timedelta(hours=hours))
    note_visit(season.group, cast.member(season.group), at=NOW - timedelta(days=40))

    assert numbers.visitors(season.group, at=NOW) == 1
    assert sum(numbers.weekly_visitors(season.group, at=NOW)) >= 2


def test_the_share_of_those_who_had_a_mentor_and_how_long_they_waited() -> None:
    season = Season()
    season.pair()
    cast.mentee(season.program, cast.person("Tom"))

    period = numbers.period(season.program, at=NOW)

    assert (period.paired_ever, period.signed_up_ever) == (1, 2)
    assert period.days_to_match == pytest.approx(10)


def test_new_members_are_those_of_the_last_month_who_stayed() -> None:
    season = Season()
    assert numbers.new_members(season.group, at=NOW) == 0

    from alongside.domain.groups.models import Membership

    Membership.objects.create(group=season.group, person=cast.person("New"), joined_at=NOW - timedelta(days=1))

    assert numbers.new_members(season.group, at=NOW) == 1
    assert numbers.weekly_new_members(season.group, at=NOW)[-2:] != [0, 0]


def test_sign_ups_add_up_from_the_first_day_to_today() -> None:
    program = cast.program(cast.group())
    cast.mentee(program, enrolled_at=NOW - timedelta(days=3))
    cast.mentor(program, enrolled_at=NOW - timedelta(days=1))

    days = numbers.sign_ups_by_day(program, at=NOW)

    assert [counts for _day, *counts in days] == [[1, 0], [1, 0], [1, 1], [1, 1]]
    assert days[-1][0] == NOW.date()


def test_nobody_has_signed_up_yet() -> None:
    assert numbers.sign_ups_by_day(cast.program(cast.group()), at=NOW) == [(NOW.date(), 0, 0)]
