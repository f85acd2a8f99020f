from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.pairing.commands.matches import leave_out, swap_mentor
from alongside.domain.pairing.models import Round
from alongside.domain.pairing.queries.choosing import find_offers, find_swaps
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.safety.models import Block
from tests import cast
from tests.cast import MONDAY
from tests.domain.pairing.board import match_of, people, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group())


@pytest.fixture
def amara(program: Program) -> Person:
    return cast.organizer(program.group)


def _waiting(shown: Round) -> Enrollment:
    return Enrollment.objects.select_related("person").get(pk=shown.unmatched[0]["enrollment"])


def test_any_mentor_is_found_by_name_or_topic_however_weak_the_fit(program: Program) -> None:
    people(program, mentees=20, mentors=20)
    cast.mentor(program, cast.person("Winston", family_name="Clarke"), topics=["Welding"], capacity=1)
    match = match_of(run(program), "Mentee0")

    by_name = find_swaps(match, "clarke wins", at=MONDAY)
    by_topic = find_swaps(match, "weld", at=MONDAY)

    assert [each.mentor.person.first_name for each in by_name.offers] == ["Winston"]
    assert [each.mentor.pk for each in by_topic.offers] == [each.mentor.pk for each in by_name.offers]
    (offer,) = by_name.offers
    assert (offer.free, offer.against) == (1, [])
    assert offer.exchange is not None
    assert offer.exchange.other is None
    assert offer.exchange.gain < 0
    assert find_swaps(match, "", at=MONDAY).total == 20
    assert find_swaps(match, "nobody of this name", at=MONDAY).offers == []


def test_the_reason_against_a_mentor_is_said_but_never_a_block(program: Program) -> None:
    leila = cast.mentee(program, preferences=["a_woman"], required_preferences=["a_woman"])
    cast.mentor(program, cast.person("Dot"), traits=["a_woman"], topics=["Confidence"])
    cast.mentor(program, cast.person("Marcel"), traits=["a_woman"], languages=["fr"])
    cast.mentor(program, cast.person("Robert"))
    blocked = cast.mentor(program, cast.person("Zora"), traits=["a_woman"])
    Block.objects.create(blocker=leila.person, blocked=blocked.person, made_at=MONDAY)

    found = find_swaps(match_of(run(program), "Leila"), "", at=MONDAY)

    against = {each.mentor.person.first_name: [reason["code"] for reason in each.against] for each in found.offers}
    assert against == {
        "Marcel": ["pair_shares_no_language"],
        "Robert": ["pair_must_unmet"],
        "Zora": ["pair_kept_apart"],
    }


def test_somebody_without_a_mentor_sees_who_has_room_first(program: Program, amara: Person) -> None:
    people(program, mentees=3, mentors=2)
    shown = run(program)
    full = find_offers(shown, _waiting(shown), "", at=MONDAY)
    assert [each.free for each in full.offers] == [0, 0]

    leave_out(match_of(shown, "Mentee0"), by=amara, at=MONDAY)

    assert [each.free for each in find_offers(shown, _waiting(shown), "", at=MONDAY).offers] == [1, 0]


def test_a_mentor_who_went_silent_is_marked(program: Program) -> None:
    people(program, mentees=1, mentors=1)
    silent = cast.mentor(program, cast.person("Robert"), capacity=5)
    begin_mentorship(program, [cast.mentee(program), silent], at=MONDAY - timedelta(days=30))

    found = find_swaps(match_of(run(program), "Mentee0"), "robert", at=MONDAY)

    assert [each.is_silent for each in found.offers] == [True]


def test_a_freed_mentor_is_not_given_away_twice(program: Program, amara: Person) -> None:
    people(program, mentees=3, mentors=3)
    shown = run(program)
    first, second = match_of(shown, "Mentee0"), match_of(shown, "Mentee1")
    leave_out(first, by=amara, at=MONDAY)
    swap_mentor(second, first.mentor, by=amara, at=MONDAY)

    found = find_swaps(match_of(shown, "Mentee0"), "Mentor2", at=MONDAY)

    assert [each.exchange for each in found.offers] == [None]


def test_searching_many_takes_no_more_queries_than_searching_few(program: Program) -> None:
    def count() -> int:
        match = match_of(run(program), "Mentee0")
        with CaptureQueriesContext(connection) as queries:
            find_swaps(match, "mentor", at=MONDAY)
        return len(queries)

    people(program, mentees=2, mentors=2)
    few = count()
    for number in range(10, 30):
        cast.mentor(program, cast.person(f"Mentor{number}"))
        cast.mentee(program, cast.person(f"Mentee{number}"))

    assert count() == few
