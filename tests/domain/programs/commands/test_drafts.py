"""A program is prepared from a template or an earlier program, and can be changed at any time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.domain.events.models import Event
from alongside.domain.programs.commands import drafts
from alongside.domain.programs.commands.drafts import ProgramSettings
from alongside.domain.programs.models import Program
from alongside.domain.programs.program_templates import template
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db
CAREER = template("career_advancement")
SETTINGS = ProgramSettings(
    name="Spring round",
    promise=CAREER.promise,
    description=CAREER.description,
    rhythm=CAREER.rhythm,
    pairing="both",
    is_sensitive=False,
    sign_up_closes_on=date(2026, 4, 20),
    starts_on=date(2026, 4, 27),
    default_capacity=2,
    topics=CAREER.topics,
    agreement=CAREER.agreement,
    reviews_applications=False,
)


def draft(settings: ProgramSettings = SETTINGS, weeks: int = 12) -> Program:
    group = cast.group()
    return drafts.draft_program(group, CAREER, settings=settings, weeks=weeks, by=cast.organizer(group), at=MONDAY)


def test_a_draft_holds_every_word_of_its_template_and_is_not_visible_to_members() -> None:
    program = draft()

    assert not program.is_visible_to_members
    assert [step.title for step in program.steps.order_by("position")] == [step.title for step in CAREER.steps]
    assert program.prompts["mentee"][0]["question"] == "What would you like help with?"
    assert program.topics == list(CAREER.topics)
    assert program.weights["topics"] == 40


def test_pairs_cannot_start_before_sign_up_closes() -> None:
    wrong = replace(SETTINGS, starts_on=SETTINGS.sign_up_closes_on)

    with pytest.raises(drafts.StartsTooEarly):
        draft(wrong)
    assert not Program.objects.exists()


def test_a_change_is_kept_and_named() -> None:
    program = draft()

    drafts.change_program(
        program, settings=replace(SETTINGS, name="Summer round"), tell=True, by=cast.person(), at=MONDAY
    )

    program.refresh_from_db()
    assert program.name == "Summer round"
    event = Event.objects.get(name="programs.ProgramChanged")
    assert event.payload["changed"] == ["name"]
    assert event.payload["tell"] is False


def test_new_dates_of_an_open_program_can_be_told_and_those_of_a_draft_cannot() -> None:
    program = draft()
    moved = replace(SETTINGS, starts_on=date(2026, 5, 4))

    drafts.change_program(program, settings=moved, tell=True, by=cast.person(), at=MONDAY)
    Program.objects.update(state=Program.State.OPEN)
    drafts.change_program(program, settings=SETTINGS, tell=True, by=cast.person(), at=MONDAY)

    told = Event.objects.filter(name="programs.ProgramChanged").order_by("pk").values_list("payload__tell", flat=True)
    assert list(told) == [False, True]


def test_saving_without_a_change_says_nothing() -> None:
    program = draft()

    drafts.change_program(program, settings=SETTINGS, tell=True, by=cast.person(), at=MONDAY)

    assert not Event.objects.filter(name="programs.ProgramChanged").exists()


def test_a_draft_takes_another_length_and_an_open_program_does_not() -> None:
    program = draft()

    drafts.reshape_draft(program, CAREER, weeks=6, by=cast.person(), at=MONDAY)
    assert program.steps.count() == 6

    Program.objects.update(state=Program.State.OPEN)
    with pytest.raises(drafts.ProgramIsOpen):
        drafts.reshape_draft(program, CAREER, weeks=10, by=cast.person(), at=MONDAY)


def test_a_copy_has_every_word_and_no_dates_and_no_people() -> None:
    program = draft()
    program.questions.create(position=1, text="How did you hear of us?")
    cast.mentor(program)

    copy = drafts.copy_program(program, name="Autumn round", by=cast.person(), at=MONDAY + timedelta(days=90))

    assert copy.state == Program.State.DRAFT
    assert (copy.sign_up_closes_on, copy.starts_on) == (None, None)
    assert copy.steps.count() == 12
    assert copy.questions.get().text == "How did you hear of us?"
    assert not copy.enrollments.exists()
    assert program.steps.count() == 12


def test_a_draft_can_be_thrown_away_unless_people_could_already_sign_up() -> None:
    program, opened = draft(), draft()
    Program.objects.filter(pk=opened.pk).update(was_open=True)

    drafts.discard_draft(program, by=cast.person(), at=MONDAY)
    with pytest.raises(drafts.ProgramIsOpen):
        drafts.discard_draft(opened, by=cast.person(), at=MONDAY)

    assert Program.objects.get() == opened
