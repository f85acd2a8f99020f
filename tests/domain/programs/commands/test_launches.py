"""A program opens, may be taken back for ten minutes, is announced, begins, and ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.config.reactions import REACTIONS
from alongside.domain.enrollments.models import NextTimeWish
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.events.models import Event
from alongside.domain.groups.models import Group
from alongside.domain.notifications.models import Delivery, Notice
from alongside.domain.notifications.reactions import programs as reactions
from alongside.domain.people.models import Person
from alongside.domain.programs.commands import launches
from alongside.domain.programs.jobs import announce_due_launches, begin_due_programs
from alongside.domain.programs.models import Program
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
SOON = MONDAY + timedelta(minutes=9, seconds=59)
LATER = MONDAY + timedelta(minutes=10)


def draft(group: Group | None = None) -> Program:
    return cast.program(group or cast.group(), state=Program.State.DRAFT)


def launch(program: Program, by: Person, words: str = "Come and join.", everyone: bool = True) -> Program:
    return launches.launch_program(program, words=words, tell_everyone=everyone, today=TODAY, by=by, at=MONDAY)


def hand_everything_on() -> None:
    while hand_on_waiting_events(REACTIONS, at=LATER + timedelta(hours=1)):
        pass


def launched_notices() -> set[str]:
    return set(Notice.objects.filter(kind="program_launched").values_list("person__first_name", flat=True))


def test_a_launch_opens_sign_up_at_once() -> None:
    program = draft()

    launch(program, cast.organizer(program.group))

    program.refresh_from_db()
    assert program.state == Program.State.OPEN
    assert program.takes_sign_ups(TODAY)


def test_nobody_hears_of_a_launch_for_ten_minutes_and_then_every_member_does_once() -> None:
    program = draft()
    amara = cast.organizer(program.group)
    cast.member(program.group, cast.person("Leila"))
    cast.person("Otto")
    launch(program, amara)

    announce_due_launches(at=SOON)
    hand_everything_on()
    assert not Notice.objects.exists()

    for _ in range(2):
        announce_due_launches(at=LATER)
        hand_everything_on()
    assert launched_notices() == {"Amara", "Leila"}
    assert Delivery.objects.count() == 2


def test_a_large_group_is_told_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reactions, "PORTION", 2)
    program = draft()
    amara = cast.organizer(program.group)
    for _ in range(4):
        cast.member(program.group)
    launch(program, amara)

    announce_due_launches(at=LATER)
    hand_everything_on()

    assert Notice.objects.filter(kind="program_launched").count() == 5
    assert Event.objects.filter(name="programs.ProgramAnnounced").count() == 3


def test_a_launch_without_a_letter_reaches_only_those_who_asked_for_the_next_program() -> None:
    program = draft()
    amara, tom = cast.organizer(program.group), cast.member(program.group, cast.person("Tom"))
    NextTimeWish.objects.create(group=program.group, person=tom, wished_at=MONDAY)
    launch(program, amara, everyone=False)

    announce_due_launches(at=LATER)
    hand_everything_on()

    assert launched_notices() == {"Tom"}


def test_an_undone_launch_is_a_draft_again_and_nobody_ever_hears_of_it() -> None:
    program = draft()
    amara = cast.organizer(program.group)
    launch(program, amara)

    launches.undo_launch(program, by=amara, at=SOON)
    announce_due_launches(at=LATER)
    hand_everything_on()

    program.refresh_from_db()
    assert program.state == Program.State.DRAFT
    assert not Notice.objects.exists()


def test_after_ten_minutes_a_launch_cannot_be_undone() -> None:
    program = draft()
    amara = cast.organizer(program.group)
    launch(program, amara)

    with pytest.raises(launches.TooLateToUndo):
        launches.undo_launch(program, by=amara, at=LATER)


def test_a_letter_announced_before_a_second_launch_is_not_sent_for_the_first() -> None:
    program = draft()
    amara = cast.organizer(program.group)
    launch(program, amara)
    announce_due_launches(at=LATER)
    Program.objects.filter(pk=program.pk).update(launched_at=LATER)

    hand_everything_on()

    assert not Notice.objects.exists()


def test_a_program_cannot_be_launched_twice() -> None:
    program = draft()
    amara = cast.organizer(program.group)
    launch(program, amara)

    with pytest.raises(launches.AlreadyLaunched):
        launch(program, amara)


def test_a_program_whose_sign_up_is_over_cannot_be_launched() -> None:
    program = cast.program(cast.group(), state=Program.State.DRAFT, sign_up_closes_on=TODAY - timedelta(days=1))

    with pytest.raises(launches.SignUpWouldBeOver):
        launch(program, cast.organizer(program.group))


def test_a_program_begins_on_its_day_and_not_before() -> None:
    program = cast.program(cast.group(), starts_on=date(2026, 4, 27))

    assert begin_due_programs(at=MONDAY) == 0
    assert begin_due_programs(at=MONDAY + timedelta(days=21)) == 1

    program.refresh_from_db()
    assert program.state == Program.State.RUNNING


def test_an_archived_program_takes_no_sign_ups_until_it_is_reopened() -> None:
    program = cast.program(cast.group())
    amara = cast.organizer(program.group)

    program = launches.archive_program(program, by=amara, at=MONDAY)
    assert not program.takes_sign_ups(TODAY)

    program = launches.reopen_program(program, today=TODAY, by=amara, at=MONDAY)
    assert program.takes_sign_ups(TODAY)


def test_closing_tells_those_who_signed_up_and_those_who_left_are_left_alone() -> None:
    program = cast.program(cast.group())
    amara = cast.organizer(program.group)
    cast.mentor(program, cast.person("Robert"))
    cast.mentee(program, cast.person("Grace"), state="left")

    launches.close_program(program, by=amara, at=MONDAY)
    hand_everything_on()

    told = Notice.objects.filter(kind="program_closed").values_list("person__first_name", flat=True)
    assert list(told) == ["Robert"]


def test_a_draft_cannot_be_archived_or_closed() -> None:
    program = draft()
    amara = cast.organizer(program.group)

    with pytest.raises(launches.NotRunning):
        launches.archive_program(program, by=amara, at=MONDAY)
    with pytest.raises(launches.NotRunning):
        launches.close_program(program, by=amara, at=MONDAY)
