from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.domain.pairing.commands.matches import leave_out, tick_match
from alongside.domain.pairing.models import Match, Round, RoundSchedule
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from tests import cast
from tests.cast import MONDAY
from tests.domain.pairing.board import match_of, people, people_too_many_to_be_sure, run

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


def test_the_organizer_asks_for_suggestions_and_sees_everyone_in_bands(desk: Client, program: Program) -> None:
    people(program, mentees=6, mentors=6)

    response = desk.post(_at("ask_for_round", program), follow=True)

    page = response.content.decode()
    assert "6 pairs suggested." in page
    assert "Strong fit" in page
    assert re.search(r"Mentor\d can help with (Interviews|My CV)\.", page)
    assert "Show the other 2" in page


def test_the_board_says_what_to_do_when_there_are_too_many_people_to_be_sure(
    desk: Client, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alongside.matching.sources.MarketSource.dearest", 1)
    people_too_many_to_be_sure(program)

    page = desk.post(_at("ask_for_round", program), follow=True).content.decode()

    assert "There are too many people to be sure that nobody else could get a mentor." in page
    assert "if it happens twice" not in page


@pytest.mark.parametrize("who", ["outsider", "member", "mentor", "operator"])
@pytest.mark.parametrize(
    "page",
    [
        "show_board",
        "review",
        "show_introduced",
        "list_unmatched",
        "list_never_pairs",
        "schedule",
        "show_fairness",
        "list_moved",
        "edit_rules",
        "list_kept_apart",
        "list_swaps",
        "find_mentor",
    ],
)
def test_nobody_but_an_organizer_sees_any_of_it(client: Client, program: Program, who: str, page: str) -> None:
    people(program, mentees=2, mentors=1)
    shown = run(program)
    more = {"list_swaps": Match.objects.get().pk, "find_mentor": shown.unmatched[0]["enrollment"]}.get(page)
    person = {
        "outsider": lambda: cast.person("Out"),
        "member": lambda: cast.member(program.group),
        "mentor": lambda: Person.objects.get(first_name="Mentor0"),
        "operator": lambda: cast.person("Op", is_operator=True),
    }[who]()
    address = _at(page, program, *([more] if more else []))
    if page != "show_introduced":
        client.force_login(Person.objects.filter(first_name="Amara").first() or cast.organizer(program.group))
        assert client.get(address).status_code in (200, 302)
    client.force_login(person)

    response = client.get(address)

    assert response.status_code in (403, 404)
    assert b"Mentee0" not in response.content


@pytest.mark.parametrize("act", ["tick_match", "leave_out", "put_back", "pin_match", "forbid_match", "swap_mentor"])
def test_nobody_but_an_organizer_changes_a_row(client: Client, program: Program, act: str) -> None:
    people(program, mentees=2, mentors=2)
    match = match_of(run(program), "Mentee0")
    client.force_login(match.mentee.person)

    response = client.post(_at(act, program, match.pk), {"mentor": str(match.mentor_id)})

    assert response.status_code in (403, 404)
    match.refresh_from_db()
    assert match.edition == 0


def test_a_row_of_another_program_is_not_reached_through_this_one(desk: Client, program: Program) -> None:
    other = cast.program(cast.group())
    people(other, mentees=1, mentors=1)
    match = match_of(run(other), "Mentee0")
    people(program, mentees=1, mentors=1)
    run(program)

    assert desk.get(_at("show_match", program, match.pk)).status_code == 404


@pytest.mark.parametrize(
    "name", ["show_board", "review", "list_unmatched", "show_fairness", "list_moved", "edit_rules"]
)
def test_a_long_board_takes_no_more_queries_than_a_short_one(desk: Client, program: Program, name: str) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(_at(name, program)).status_code == 200
        return len(queries)

    people(program, mentees=4, mentors=2)
    run(program)
    count()
    short = count()
    people(program, mentees=40, mentors=30)
    run(program)

    assert count() == short


def test_ticks_are_kept_without_a_script_and_lead_to_the_review(desk: Client, program: Program) -> None:
    people(program, mentees=3, mentors=3)
    shown = run(program)
    page = desk.get(_at("show_board", program)).content.decode()
    seen = re.findall(r'name="seen" value="([^"]+)"', page)
    keep = match_of(shown, "Mentee0")

    response = desk.post(_at("save_board", program), {"seen": seen, "match": [str(keep.pk)]}, follow=True)

    assert "Introduce 1 pair" in response.content.decode()
    assert list(Match.objects.filter(round=shown, ticked=True)) == [keep]


def test_what_another_organizer_did_meanwhile_is_kept_and_said(desk: Client, program: Program) -> None:
    people(program, mentees=3, mentors=3)
    shown = run(program)
    page = desk.get(_at("show_board", program)).content.decode()
    seen = re.findall(r'name="seen" value="([^"]+)"', page)
    everything = [value.split(":")[0] for value in seen]
    kofi = cast.organizer(program.group, cast.person("Kofi"))
    tick_match(match_of(shown, "Mentee0"), ticked=False, by=kofi, at=MONDAY)
    leave_out(match_of(shown, "Mentee1"), by=kofi, at=MONDAY)

    response = desk.post(_at("save_board", program), {"seen": seen, "match": everything}, follow=True)

    page = response.content.decode()
    assert "Kofi changed 1 pair while you worked" in page
    assert "Kofi left out this pair" in page
    assert not match_of(shown, "Mentee0").ticked


def test_the_panel_shows_why_what_to_check_and_three_others(desk: Client, program: Program) -> None:
    people(program, mentees=4, mentors=4)
    match = match_of(run(program), "Mentee0")

    page = desk.get(_at("show_match", program, match.pk), headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in page
    assert "For Mentee0" in page
    assert page.count('name="mentor"') == 3
    assert "would get Mentor0 instead" in page


def test_a_swap_answers_with_both_rows_and_the_counts(desk: Client, program: Program) -> None:
    people(program, mentees=2, mentors=2)
    shown = run(program)
    first, second = match_of(shown, "Mentee0"), match_of(shown, "Mentee1")

    response = desk.post(
        _at("swap_mentor", program, first.pk),
        {"mentor": str(second.mentor_id), "seen": [f"{first.pk}:0", f"{second.pk}:0"], "band": ["strong"]},
        headers={"HX-Request": "true", "HX-Target": "look"},
    )

    page = response.content.decode()
    assert f'id="match-{first.pk}" hx-swap-oob' in page
    assert f'id="match-{second.pk}" hx-swap-oob' in page
    assert 'id="launchbar" hx-swap-oob' in page
    assert 'id="ticked-strong" hx-swap-oob' in page
    assert 'id="ticked-good"' not in page


def test_somebody_s_words_are_marked_and_harmless(desk: Client, program: Program) -> None:
    words = "<b>interviews</b> frighten me"
    cast.mentee(program, cast.person("Leila"), help_words=words)
    cast.mentor(program, help_words="I sat through many interviews")
    match = match_of(run(program), "Leila")

    page = desk.get(_at("show_match", program, match.pk)).content.decode()

    assert "&lt;b&gt;<mark>interviews</mark>&lt;/b&gt; frighten me" in page


def test_introducing_can_be_undone_from_the_page(desk: Client, program: Program) -> None:
    people(program, mentees=2, mentors=2)
    shown = run(program)

    response = desk.post(_at("review", program), {"words": "Hello", "when": "now"}, follow=True)
    assert "2 pairs introduced" in response.content.decode()
    assert Round.objects.get(pk=shown.pk).intro_words == "Hello"
    response = desk.post(_at("undo", program), follow=True)

    assert "Taken back" in response.content.decode()
    assert Round.objects.get(pk=shown.pk).state == Round.State.PROPOSED


def test_a_large_program_is_left_to_the_worker_and_shows_how_far_it_is(
    desk: Client, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alongside.domain.pairing.commands.rounds.SMALL", 3)
    people(program, mentees=2, mentors=2)

    page = desk.post(_at("ask_for_round", program), follow=True).content.decode()

    assert "Looking at everyone" in page
    assert Round.objects.get().state == Round.State.REQUESTED


def test_an_organizer_lets_rounds_run_by_themselves_and_stops_them(desk: Client, program: Program) -> None:
    answers = {"every_weeks": "2", "least_band": "good", "least_score": "0.5", "least_share": "80", "words": ""}

    desk.post(_at("schedule", program), answers)
    schedule = RoundSchedule.objects.get()
    assert (schedule.least_share, schedule.least_score) == (80, 0.5)
    assert "Stop it" in desk.get(_at("schedule", program)).content.decode()
    desk.post(_at("schedule", program), {"stop": "yes"})

    assert not RoundSchedule.objects.exists()
