"""Asking members first, and making a program of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.events import (
    InterestAnswered,
    InterestAsked,
    InterestPollClosed,
    InterestTurnedIntoProgram,
)
from alongside.domain.enrollments.models import InterestAnswer, InterestPoll
from alongside.domain.enrollments.queries import winning_topics
from alongside.domain.events.commands import record
from alongside.domain.groups.commands.posts import pin_post, post_to_group, unpin_post
from alongside.domain.people.models import Person
from alongside.domain.programs.commands.launches import launch_program
from alongside.domain.programs.models import Program
from alongside.kernel.refusal import Refusal

REMIND_BEFORE = timedelta(days=2)


class NotADraft(Refusal):
    """One asks before a program opens."""

    code = "not_a_draft"
    text = _("This program is open or being asked about already.")


class PollWouldBeOver(Refusal):
    """A poll needs at least a day."""

    code = "poll_would_be_over"
    text = _("Choose a last day from tomorrow onwards.")


class PollIsOver(Refusal):
    """The answers are counted."""

    code = "poll_is_over"
    text = _("This question is closed. Thank you for wanting to answer.")


@transaction.atomic
def ask_members(
    program: Program,
    *,
    question: str,
    closes_on: date,
    needed_pairs: int,
    shows_count: bool,
    post_words: str,
    today: date,
    by: Person,
    at: datetime,
) -> InterestPoll:
    """Ask members whether they would take part in a program that is still a draft, also by a pinned post.

    Raises NotADraft or PollWouldBeOver. Records InterestAsked, GroupPostPosted and GroupPostPinned.
    """
    program = Program.objects.select_for_update().get(pk=program.pk)
    if program.state != Program.State.DRAFT or InterestPoll.objects.filter(program=program).exists():
        raise NotADraft
    if closes_on <= today:
        raise PollWouldBeOver

    program.state = Program.State.ASKING
    program.save(update_fields=["state"])
    post = post_to_group(program.group, author=by, body=post_words, at=at)
    pin_post(post, pinned_by=by, at=at)
    poll = InterestPoll.objects.create(
        program=program,
        post=post,
        question=question,
        closes_on=closes_on,
        needed_pairs=needed_pairs,
        shows_count=shows_count,
        asked_at=at,
    )
    record(InterestAsked(poll.pk, program.group_id), actor=by.pk, at=at)
    return poll


@transaction.atomic
def answer_interest(
    poll: InterestPoll, person: Person, *, choice: str, topics: Sequence[str], today: date, at: datetime
) -> InterestAnswer:
    """Say whether one would take part; the last answer counts.

    Raises PollIsOver. Records InterestAnswered.
    """
    poll = InterestPoll.objects.select_related("program").select_for_update(of=("self",)).get(pk=poll.pk)
    if not poll.is_open(today):
        raise PollIsOver

    kept = [] if choice == InterestAnswer.Choice.NOT_NOW else [t for t in topics if t in poll.program.topics]
    answer, _is_new = InterestAnswer.objects.update_or_create(
        poll=poll, person=person, defaults={"choice": choice, "topics": kept, "answered_at": at}
    )
    record(InterestAnswered(poll.pk, person.pk), actor=person.pk, at=at)
    return answer


@transaction.atomic
def close_poll(poll: InterestPoll, *, by: Person, at: datetime) -> InterestPoll:
    """Stop asking, without a program. It stays a draft.

    Raises PollIsOver. Records InterestPollClosed.
    """
    poll = _open(poll)
    poll.closed_at = at
    poll.save(update_fields=["closed_at"])
    _take_pin_out(poll, by=by, at=at)
    Program.objects.filter(pk=poll.program_id).update(state=Program.State.DRAFT)
    record(InterestPollClosed(poll.pk), actor=by.pk, at=at)
    return poll


@transaction.atomic
def turn_into_program(
    poll: InterestPoll,
    *,
    sign_up_closes_on: date,
    starts_on: date,
    words: str,
    today: date,
    by: Person,
    at: datetime,
) -> Program:
    """Launch the program people said yes to, with the topics they chose first. Only they are invited.

    Raises PollIsOver and what ``launch_program`` raises. Records InterestTurnedIntoProgram and ProgramLaunched.
    """
    poll = _open(poll)
    poll.closed_at = at
    poll.save(update_fields=["closed_at"])
    _take_pin_out(poll, by=by, at=at)
    program = Program.objects.get(pk=poll.program_id)
    program.topics = winning_topics(poll)
    program.sign_up_closes_on, program.starts_on = sign_up_closes_on, starts_on
    program.save(update_fields=["topics", "sign_up_closes_on", "starts_on"])
    program = launch_program(program, words=words, tell_everyone=False, today=today, by=by, at=at)
    record(InterestTurnedIntoProgram(poll.pk, program.pk), actor=by.pk, at=at)
    return program


@transaction.atomic
def remind_of_poll(poll: InterestPoll, *, today: date, at: datetime) -> bool:
    """Ask those who have not answered once more, two days before the end. Safe to repeat.

    Records InterestAsked.
    """
    poll = InterestPoll.objects.select_related("program").select_for_update(of=("self",)).get(pk=poll.pk)
    too_early = today < poll.closes_on - REMIND_BEFORE
    if poll.reminded_at or too_early or not poll.is_open(today) or at - poll.asked_at < REMIND_BEFORE:
        return False

    poll.reminded_at = at
    poll.save(update_fields=["reminded_at"])
    record(InterestAsked(poll.pk, poll.program.group_id, reminding=True), actor=None, at=at)
    return True


def _take_pin_out(poll: InterestPoll, *, by: Person, at: datetime) -> None:
    if poll.post:
        unpin_post(poll.post, unpinned_by=by, at=at)


def _open(poll: InterestPoll) -> InterestPoll:
    """The poll, held; past its last day it can still be decided about, but only once."""
    poll = InterestPoll.objects.select_for_update(of=("self",)).select_related("post").get(pk=poll.pk)
    if poll.closed_at:
        raise PollIsOver
    return poll
