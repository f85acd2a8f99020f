from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from alongside.domain.mentorships.jobs import begin_due_introductions
from alongside.domain.mentorships.models import Introduction
from alongside.domain.pairing.jobs import ready_introduced_rounds
from alongside.domain.pairing.models import Round
from alongside.domain.programs.models import Program
from alongside.kernel import clock
from tests import cast
from tests.domain.pairing.board import people, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group(), state=Program.State.RUNNING)


@pytest.fixture
def desk(client: Client, program: Program) -> Client:
    client.force_login(cast.organizer(program.group))
    return client


@pytest.fixture
def second_desk(program: Program) -> Client:
    client = Client()
    client.force_login(cast.organizer(program.group, cast.person("Kofi")))
    return client


def _at(name: str, program: Program) -> str:
    return reverse(f"pairing:{name}", args=[program.group.slug, program.pk])


def _introduce(desk: Client, program: Program) -> str:
    return desk.post(_at("review", program), {"words": "", "when": "now"}, follow=True).content.decode()


def test_a_second_organizer_who_introduces_too_reads_who_was_faster(
    desk: Client, second_desk: Client, program: Program
) -> None:
    people(program, mentees=2, mentors=2)
    run(program)
    _introduce(desk, program)

    page = _introduce(second_desk, program)

    assert "Amara introduced these pairs a moment ago. Nothing was done twice." in page
    assert Introduction.objects.count() == 2


def test_undo_by_one_while_the_other_introduces_or_undoes_is_said_in_words(
    desk: Client, second_desk: Client, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alongside.domain.pairing.commands.introducing.FEW_PAIRS", 0)
    people(program, mentees=2, mentors=2)
    run(program)
    page = _introduce(desk, program)
    assert "We hold the places of everybody now. Nobody has been told anything yet." in page

    page = second_desk.post(_at("undo", program), follow=True).content.decode()
    assert "Taken back. Nobody was told anything, and your ticks are as they were." in page
    page = desk.post(_at("undo", program), follow=True).content.decode()
    assert "This was taken back already." in page

    ready_introduced_rounds(clock.now())
    assert not Introduction.objects.exists()


def test_pair_people_begins_anew_for_those_left_once_the_introductions_are_out(desk: Client, program: Program) -> None:
    people(program, mentees=3, mentors=2)
    shown = run(program)
    _introduce(desk, program)
    assert desk.get(_at("show_board", program)).url == _at("show_introduced", program)  # type: ignore[attr-defined]

    Introduction.objects.update(begins_at=clock.now())
    Round.objects.filter(pk=shown.pk).update(begins_at=clock.now())
    begin_due_introductions(clock.now())
    page = desk.get(_at("show_board", program)).content.decode()

    assert f"2 pairs were introduced on {localtime(clock.now()):%A %-d %B}." in page
    assert "1 person has no mentor yet." in page
    assert "Suggest pairs" in page
    assert "2 pairs have their own spaces now" in desk.get(_at("show_introduced", program)).content.decode()


def test_one_number_says_how_many_need_an_eye(desk: Client, program: Program) -> None:
    people(program, mentees=5, mentors=3)
    cast.mentee(program, cast.person("Odd"), topics=["Welding"])
    cast.mentor(program, cast.person("Other"), topics=["Singing"], capacity=1)
    run(program)

    page = desk.get(_at("show_board", program)).content.decode()
    only = desk.get(_at("show_board", program), {"show": "eye"}).content.decode()

    assert "4 pairs suggested. 3 need your eye" in " ".join(page.split())
    assert 'Need your eye <span class="soft">3</span>' in page
    assert "Strong fit" in page
    assert 'aria-labelledby="strong"' not in only
    assert 'aria-labelledby="unsure"' in only
    assert 'aria-labelledby="without"' in only


def test_a_run_that_failed_leaves_the_suggestions_from_before(desk: Client, program: Program) -> None:
    people(program, mentees=2, mentors=2)
    run(program)
    Round.objects.create(program=program, state=Round.State.FAILED, requested_at=clock.now())

    page = desk.get(_at("show_board", program)).content.decode()

    assert "These are the suggestions from before." in page
    assert "2 pairs suggested." in page
