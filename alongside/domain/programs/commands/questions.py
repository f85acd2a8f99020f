"""The organizer's own questions to people who sign up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.people.models import Person
from alongside.domain.programs.events import QuestionsChanged
from alongside.domain.programs.models import Program, Question
from alongside.kernel.refusal import Refusal

MOST = 20


@dataclass(frozen=True, kw_only=True)
class QuestionWords:
    """One question as the organizer wrote it; ``id`` when it exists already."""

    text: str
    kind: str
    id: UUID | None = None
    hint: str = ""
    options: Sequence[str] = ()
    required: bool = False
    sensitive: bool = False


class TooManyQuestions(Refusal):
    """Every question costs sign-ups."""

    code = "too_many_questions"
    text = _("You can ask up to %(most)s questions.")


class OptionsMissing(Refusal):
    """A choice needs something to choose from."""

    code = "options_missing"
    text = _("“%(text)s” needs at least two choices.")


@transaction.atomic
def set_questions(program: Program, *, questions: Sequence[QuestionWords], by: Person, at: datetime) -> None:
    """Ask these questions, in this order. Known ones keep their answers; those left out are gone.

    Raises TooManyQuestions or OptionsMissing. Records QuestionsChanged.
    """
    program = Program.objects.select_for_update().get(pk=program.pk)
    if len(questions) > MOST:
        raise TooManyQuestions(most=MOST)
    for each in questions:
        if each.kind in (Question.Kind.CHOICE, Question.Kind.CHOICES) and len(each.options) < 2:
            raise OptionsMissing(text=each.text)

    known = {question.pk: question for question in program.questions.all()}
    kept = {each.id for each in questions if each.id in known}
    program.questions.exclude(pk__in=kept).delete()
    for position, each in enumerate(questions, start=1):
        question = known[each.id] if each.id in kept and each.id else Question(program=program)
        question.position, question.text, question.kind, question.hint = position, each.text, each.kind, each.hint
        question.options, question.required, question.sensitive = list(each.options), each.required, each.sensitive
        question.save()
    record(QuestionsChanged(program.pk), actor=by.pk, at=at)
