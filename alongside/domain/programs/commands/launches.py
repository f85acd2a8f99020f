"""Launching, taking a launch back, telling members, and the ends of a program."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.people.models import Person
from alongside.domain.programs.events import (
    ProgramAnnounced,
    ProgramArchived,
    ProgramBegan,
    ProgramClosed,
    ProgramLaunched,
    ProgramLaunchUndone,
    ProgramReopened,
)
from alongside.domain.programs.models import UNDO_FOR, Program
from alongside.kernel.refusal import Refusal


class AlreadyLaunched(Refusal):
    """Somebody was quicker, or the button was pressed twice."""

    code = "already_launched"
    text = _("This program is open already.")


class SignUpWouldBeOver(Refusal):
    """The last day to sign up has passed."""

    code = "sign_up_would_be_over"
    text = _("The last day to sign up has passed. Choose a day from today onwards.")


class TooLateToUndo(Refusal):
    """Ten minutes are over, or members were told."""

    code = "too_late_to_undo"
    text = _(
        "The ten minutes are over and members have been told. You can still change everything, or close the program."
    )


class NotRunning(Refusal):
    """The program is a draft, or over."""

    code = "not_running"
    text = _("This program is not open.")


@transaction.atomic
def launch_program(
    program: Program, *, words: str, tell_everyone: bool, today: date, by: Person, at: datetime
) -> Program:
    """Open sign-up. Members hear of it in ten minutes, unless the launch is undone before.

    With ``tell_everyone`` off only those who asked to hear of the next program are told.
    Raises AlreadyLaunched or SignUpWouldBeOver. Records ProgramLaunched.
    """
    program = Program.objects.select_for_update().get(pk=program.pk)
    if program.is_visible_to_members:
        raise AlreadyLaunched
    if program.sign_up_closes_on and program.sign_up_closes_on < today:
        raise SignUpWouldBeOver

    program.state = Program.State.OPEN
    program.launched_at = at
    program.was_open = True
    program.launch_words, program.tells_everyone = words, tell_everyone
    program.announce_at = at + UNDO_FOR
    program.save(update_fields=["state", "launched_at", "was_open", "launch_words", "tells_everyone", "announce_at"])
    record(ProgramLaunched(program.pk, program.group_id), actor=by.pk, at=at)
    return program


@transaction.atomic
def undo_launch(program: Program, *, by: Person, at: datetime) -> Program:
    """Make the program a draft again, before anybody was told.

    Raises TooLateToUndo. Records ProgramLaunchUndone.
    """
    program = Program.objects.select_for_update().get(pk=program.pk)
    if not program.can_undo_launch(at):
        raise TooLateToUndo

    program.state = Program.State.DRAFT
    program.launched_at = None
    program.announce_at = None
    program.save(update_fields=["state", "launched_at", "announce_at"])
    record(ProgramLaunchUndone(program.pk, program.group_id), actor=by.pk, at=at)
    return program


@transaction.atomic
def announce_program(program: Program, *, at: datetime) -> bool:
    """Say that members may now be told. Does nothing when it was said, or the launch was undone.

    Records ProgramAnnounced.
    """
    program = Program.objects.select_for_update().get(pk=program.pk)
    if program.announce_at is None or program.announce_at > at or program.launched_at is None:
        return False

    program.announce_at = None
    program.save(update_fields=["announce_at"])
    fact = ProgramAnnounced(program.pk, program.group_id, program.launched_at, everyone=program.tells_everyone)
    record(fact, actor=None, at=at)
    return True


@transaction.atomic
def begin_program(program: Program, *, today: date, at: datetime) -> bool:
    """Move an open program into its weeks when its day has come. Safe to repeat.

    Records ProgramBegan.
    """
    program = Program.objects.select_for_update().get(pk=program.pk)
    if program.state != Program.State.OPEN or program.starts_on is None or program.starts_on > today:
        return False

    program.state = Program.State.RUNNING
    program.save(update_fields=["state"])
    record(ProgramBegan(program.pk), actor=None, at=at)
    return True


@transaction.atomic
def archive_program(program: Program, *, by: Person, at: datetime) -> Program:
    """Take no more sign-ups. Pairs go on.

    Raises NotRunning. Records ProgramArchived.
    """
    program = _running(program)
    program.state = Program.State.ARCHIVED
    program.archived_at = at
    program.save(update_fields=["state", "archived_at"])
    record(ProgramArchived(program.pk), actor=by.pk, at=at)
    return program


@transaction.atomic
def reopen_program(program: Program, *, today: date, by: Person, at: datetime) -> Program:
    """Take an archived program out of the archive.

    Raises NotRunning. Records ProgramReopened.
    """
    program = Program.objects.select_for_update().get(pk=program.pk)
    if program.state != Program.State.ARCHIVED:
        raise NotRunning

    has_begun = program.starts_on is not None and program.starts_on <= today
    program.state = Program.State.RUNNING if has_begun else Program.State.OPEN
    program.archived_at = None
    program.save(update_fields=["state", "archived_at"])
    record(ProgramReopened(program.pk), actor=by.pk, at=at)
    return program


@transaction.atomic
def close_program(program: Program, *, by: Person, at: datetime) -> Program:
    """Wind the program down: sign-up ends, and every pair is ended kindly by those who hear of it.

    Raises NotRunning. Records ProgramClosed.
    """
    program = _running(program, also=(Program.State.ARCHIVED,))
    program.state = Program.State.CLOSED
    program.closed_at = at
    program.announce_at = None
    program.save(update_fields=["state", "closed_at", "announce_at"])
    record(ProgramClosed(program.pk, program.group_id), actor=by.pk, at=at)
    return program


def _running(program: Program, also: tuple[str, ...] = ()) -> Program:
    program = Program.objects.select_for_update().get(pk=program.pk)
    if program.state not in (Program.State.OPEN, Program.State.RUNNING, *also):
        raise NotRunning
    return program
