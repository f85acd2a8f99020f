"""Steps that wait for an occasion: added, changed and taken out, also while pairs are on their way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.people.models import Person
from alongside.domain.programs.events import ExtraStepsChanged
from alongside.domain.programs.extras import standard_extras
from alongside.domain.programs.models import ExtraStep, Program
from alongside.kernel.refusal import Refusal

MOST = 24


@dataclass(frozen=True, kw_only=True)
class ExtraWords:
    """What an organizer may say about one of them."""

    title: str
    text: str
    trigger: str
    days: int
    role: str = ""
    is_on: bool = True


class TooManyExtraSteps(Refusal):
    code = "too_many_extra_steps"
    text = _("Two dozen of these are enough. Take one out first.")


def first_extra_steps(program: Program, language: str) -> None:
    """Give a new program those that any program can use, as far as it lasts long enough for them."""
    ExtraStep.objects.bulk_create(
        ExtraStep(
            program=program, trigger=each.trigger, days=each.days, role=each.role, title=each.title, text=each.text,
            icon=each.icon,
        )
        for each in standard_extras(language)
        if each.days < 7 * program.weeks
    )  # fmt: skip


@transaction.atomic
def add_extra_step(program: Program, *, words: ExtraWords, by: Person, at: datetime) -> ExtraStep:
    """Raises TooManyExtraSteps. Records ExtraStepsChanged."""
    program = Program.objects.select_for_update().get(pk=program.pk)
    if program.extra_steps.count() >= MOST:
        raise TooManyExtraSteps
    extra = ExtraStep.objects.create(program=program, **vars(words))
    record(ExtraStepsChanged(program.pk), actor=by.pk, at=at)
    return extra


@transaction.atomic
def edit_extra_step(extra: ExtraStep, *, words: ExtraWords, by: Person, at: datetime) -> ExtraStep:
    """Whoever has it already keeps the words they got. Records ExtraStepsChanged."""
    for name, value in vars(words).items():
        setattr(extra, name, value)
    extra.save(update_fields=[*vars(words)])
    record(ExtraStepsChanged(extra.program_id), actor=by.pk, at=at)
    return extra


@transaction.atomic
def remove_extra_step(extra: ExtraStep, *, by: Person, at: datetime) -> None:
    """Whoever has it already keeps it. Records ExtraStepsChanged."""
    program = extra.program_id
    extra.delete()
    record(ExtraStepsChanged(program), actor=by.pk, at=at)
