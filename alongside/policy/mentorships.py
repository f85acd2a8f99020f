"""Who may read a conversation before pairing, end a mentorship, and look after pairs from outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from alongside.domain.insights.queries.health import health_counts, with_health
from alongside.domain.insights.queries.pairs import HELP, current_pairs, pairs_now
from alongside.domain.journeys.models import Meeting
from alongside.domain.mentorships.models import Closure, Conversation, Mentorship, Participant, Testimonial
from alongside.domain.programs.models import Program
from alongside.domain.spaces.models import Item, SpaceMember
from alongside.policy import programs
from alongside.policy.people import SignedInPerson
from alongside.policy.programs import Seat
from alongside.policy.spaces import Room

PERMISSIONS = tuple((str(each.value), each.label) for each in Testimonial.Permission)
EARLY, NOT_RIGHT, INACTIVE = (str(kind) for kind in (Closure.Kind.EARLY, Closure.Kind.NOT_RIGHT, Closure.Kind.INACTIVE))

Talk = Conversation
_PEOPLE = ("asker__person", "asked__person", "program__group", "space")


@dataclass(frozen=True)
class LookBack:
    """What two people did together, counted."""

    answers: int
    messages: int
    meetings: int


def conversations_of(person: SignedInPerson) -> QuerySet[Conversation]:
    """Conversations this person is in, the liveliest first; a hello they have not answered is not among them."""
    mine = Conversation.objects.of(person.pk).exclude(state=Conversation.State.WAITING, asked__person=person)
    # Who said "not now" need not see it again; the asker keeps the kind line.
    mine = mine.exclude(state=Conversation.State.DECLINED, asked__person=person)
    return mine.select_related(*_PEOPLE).order_by("-space__last_active_at", "-begun_at")


def hellos_to(person: SignedInPerson) -> QuerySet[Conversation]:
    """First messages that wait for this person's yes, longest first."""
    rows = Conversation.objects.waiting().filter(asked__person=person)
    return rows.select_related(*_PEOPLE).order_by("begun_at")


def to_talk(person: SignedInPerson, conversation_id: UUID) -> Conversation:
    """A conversation of this person. Raises Http404 for everybody else, organizers and operators included."""
    found = conversations_of(person).filter(pk=conversation_id).first()
    if found is None:
        raise Http404
    return found


def to_answer_hello(person: SignedInPerson, conversation_id: UUID) -> Conversation:
    """A first message to this person. Raises Http404."""
    found = Conversation.objects.filter(asked__person=person, pk=conversation_id).select_related(*_PEOPLE).first()
    if found is None:
        raise Http404
    return found


def has_written_both(talk: Conversation) -> bool:
    """Whether both have written, so that asking to be a pair comes from knowing each other a little."""
    said = Item.objects.filter(space=talk.space_id, retracted_at=None)
    return said.values("author").distinct().count() > 1


def may_end(room: Room) -> bool:
    """Whether there is something to end."""
    return room.mentorship.is_current


def participant_of(room: Room) -> Participant:
    """The person's own part in the mentorship."""
    return Participant.objects.get(mentorship=room.mentorship, person=room.person)


def testimonial_of(room: Room) -> Testimonial | None:
    """What this person said about the program, if they did."""
    return Testimonial.objects.filter(mentorship=room.mentorship, author=room.person, withdrawn_at=None).first()


def look_back(room: Room, at: datetime) -> LookBack:
    """How much the people of the mentorship did together. Counted without opening a single word."""
    said = Item.objects.filter(space=room.space, retracted_at=None)
    counted = said.aggregate(
        answers=Count("pk", filter=Q(kind=Item.Kind.ANSWER)), messages=Count("pk", filter=Q(kind=Item.Kind.MESSAGE))
    )
    met = Meeting.objects.filter(journey=room.journey)
    held = met.filter(Q(state=Meeting.State.HELD) | Q(state=Meeting.State.PLANNED, starts_at__lte=at))
    return LookBack(counted["answers"], counted["messages"], held.count())


def pairs_of(seat: Seat, program: Program, *, at: datetime, show: str = "", week: int = 0) -> QuerySet[Any]:
    """Every pair of a program for its organizers: who, which week, last active. Never a word of what was said."""
    if not seat.may_manage:
        return Mentorship.objects.none()
    if show == "ended":
        rows: QuerySet[Any] = Mentorship.objects.filter(program=program).exclude(ended_at=None)
        rows = rows.filter(journey__position=week) if week else rows
    else:
        rows = filtered_pairs(program, at=at, show=show, week=week)
    people = Prefetch(
        "participants", Participant.objects.filter(left_at=None).select_related("person").order_by("-role")
    )
    return rows.select_related("journey", "space", "closure").prefetch_related(people).order_by("-began_at", "pk")


def filtered_pairs(program: Program, *, at: datetime, show: str = "", week: int = 0) -> QuerySet[Any]:
    """Pairs that go on, each with ``health``: all, those that asked for a hand, or those of one health."""
    rows = with_health(current_pairs(program, at=at), program, at=at)
    if show == HELP:
        rows = rows.filter(doing=HELP)
    elif show:
        rows = rows.filter(health=show)
    return rows.filter(journey__position=week) if week else rows


def pair_counts(seat: Seat, program: Program, *, at: datetime) -> dict[str, int]:
    """How many pairs there are for each filter of the list."""
    if not seat.may_manage:
        return {}
    now = pairs_now(program, at=at)
    health = health_counts(filtered_pairs(program, at=at))
    ended = Mentorship.objects.filter(program=program).exclude(ended_at=None).count()
    return {**health, "all": now.total, "help": now.help, "ended": ended}


def to_look_after(
    person: SignedInPerson, slug: str, program_id: UUID, mentorship_id: UUID
) -> tuple[Seat, Program, Mentorship]:
    """One pair as its organizer may see it. Raises Http404 or PermissionDenied."""
    seat, program = programs.to_manage(person, slug, program_id)
    rows = Mentorship.objects.filter(program=program, pk=mentorship_id)
    found = rows.select_related("journey", "space", "closure", "introduction").first()
    if found is None:
        raise Http404
    return seat, program, found


def last_active(mentorship: Mentorship) -> list[tuple[Participant, datetime | None]]:
    """Each person of a pair and when they last did something in it."""
    seen = dict(
        SpaceMember.objects.filter(space=mentorship.space_id, left_at=None).values_list("person_id", "last_active_at")
    )
    parts = mentorship.participants.filter(left_at=None).select_related("person").order_by("-role")
    return [(part, seen.get(part.person_id)) for part in parts]
