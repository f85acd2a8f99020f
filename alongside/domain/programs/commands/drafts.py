"""Preparing a program: from a template or from an earlier program, changed at any time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.groups.models import Group
from alongside.domain.people.models import Person
from alongside.domain.programs.commands.extra_steps import first_extra_steps
from alongside.domain.programs.commands.questions import QuestionWords, set_questions
from alongside.domain.programs.commands.rules import first_rules
from alongside.domain.programs.events import ProgramChanged, ProgramCopied, ProgramDiscarded, ProgramDrafted
from alongside.domain.programs.models import ExtraStep, NudgeRule, Program, Question, Step
from alongside.domain.programs.program_templates import SOURCE_LANGUAGE, ProgramTemplate
from alongside.domain.programs.shaping import steps_for
from alongside.kernel.refusal import Refusal


@dataclass(frozen=True, kw_only=True)
class ProgramSettings:
    """Everything an organizer may set on one page."""

    name: str
    promise: str
    description: str
    rhythm: str
    pairing: str
    is_sensitive: bool
    sign_up_closes_on: date | None
    starts_on: date | None
    default_capacity: int
    topics: Sequence[str]
    agreement: str
    reviews_applications: bool

    def fields(self) -> dict[str, Any]:
        return {**asdict(self), "topics": list(self.topics)}


class StartsTooEarly(Refusal):
    """The pairs would start while people can still sign up."""

    code = "starts_too_early"
    text = _("Pairs start before sign-up closes. Choose a later start, or an earlier last day to sign up.")


class ProgramIsOpen(Refusal):
    """Only a draft can be thrown away."""

    code = "program_is_open"
    text = _("This program is open. You can archive it or close it.")


@transaction.atomic
def draft_program(
    group: Group,
    template: ProgramTemplate,
    *,
    settings: ProgramSettings,
    weeks: int,
    questions: Sequence[QuestionWords] = (),
    language: str = SOURCE_LANGUAGE,
    by: Person,
    at: datetime,
) -> Program:
    """Prepare a program from a template. Nobody but organizers sees it.

    Raises StartsTooEarly, TooManyQuestions or OptionsMissing. Records ProgramDrafted.
    """
    _refuse_if_it_starts_too_early(settings)

    program = Program.objects.create(
        group=group,
        template_key=template.key,
        prompts=template.prompts(),
        weights=dict(template.weights),
        unsure=template.unsure,
        icon=template.icon,
        weeks=weeks,
        created_by=by,
        created_at=at,
        **settings.fields(),
    )
    Step.objects.bulk_create(steps_for(program, template, weeks))
    first_rules(program, template.nudges)
    first_extra_steps(program, language)
    if questions:
        set_questions(program, questions=questions, by=by, at=at)
    record(ProgramDrafted(program.pk, group.pk), actor=by.pk, at=at)
    return program


@transaction.atomic
def change_program(program: Program, *, settings: ProgramSettings, tell: bool, by: Person, at: datetime) -> Program:
    """Change what a program says and when it happens. ``tell`` lets those who signed up know of new dates.

    Raises StartsTooEarly. Records ProgramChanged when something changed.
    """
    _refuse_if_it_starts_too_early(settings)
    program = Program.objects.select_for_update().get(pk=program.pk)

    changed = tuple(name for name, value in settings.fields().items() if getattr(program, name) != value)
    if changed:
        Program.objects.filter(pk=program.pk).update(**settings.fields())
        dates = {"sign_up_closes_on", "starts_on"} & set(changed)
        told = tell and bool(dates) and program.is_visible_to_members
        record(ProgramChanged(program.pk, changed, told), actor=by.pk, at=at)
    program.refresh_from_db()
    return program


@transaction.atomic
def reshape_draft(program: Program, template: ProgramTemplate, *, weeks: int, by: Person, at: datetime) -> Program:
    """Give a draft another number of weeks, with the template's steps for that length.

    Raises ProgramIsOpen. Records ProgramChanged.
    """
    program = Program.objects.select_for_update().get(pk=program.pk)
    if program.is_visible_to_members:
        raise ProgramIsOpen

    if program.weeks != weeks:
        program.steps.all().delete()
        program.weeks = weeks
        program.save(update_fields=["weeks"])
        Step.objects.bulk_create(steps_for(program, template, weeks))
        record(ProgramChanged(program.pk, ("weeks",), tell=False), actor=by.pk, at=at)
    return program


@transaction.atomic
def copy_program(program: Program, *, name: str, by: Person, at: datetime) -> Program:
    """Prepare the next season from this one: every word, without dates and without people.

    Records ProgramCopied.
    """
    steps, questions = list(program.steps.order_by("position")), list(program.questions.order_by("position"))
    words = {each: getattr(program, each) for each in _COPIED}
    copy = Program.objects.create(**words, group=program.group, name=name, created_by=by, created_at=at)
    Step.objects.bulk_create(_moved(step, copy) for step in steps)
    Question.objects.bulk_create(_moved(question, copy) for question in questions)
    NudgeRule.objects.bulk_create(_moved(rule, copy) for rule in program.nudge_rules.all())
    ExtraStep.objects.bulk_create(_moved(extra, copy) for extra in program.extra_steps.all())
    record(ProgramCopied(copy.pk, program.pk), actor=by.pk, at=at)
    return copy


@transaction.atomic
def discard_draft(program: Program, *, by: Person, at: datetime) -> None:
    """Throw a draft away.

    Raises ProgramIsOpen. Records ProgramDiscarded.
    """
    program = Program.objects.select_for_update().get(pk=program.pk)
    if program.state != Program.State.DRAFT or program.was_open:
        raise ProgramIsOpen

    program_id, group_id = program.pk, program.group_id
    program.delete()
    record(ProgramDiscarded(program_id, group_id), actor=by.pk, at=at)


_COPIED = (
    "template_key", "promise", "description", "pairing", "is_sensitive", "weeks", "default_capacity", "topics",
    "prompts", "agreement", "weights", "rhythm", "unsure", "icon", "reviews_applications",
)  # fmt: skip


def _moved(part: Any, to: Program) -> Any:
    """The same step, question or rule as a new row of another program."""
    values = {each.attname: getattr(part, each.attname) for each in part._meta.concrete_fields}
    del values["id"], values["program_id"]
    return type(part)(program=to, **values)


def _refuse_if_it_starts_too_early(settings: ProgramSettings) -> None:
    closes_on, starts_on = settings.sign_up_closes_on, settings.starts_on
    if closes_on and starts_on and starts_on <= closes_on:
        raise StartsTooEarly
