"""What needs the organizer of a program, found by rules. Names only of those who asked for a hand themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from alongside.domain.groups.models import Membership
from alongside.domain.journeys.models import CheckIn, Walker
from alongside.domain.mentorships.models import MentorRequest, Testimonial
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program

UNANSWERED_AFTER = timedelta(days=7)
_HANDS_SHOWN, _HANDS_COUNTED = 3, 50


@dataclass(frozen=True)
class Hand:
    """Somebody chose to tell the organizer that they could use a hand."""

    check_in: UUID
    person: str
    others: tuple[str, ...]
    week: int
    asked_at: datetime
    has_words: bool


@dataclass(frozen=True)
class Hands:
    """Those that are shown one by one, and how many more there are."""

    shown: tuple[Hand, ...]
    more: int


@dataclass(frozen=True)
class Requests:
    """Requests nobody has answered for a week, and those that wait for the organizer."""

    unanswered: int
    to_approve: int


def _asking(reader: Person) -> QuerySet[CheckIn]:
    """Every check-in nobody looked after that asks for a hand, but those from a pair ``reader`` walks in."""
    own = Walker.objects.filter(person=reader).values("journey")
    return CheckIn.objects.filter(
        mood=CheckIn.Mood.HELP, settled_at=None, walker__journey__mentorship__ended_at=None
    ).exclude(walker__journey__in=own)


def open_hands(program: Program, *, reader: Person) -> list[CheckIn]:
    """Check-ins that ask for a hand, from people whose pair goes on, the longest waiting first.

    Not those from a pair the organizer walks in: they may be about them, and another organizer can look.
    """
    asking = _asking(reader).filter(walker__journey__mentorship__program=program)
    together = asking.select_related("walker__person", "walker__journey").prefetch_related(
        "walker__journey__walkers__person"
    )
    return list(together.order_by("checked_in_at")[:_HANDS_COUNTED])


def programs_asking_for_a_hand(reader: Person) -> list[tuple[Program, int]]:
    """The programs ``reader`` organizes in which people could use a hand, with how many. Two questions at most."""
    runs = Membership.objects.organizers().filter(person=reader).values("group")
    asking = _asking(reader).filter(walker__journey__mentorship__program__group__in=runs)
    counts = Counter(asking.values_list("walker__journey__mentorship__program", flat=True))
    programs = Program.objects.filter(pk__in=counts).select_related("group").order_by("created_at") if counts else []
    return [(program, counts[program.pk]) for program in programs]


def hands(program: Program, *, reader: Person) -> Hands:
    """Three questions: the check-ins, and who walks with them."""
    asking = open_hands(program, reader=reader)
    return Hands(tuple(_hand(each) for each in asking[:_HANDS_SHOWN]), max(0, len(asking) - _HANDS_SHOWN))


def requests(program: Program, *, at: datetime) -> Requests:
    """One question."""
    late = Q(state=MentorRequest.State.OPEN, requested_at__lte=at - UNANSWERED_AFTER)
    return Requests(
        **MentorRequest.objects.filter(mentor__program=program).aggregate(
            unanswered=Count("pk", filter=late),
            to_approve=Count("pk", filter=Q(state=MentorRequest.State.APPROVAL)),
        )
    )


def kind_words(program: Program) -> list[Testimonial]:
    """Words that may be shared and that no organizer has put on the tab, newest first."""
    waiting = Testimonial.objects.shareable().filter(program=program, shown_at=None)
    return list(waiting.select_related("author").order_by("-written_at"))


def _hand(check_in: CheckIn) -> Hand:
    walker = check_in.walker
    others = (each.person.first_name for each in walker.journey.walkers.all() if each.person_id != walker.person_id)
    return Hand(
        check_in=check_in.pk,
        person=walker.person.first_name,
        others=tuple(others),
        week=walker.position or walker.journey.position,
        asked_at=check_in.checked_in_at,
        has_words=bool(check_in.sealed),
    )
