"""Signing up in the browser: one question a page, saved as one goes, without any script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.programs.models import Program
from alongside.domain.programs.program_templates import template
from alongside.kernel import clock
from tests import cast
from tests.cast import MONDAY
from tests.web.forms import filled_in

pytestmark = pytest.mark.django_db
CAREER = template("career_advancement")


@pytest.fixture
def program() -> Program:
    program = cast.program(cast.group(), prompts=CAREER.prompts(), topics=list(CAREER.topics), unsure=CAREER.unsure)
    cast.organizer(program.group)
    return program


@pytest.fixture
def leila(program: Program, client: Client) -> Iterator[Client]:
    client.force_login(cast.member(program.group, cast.person("Leila")))
    with clock.travelled(MONDAY):
        yield client


def at(program: Program, name: str, *more: object) -> str:
    return reverse(f"enrollments:{name}", args=[program.group.slug, program.pk, *more])


def test_somebody_signs_up_by_pressing_continue_and_is_found_on_the_tab(program: Program, leila: Client) -> None:
    page = leila.get(at(program, "start_sign_up", "mentee"), follow=True)
    assert "What would you like help with?" in page.content.decode()
    page = leila.post(page.request["PATH_INFO"], filled_in(page) | {"topics": ["Interviews"]}, follow=True)

    assert "Be yourself" in page.content.decode()
    page = leila.post(page.request["PATH_INFO"], filled_in(page) | {"about_words": "I repair bicycles"}, follow=True)

    assert "What kind of mentor" in page.content.decode()
    wishes = {"preferences": ["patient", "a_woman"], "is_required": "on"}
    page = leila.post(page.request["PATH_INFO"], filled_in(page) | wishes, follow=True)

    assert "How and when" in page.content.decode()
    reach = {"reach_ways": ["phone"], "reach_times": ["weekday-evening"], "more_languages": "Deutsch, Klingon"}
    page = leila.post(page.request["PATH_INFO"], filled_in(page) | reach, follow=True)

    check = page.content.decode()
    assert "Is this right?" in check
    assert "I repair bicycles" in check
    assert "Evenings, by phone" in check
    card, _own = check.split("Your answers")
    assert "woman" not in card
    page = leila.post(at(program, "check_sign_up", "mentee"), follow=True)
    assert "introduces people by Friday 24 April" in page.content.decode()

    enrollment = Enrollment.objects.get(person__first_name="Leila")
    assert enrollment.is_active
    assert (enrollment.preferences, enrollment.required_preferences) == (["patient", "a_woman"], ["a_woman"])
    assert enrollment.languages == ["en", "de", "klingon"]
    tab = leila.get(reverse("programs:show_program", args=[program.group.slug, program.pk]) + "?show=mentees")
    assert "I repair bicycles" in tab.content.decode()


def test_looking_at_the_first_question_keeps_nothing(program: Program, leila: Client) -> None:
    leila.get(at(program, "ask_question", "mentee", 1))

    assert not Enrollment.objects.exists()


def test_choosing_nothing_says_so_and_keeps_the_words(program: Program, leila: Client) -> None:
    page = leila.post(at(program, "ask_question", "mentee", 1), {"help_words": "Please help", "audience": "group"})

    assert "Choose at least one, or choose" in page.content.decode()
    assert "Please help" in page.content.decode()


def test_more_than_three_topics_are_too_many(program: Program, leila: Client) -> None:
    page = leila.post(at(program, "ask_question", "mentee", 1), {"topics": CAREER.topics[:4], "audience": "group"})

    assert "Choose up to three" in page.content.decode()


def test_what_is_being_written_is_saved_and_the_page_says_when(program: Program, leila: Client) -> None:
    saved = leila.post(at(program, "save_draft", "mentee", 2), {"about_words": "I repair bi"})

    assert "Saved at" in saved.content.decode()
    again = leila.get(at(program, "ask_question", "mentee", 2)).content.decode()
    assert "I repair bi" in again
    resumed = leila.get(at(program, "start_sign_up", "mentee"))
    assert resumed["Location"] == at(program, "ask_question", "mentee", 1)


def test_saving_while_writing_does_not_empty_what_the_page_did_not_send(program: Program, leila: Client) -> None:
    leila.post(at(program, "ask_question", "mentee", 1), {"topics": ["Interviews"], "audience": "organizer"})

    leila.post(at(program, "save_draft", "mentee", 1), {"help_words": "I go blank"})

    enrollment = Enrollment.objects.get()
    assert (enrollment.topics, enrollment.help_words) == (["Interviews"], "I go blank")
    assert enrollment.audience_of("help") == "organizer"


def test_a_tapped_beginning_is_put_into_the_words(program: Program, leila: Client) -> None:
    page = leila.post(at(program, "ask_question", "mentee", 2), {"about_words": "", "starter": "In my free time I "})

    assert "In my free time I" in filled_in(page)["about_words"]
    assert not Enrollment.objects.exists()


def test_skipping_goes_on_and_finishing_later_leads_back_to_the_tab(program: Program, leila: Client) -> None:
    leila.post(at(program, "ask_question", "mentee", 1), {"topics": ["Interviews"], "audience": "group"})

    skipped = leila.post(at(program, "ask_question", "mentee", 2), {"skip": "1"})
    assert skipped["Location"] == at(program, "ask_question", "mentee", 3)

    later = leila.post(at(program, "ask_question", "mentee", 3), {"later": "1", "audience": "group"}, follow=True)
    assert "Go on with question 4 of 4" in later.content.decode()


def test_an_answer_for_the_organizer_is_not_on_the_card(program: Program, leila: Client, client: Client) -> None:
    leila.post(at(program, "ask_question", "mentor", 1), {"topics": ["Interviews"], "audience": "group", "capacity": 1})
    leila.post(at(program, "ask_question", "mentor", 2), {"about_words": "My secret garden", "audience": "organizer"})
    leila.post(at(program, "ask_question", "mentor", 3), {"skip": "1"})
    leila.post(at(program, "ask_question", "mentor", 4), {"skip": "1"})
    leila.post(at(program, "check_sign_up", "mentor"))
    card = at(program, "show_card", Enrollment.objects.get().pk)

    assert "My secret garden" in leila.get(card).content.decode()
    client.force_login(cast.member(program.group, cast.person("Tom")))
    seen = client.get(card).content.decode()
    assert "Interviews" in seen
    assert "My secret garden" not in seen


def test_the_organizers_questions_come_before_the_check_and_required_ones_need_an_answer(
    program: Program, leila: Client
) -> None:
    question = program.questions.create(position=1, text="How did you hear of us?", kind="short", required=True)
    leila.post(at(program, "ask_question", "mentee", 1), {"topics": ["Interviews"], "audience": "group"})
    for page in (2, 3):
        leila.post(at(program, "ask_question", "mentee", page), {"skip": "1"})
    extra = leila.post(at(program, "ask_question", "mentee", 4), {"skip": "1"}, follow=True)
    assert "How did you hear of us?" in extra.content.decode()

    empty = leila.post(at(program, "answer_extra", "mentee"), {"sent": "1"})
    assert "Write an answer here" in empty.content.decode()

    check = leila.post(at(program, "answer_extra", "mentee"), {"sent": "1", str(question.pk): "A friend"}, follow=True)
    assert "Is this right?" in check.content.decode()


def test_after_the_last_day_the_button_leads_to_the_waiting_list(program: Program, leila: Client) -> None:
    leila.post(at(program, "ask_question", "mentee", 1), {"topics": ["Interviews"], "audience": "group"})
    Program.objects.update(sign_up_closes_on=MONDAY.date().replace(day=1))

    done = leila.post(at(program, "check_sign_up", "mentee"), follow=True)

    assert "You are on the waiting list" in done.content.decode()
    assert "You are first in line" in done.content.decode()


def test_somebody_who_has_not_declared_to_be_grown_up_is_asked_first(program: Program, client: Client) -> None:
    client.force_login(cast.member(program.group, cast.person("Kim", adult_declared_at=None)))

    asked = client.get(at(program, "ask_question", "mentee", 1))

    assert asked.status_code == 302
    assert "/welcome/adult/" in asked["Location"]


def test_nobody_outside_the_group_signs_up(program: Program, client: Client) -> None:
    client.force_login(cast.person("Otto"))

    assert client.get(at(program, "ask_question", "mentee", 1)).status_code == 404
    assert client.post(at(program, "save_draft", "mentee", 1), {"help_words": "x"}).status_code == 404


def test_a_role_that_does_not_exist_is_not_found(program: Program, leila: Client) -> None:
    assert leila.get(at(program, "ask_question", "boss", 1)).status_code == 404


def test_pausing_hides_the_card_and_coming_back_shows_it(program: Program, leila: Client) -> None:
    leila.post(at(program, "ask_question", "mentor", 1), {"topics": ["Interviews"], "audience": "group", "capacity": 2})
    leila.post(at(program, "check_sign_up", "mentor"))

    page = leila.post(at(program, "pause", "mentor"), {"mentor-until": "2026-05-01"}, follow=True)
    assert "until Friday 1 May" in page.content.decode()
    assert not Enrollment.objects.active().exists()

    leila.post(at(program, "resume", "mentor"))
    assert Enrollment.objects.active().exists()

    left = leila.post(at(program, "leave", "mentor"), follow=True)
    assert "You have left" in left.content.decode()
    assert Enrollment.objects.get().state == Enrollment.State.LEFT


def test_the_first_day_can_be_kept_in_a_calendar(program: Program, leila: Client) -> None:
    file = leila.get(at(program, "start_in_calendar"))

    assert file["Content-Type"].startswith("text/calendar")
    assert b"DTSTART;VALUE=DATE:20260427" in file.content
