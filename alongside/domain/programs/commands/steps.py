"""Editing the weekly steps of a program, also while pairs are walking it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.people.models import Person
from alongside.domain.programs.events import StepsChanged
from alongside.domain.programs.models import Program, Step
from alongside.domain.programs.program_templates import ProgramTemplate
from alongside.domain.programs.shaping import LONGEST, SHORTEST, step_row, weekly_steps
from alongside.kernel.refusal import Refusal


@dataclass(frozen=True, kw_only=True)
class StepWords:
    """What an organizer may write about one week."""

    title: str
    question: str
    guidance: str
    alternatives: Sequence[tuple[str, str]] = ()
    role: str = ""


class AlreadyReached(Refusal):
    """A pair has been there, so the week keeps its place."""

    code = "already_reached"
    text = _("A pair has reached this week already. You can change its words, but not its place.")


class TooManyWeeks(Refusal):
    """A program has an end in sight."""

    code = "too_many_weeks"
    text = _("A program can have up to %(longest)s weeks.")


class LastWeek(Refusal):
    """A program needs at least one week."""

    code = "last_week"
    text = _("A program needs at least one week.")


@transaction.atomic
def edit_step(step: Step, *, words: StepWords, by: Person, at: datetime) -> Step:
    """Change the words of one week.

    Records StepsChanged.
    """
    _lock(step.program)
    step.title, step.question, step.guidance = words.title, words.question, words.guidance
    step.alternatives = [{"question": question, "guidance": guidance} for question, guidance in words.alternatives]
    step.role = words.role
    step.save(update_fields=["title", "question", "guidance", "alternatives", "role"])
    record(StepsChanged(step.program_id), actor=by.pk, at=at)
    return step


@transaction.atomic
def move_step(step: Step, *, direction: Literal["up", "down"], reached: int, by: Person, at: datetime) -> None:
    """Swap a week with its neighbor. ``reached`` is the furthest week any pair is in.

    Raises AlreadyReached. Records StepsChanged when something moved.
    """
    _lock(step.program)
    step.refresh_from_db()
    target = step.position + (-1 if direction == "up" else 1)
    neighbor = Step.objects.filter(program=step.program_id, position=target).first()
    if min(step.position, target) <= reached:
        raise AlreadyReached
    if neighbor is None:
        return

    # The uniqueness of positions is checked at the end of the transaction, so the swap needs no spare number.
    Step.objects.filter(pk=neighbor.pk).update(position=step.position)
    Step.objects.filter(pk=step.pk).update(position=target)
    record(StepsChanged(step.program_id), actor=by.pk, at=at)


@transaction.atomic
def add_step(program: Program, *, after: int, words: StepWords, reached: int, by: Person, at: datetime) -> Step:
    """Put a new week behind week ``after``.

    Raises AlreadyReached or TooManyWeeks. Records StepsChanged.
    """
    program = _lock(program)
    if after < reached:
        raise AlreadyReached
    if program.weeks >= LONGEST:
        raise TooManyWeeks(longest=LONGEST)

    place = min(after, program.weeks) + 1
    program.steps.filter(position__gte=place).update(position=F("position") + 1)
    step = Step.objects.create(
        program=program,
        position=place,
        title=words.title,
        question=words.question,
        guidance=words.guidance,
        alternatives=[{"question": question, "guidance": guidance} for question, guidance in words.alternatives],
        icon="chat-circle-dots",
        role=words.role,
    )
    _count_weeks(program)
    record(StepsChanged(program.pk), actor=by.pk, at=at)
    return step


@transaction.atomic
def remove_step(step: Step, *, reached: int, by: Person, at: datetime) -> None:
    """Take a week out; the later ones move up.

    Raises AlreadyReached or LastWeek. Records StepsChanged.
    """
    program = _lock(step.program)
    step.refresh_from_db()
    if step.position <= reached:
        raise AlreadyReached
    if program.weeks <= SHORTEST:
        raise LastWeek

    try:
        step.delete()
    except ProtectedError as answered:
        # Somebody looked ahead and has answered this week.
        raise AlreadyReached from answered
    program.steps.filter(position__gt=step.position).update(position=F("position") - 1)
    _count_weeks(program)
    record(StepsChanged(program.pk), actor=by.pk, at=at)


@transaction.atomic
def reset_step(step: Step, template: ProgramTemplate, *, by: Person, at: datetime) -> Step:
    """Give one week the words of the template back.

    Records StepsChanged.
    """
    program = _lock(step.program)
    fresh = step_row(program, step.position, weekly_steps(template, max(program.weeks, 1))[step.position - 1])
    for name in ("kind", "title", "question", "guidance", "alternatives", "worksheet", "milestone", "icon", "role"):
        setattr(step, name, getattr(fresh, name))
    step.save()
    record(StepsChanged(program.pk), actor=by.pk, at=at)
    return step


def _lock(program: Program) -> Program:
    """Everything about a program's weeks is decided one organizer at a time."""
    return Program.objects.select_for_update().get(pk=program.pk)


def _count_weeks(program: Program) -> None:
    Program.objects.filter(pk=program.pk).update(weeks=program.steps.count())
