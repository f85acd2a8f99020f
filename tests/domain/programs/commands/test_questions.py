"""An organizer's own questions keep their answers when they are edited."""

from __future__ import annotations

import pytest

from alongside.domain.programs.commands import questions
from alongside.domain.programs.commands.questions import QuestionWords
from alongside.domain.programs.models import Program
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def ask(program: Program, *words: QuestionWords) -> None:
    questions.set_questions(program, questions=words, by=cast.person(), at=MONDAY)


def test_questions_are_kept_in_order_and_edited_in_place() -> None:
    program = cast.program(cast.group())
    ask(program, QuestionWords(text="First?", kind="short"), QuestionWords(text="Second?", kind="long"))
    second = program.questions.get(text="Second?")

    better = QuestionWords(id=second.pk, text="Second, better?", kind="long")
    ask(program, better, QuestionWords(text="New?", kind="agree"))

    kept = list(program.questions.order_by("position"))
    assert [each.text for each in kept] == ["Second, better?", "New?"]
    assert kept[0].pk == second.pk


def test_a_question_of_another_program_is_not_taken_over() -> None:
    mine, theirs = cast.program(cast.group()), cast.program(cast.group())
    ask(theirs, QuestionWords(text="Theirs?", kind="short"))
    foreign = theirs.questions.get()

    ask(mine, QuestionWords(id=foreign.pk, text="Mine now?", kind="short"))

    foreign.refresh_from_db()
    assert foreign.text == "Theirs?"
    assert mine.questions.get().pk != foreign.pk


def test_a_choice_needs_something_to_choose_from() -> None:
    program = cast.program(cast.group())

    with pytest.raises(questions.OptionsMissing, match="Which\\?"):
        ask(program, QuestionWords(text="Which?", kind="choice", options=("Only one",)))


def test_nobody_is_asked_more_than_twenty_questions() -> None:
    program = cast.program(cast.group())

    with pytest.raises(questions.TooManyQuestions, match="20"):
        ask(program, *(QuestionWords(text=f"{n}?", kind="short") for n in range(21)))
