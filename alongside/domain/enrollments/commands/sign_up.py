"""Signing up, one saved page after the other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.answers import EXTRA, PAGES, search_words, tidy
from alongside.domain.enrollments.events import EnrollmentChanged, NextTimeWished, SignedUp, SignUpStarted
from alongside.domain.enrollments.models import Enrollment, NextTimeWish
from alongside.domain.enrollments.queries import first_answers
from alongside.domain.events.commands import record
from alongside.domain.groups.models import Group
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.kernel.refusal import Refusal


class ProgramIsOver(Refusal):
    """Archived and closed programs take nobody any more, not even on a list."""

    code = "program_is_over"
    text = _("This program takes no more people. We can tell you about the next one.")


class OnlyAdults(Refusal):
    """People must have said that they are 18 or older before anybody can find them."""

    code = "only_adults"
    text = _("Mentorship here is for people who are 18 or older.")


class FirstAnswerMissing(Refusal):
    """A card without a topic helps nobody."""

    code = "first_answer_missing"
    text = _("Choose at least one, or choose “I am not sure yet”.")


class QuestionsMissing(Refusal):
    """The organizer needs an answer to go on."""

    code = "questions_missing"
    text = _("There are questions of the organizer that need an answer.")


class NotYours(Refusal):
    """The place was given back or turned down meanwhile."""

    code = "not_yours"
    text = _("This sign-up has ended. You can start again from the Mentorship tab.")


@transaction.atomic
def start_sign_up(person: Person, program: Program, *, role: str, at: datetime) -> Enrollment:
    """Open a sign-up, or go on with the one there is. Answers from an earlier program are filled in.

    Raises ProgramIsOver or OnlyAdults. Records SignUpStarted the first time.
    """
    if not person.has_declared_adult:
        raise OnlyAdults
    current = _current(person, program, role)
    if current:
        return current
    program = Program.objects.get(pk=program.pk)
    if program.state not in (Program.State.OPEN, Program.State.RUNNING):
        raise ProgramIsOver

    try:
        with transaction.atomic():
            enrollment = Enrollment.objects.create(
                program=program, person=person, role=role, started_at=at, **first_answers(person, program, role)
            )
    except IntegrityError:
        # The button was pressed twice; the database let only one through.
        return Enrollment.objects.exclude(state=Enrollment.State.LEFT).get(program=program, person=person, role=role)
    record(SignUpStarted(enrollment.pk, program.pk), actor=person.pk, at=at)
    return enrollment


@transaction.atomic
def answer_question(
    person: Person,
    program: Program,
    *,
    role: str,
    page: int,
    values: Mapping[str, Any],
    audience: str | None = None,
    seen: bool = True,
    at: datetime,
) -> Enrollment:
    """Keep one page of answers, opening the sign-up with the first of them.

    Raises what ``start_sign_up`` and ``save_answers`` raise, and records what they record.
    """
    enrollment = start_sign_up(person, program, role=role, at=at)
    return save_answers(enrollment, page=page, values=values, audience=audience, seen=seen, at=at)


@transaction.atomic
def save_answers(
    enrollment: Enrollment,
    *,
    page: int,
    values: Mapping[str, Any],
    audience: str | None = None,
    seen: bool = True,
    at: datetime,
) -> Enrollment:
    """Keep one page of answers. Drafts are saved silently, also while somebody is still writing (``seen`` off).

    Raises NotYours. Records EnrollmentChanged once the sign-up is finished.
    """
    enrollment = _lock(enrollment)
    for name, value in tidy(page, values, enrollment).items():
        setattr(enrollment, name, value)
    if audience:
        enrollment.audiences = {**enrollment.audiences, PAGES[page][0]: audience}
    if seen:
        enrollment.seen_pages = sorted({*enrollment.seen_pages, page})
    _keep(enrollment, at=at)
    return enrollment


@transaction.atomic
def save_extra_answers(enrollment: Enrollment, *, answers: Mapping[str, Any], at: datetime) -> Enrollment:
    """Keep the answers to the organizer's own questions.

    Raises NotYours. Records EnrollmentChanged once the sign-up is finished.
    """
    enrollment = _lock(enrollment)
    enrollment.answers = {**enrollment.answers, **answers}
    enrollment.seen_pages = sorted({*enrollment.seen_pages, EXTRA})
    _keep(enrollment, at=at)
    return enrollment


@transaction.atomic
def finish_sign_up(enrollment: Enrollment, *, today: date, at: datetime) -> Enrollment:
    """Take the place: signed up, waiting for the organizer, or on the waiting list when sign-up is over.

    Raises ProgramIsOver, FirstAnswerMissing, QuestionsMissing or NotYours. Records SignedUp.
    """
    enrollment = _lock(enrollment)
    if enrollment.state != Enrollment.State.DRAFT:
        return enrollment
    program = Program.objects.get(pk=enrollment.program_id)
    if program.state not in (Program.State.OPEN, Program.State.RUNNING):
        raise ProgramIsOver
    if not enrollment.topics:
        raise FirstAnswerMissing
    if unanswered_questions(enrollment):
        raise QuestionsMissing

    enrollment.state = _state_after(program, today)
    enrollment.applied_at = at
    if enrollment.state == Enrollment.State.ENROLLED:
        enrollment.enrolled_at = at
    enrollment.save(update_fields=["state", "applied_at", "enrolled_at"])
    record(SignedUp(enrollment.pk, program.pk, str(enrollment.state)), actor=enrollment.person_id, at=at)
    return enrollment


@transaction.atomic
def wish_for_next_time(person: Person, group: Group, *, at: datetime) -> NextTimeWish:
    """Hear of the group's next program. Safe to repeat.

    Records NextTimeWished the first time.
    """
    wish, is_new = NextTimeWish.objects.get_or_create(group=group, person=person, defaults={"wished_at": at})
    if is_new:
        record(NextTimeWished(group.pk, person.pk), actor=person.pk, at=at)
    return wish


def unanswered_questions(enrollment: Enrollment) -> list[str]:
    """Questions that everyone has to answer and this person has not."""
    required = enrollment.program.questions.filter(required=True).order_by("position")
    return [question.text for question in required if enrollment.answers.get(str(question.pk)) in (None, "", [], False)]


def _state_after(program: Program, today: date) -> Enrollment.State:
    if not program.takes_sign_ups(today):
        return Enrollment.State.WAITING
    return Enrollment.State.APPLIED if program.reviews_applications else Enrollment.State.ENROLLED


def _current(person: Person, program: Program, role: str) -> Enrollment | None:
    places = Enrollment.objects.filter(program=program, person=person, role=role)
    return places.exclude(state=Enrollment.State.LEFT).first()


def _lock(enrollment: Enrollment) -> Enrollment:
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    if enrollment.state in (Enrollment.State.LEFT, Enrollment.State.TURNED_DOWN):
        raise NotYours
    return enrollment


def _keep(enrollment: Enrollment, *, at: datetime) -> None:
    enrollment.search_words = search_words(enrollment)
    enrollment.save()
    if enrollment.state != Enrollment.State.DRAFT:
        record(EnrollmentChanged(enrollment.pk, enrollment.program_id), actor=enrollment.person_id, at=at)
