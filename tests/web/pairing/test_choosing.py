from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.pairing.commands.matches import leave_out
from alongside.domain.pairing.models import Match, Round
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from tests import cast
from tests.cast import MONDAY
from tests.domain.pairing.board import match_of, people, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group(), state=Program.State.RUNNING)


@pytest.fixture
def amara(program: Program) -> Person:
    return cast.organizer(program.group)


@pytest.fixture
def desk(client: Client, amara: Person) -> Client:
    client.force_login(amara)
    return client


def _at(name: str, program: Program, *more: object) -> str:
    return reverse(f"pairing:{name}", args=[program.group.slug, program.pk, *more])


def test_every_mentor_can_be_found_and_chosen_without_a_script(desk: Client, program: Program) -> None:
    people(program, mentees=3, mentors=3)
    winston = cast.mentor(program, cast.person("Winston"), topics=["Welding"])
    match = match_of(run(program), "Mentee0")
    address = _at("list_swaps", program, match.pk)

    page = desk.get(address, {"q": "weld"}).content.decode()
    assert "Winston has room, so nobody else changes. Together the fit would be clearly weaker." in page
    assert "Mentor1" not in page
    response = desk.post(_at("swap_mentor", program, match.pk), {"mentor": str(winston.pk)}, follow=True)

    assert "Mentee0 gets Winston." in response.content.decode()


def test_the_list_alone_answers_while_somebody_types(desk: Client, program: Program) -> None:
    people(program, mentees=3, mentors=3)
    match = match_of(run(program), "Mentee0")
    headers = {"HX-Request": "true", "HX-Target": "found-mentors"}

    page = desk.get(_at("list_swaps", program, match.pk), {"q": "mentor1"}, headers=headers).content.decode()

    assert "Mentor1" in page
    assert "Mentee1 would get Mentor0 instead." in page
    assert "<html" not in page
    assert "<input" not in page


def test_somebody_without_a_mentor_is_given_one_from_the_list(desk: Client, program: Program, amara: Person) -> None:
    people(program, mentees=3, mentors=2)
    shown = run(program)
    waiting = Enrollment.objects.select_related("person").get(pk=shown.unmatched[0]["enrollment"])
    address = _at("find_mentor", program, waiting.pk)
    assert address in desk.get(_at("list_unmatched", program)).content.decode()
    assert "Every place of Mentor0 is given." in desk.get(address).content.decode()
    freed = match_of(shown, "Mentee0")
    leave_out(freed, by=amara, at=MONDAY)

    response = desk.post(address, {"mentor": str(freed.mentor_id)}, follow=True)

    page = response.content.decode()
    assert f"{waiting.person.first_name} gets Mentor0." in page
    assert "No mentor yet" not in page
    assert Match.objects.get(round=shown, mentee=waiting).mentor_id == freed.mentor_id


def test_a_hard_rule_refuses_in_words_and_without_a_button(desk: Client, program: Program) -> None:
    mentee, mentor = cast.mentee(program, languages=["fr"]), cast.mentor(program)
    run(program)
    address = _at("find_mentor", program, mentee.pk)

    page = desk.get(address).content.decode()
    assert "They share no language." in page
    assert f'value="{mentor.pk}"' not in page
    response = desk.post(address, {"mentor": str(mentor.pk)}, follow=True)

    assert "These two cannot be paired." in response.content.decode()
    assert not Match.objects.exists()


def test_a_search_among_many_takes_no_more_queries_than_among_few(desk: Client, program: Program) -> None:
    def count() -> int:
        match = match_of(run(program), "Mentee0")
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(_at("list_swaps", program, match.pk)).status_code == 200
        return len(queries)

    people(program, mentees=2, mentors=2)
    count()
    few = count()
    for number in range(10, 30):
        cast.mentor(program, cast.person(f"Mentor{number}"))
        cast.mentee(program, cast.person(f"Mentee{number}"))

    assert count() == few


def test_what_makes_a_good_pair_is_changed_and_set_back(desk: Client, program: Program) -> None:
    people(program, mentees=2, mentors=2)
    shown = run(program)
    page = desk.get(_at("edit_rules", program)).content.decode()
    assert "At least 0.3: 2 of 2 pairs reach it now" in page
    parts = (
        "topics", "choices", "goals", "background", "about",
        "preferences", "languages", "availability", "time_zone", "waiting",
    )  # fmt: skip
    answers = {"keep_musts": "on", "least_hours": "2.0", "least_score": "0.5"}
    answers |= {f"count_{name}": "usual" for name in parts} | {"count_topics": "more"}

    desk.post(_at("edit_rules", program), answers)

    rules = shown.program.pairing_rules
    assert (rules.share_language, rules.keep_musts, rules.least_hours, rules.least_score) == (False, True, 2.0, 0.5)
    assert rules.weights["topics"] == 80
    page = desk.get(_at("edit_rules", program)).content.decode()
    assert '<option value="more" selected>' in page
    desk.post(_at("edit_rules", program), {"usual": "yes"})
    rules.refresh_from_db()
    assert (rules.weights, rules.share_language, rules.least_hours) == ({}, True, 0.0)


def test_two_people_are_put_on_the_never_list_and_taken_off(desk: Client, program: Program) -> None:
    leila, robert = cast.mentee(program), cast.mentor(program)
    address = _at("list_never_pairs", program)
    assert "Leila" in desk.get(address, {"q": "lei"}).content.decode()
    assert "Robert" in desk.get(address, {"one": leila.pk, "q": "rob"}).content.decode()

    desk.post(address, {"one": str(leila.pk), "other": str(robert.pk)})
    assert program.never_pairs.count() == 1
    desk.post(address, {"never": program.never_pairs.get().pk})

    assert not program.never_pairs.exists()


def test_people_who_share_a_team_are_named_by_the_organizer(desk: Client, program: Program) -> None:
    leila = cast.mentee(program)
    address = _at("list_kept_apart", program)

    desk.post(address, {"person": str(leila.pk), "shares": "Team Blue"})

    assert "Team Blue" in desk.get(address).content.decode()
    stranger = cast.mentee(cast.program(cast.group()))
    assert desk.post(address, {"person": str(stranger.pk), "shares": "Team Blue"}).status_code == 404


def test_the_page_says_who_changes_from_round_to_round(desk: Client, program: Program) -> None:
    people(program, mentees=2, mentors=2)
    run(program)
    cast.mentor(program, cast.person("Better"), topics=["Interviews", "Welding"])
    Enrollment.objects.filter(person__first_name="Mentor0").update(topics=["Confidence"])
    answers = {"objective": "total", "steadiness": Round.Steadiness.FREE}

    desk.post(_at("ask_for_round", program), answers)

    assert Round.objects.latest("requested_at").steadiness == "free"
    assert "Who changes?" in desk.get(_at("show_board", program)).content.decode()
    assert "Better instead of Mentor0." in desk.get(_at("list_moved", program)).content.decode()
