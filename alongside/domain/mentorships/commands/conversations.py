"""Saying hello before pairing: the first message waits for a yes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.commands import record
from alongside.domain.mentorships.commands.mentor_requests import OrganizerPairs
from alongside.domain.mentorships.commands.places import MentorUnavailable, is_here
from alongside.domain.mentorships.events import HelloAccepted, HelloDeclined, HelloSaid
from alongside.domain.mentorships.models import Conversation
from alongside.domain.people.models import Person
from alongside.domain.safety.models import Block
from alongside.domain.spaces.commands.items import send_message
from alongside.domain.spaces.commands.rooms import close_space, open_space
from alongside.domain.spaces.models import Space
from alongside.kernel.refusal import Refusal

MOST_WAITING = 5


class AlreadyTalking(Refusal):
    code = "already_talking"
    text = _("You two have said hello already.")


class TooManyHellos(Refusal):
    code = "too_many_hellos"
    text = _("Five of your first messages wait for an answer. Give people a little time.")


class HelloAnswered(Refusal):
    code = "hello_answered"
    text = _("This has been answered already.")


@transaction.atomic
def say_hello(asker: Enrollment, asked: Enrollment, *, message: str, at: datetime) -> Conversation:
    """Write a first message, which waits until the other says yes.

    Raises AlreadyTalking, TooManyHellos, OrganizerPairs or MentorUnavailable. Records HelloSaid.
    """
    held = Enrollment.objects.select_for_update(of=("self",)).select_related("person", "program")
    asker = held.get(pk=asker.pk)
    _refuse_hello(asker, asked)

    space = open_space(Space.Kind.CONVERSATION, [asker.person, asked.person], at=at)
    conversation = Conversation.objects.create(
        space=space, program=asker.program, asker=asker, asked=asked, begun_at=at
    )
    send_message(space, asker.person, message, at=at)
    record(HelloSaid(conversation.pk, asked.person_id), actor=asker.person_id, at=at)
    return conversation


@transaction.atomic
def accept_hello(conversation: Conversation, *, at: datetime) -> None:
    """Yes, talk. Raises HelloAnswered. Records HelloAccepted."""
    _answer(conversation, Conversation.State.OPEN, at)
    fact = HelloAccepted(conversation.pk, conversation.asker.person_id)
    record(fact, actor=conversation.asked.person_id, at=at)


@transaction.atomic
def decline_hello(conversation: Conversation, *, at: datetime) -> None:
    """Not now: the asker reads a kind line, and nobody writes there any more.

    Raises HelloAnswered. Records HelloDeclined.
    """
    _answer(conversation, Conversation.State.DECLINED, at)
    close_space(conversation.space, at=at)
    fact = HelloDeclined(conversation.pk, conversation.asker.person_id)
    record(fact, actor=conversation.asked.person_id, at=at)


@transaction.atomic
def keep_in_touch(one: Enrollment, other: Enrollment, *, at: datetime) -> Conversation:
    """Open a conversation for two people who both wish to keep talking after their mentorship."""
    space = open_space(Space.Kind.CONVERSATION, [one.person, other.person], at=at)
    return Conversation.objects.create(
        space=space,
        program=one.program,
        asker=one,
        asked=other,
        state=Conversation.State.OPEN,
        begun_at=at,
        answered_at=at,
    )


@transaction.atomic
def close_conversations(one: Person, other: Person, *, at: datetime) -> None:
    """After a block nobody writes there any more, and nobody is told why."""
    talks = Conversation.objects.of(one.pk) & Conversation.objects.of(other.pk)
    for talk in talks.exclude(state=Conversation.State.CLOSED).select_related("space"):
        talk.state = Conversation.State.CLOSED
        talk.save(update_fields=["state"])
        close_space(talk.space, at=at)


def _answer(conversation: Conversation, state: str, at: datetime) -> None:
    waiting = Conversation.objects.waiting().filter(pk=conversation.pk)
    if not waiting.update(state=state, answered_at=at):
        raise HelloAnswered


def _refuse_hello(asker: Enrollment, asked: Enrollment) -> None:
    if not asker.program.members_choose:
        raise OrganizerPairs
    if not (is_here(asker) and is_here(asked)) or asker.program_id != asked.program_id:
        raise MentorUnavailable
    if asker.person_id == asked.person_id or _is_blocked(asker.person_id, asked.person_id):
        raise MentorUnavailable
    earlier = Conversation.objects.between(asker, asked)
    if earlier.filter(state__in=[Conversation.State.WAITING, Conversation.State.OPEN]).exists():
        raise AlreadyTalking
    if earlier.filter(state=Conversation.State.DECLINED).exists():
        raise MentorUnavailable
    if Conversation.objects.waiting().filter(asker=asker).count() >= MOST_WAITING:
        raise TooManyHellos


def _is_blocked(one: UUID, other: UUID) -> bool:
    return Block.objects.between(one, other).exists()
