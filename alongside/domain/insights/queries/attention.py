"""What needs the organizer of a program, found by rules. Names only of those who asked for a hand themselves.

A rule says which subjects (pairs, people, requests ...) it finds, and for how long one sleeps that was looked after:
who is still quiet two weeks after the note is found again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.groups.models import Membership
from alongside.domain.insights.queries import pairs
from alongside.domain.insights.queries.health import has_not_met, rules_of
from alongside.domain.journeys.models import CheckIn, Walker
from alongside.domain.mentorships.models import MentorRequest, Participant, Testimonial
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


def _asking(reader: Person) -> QuerySet[CheckIn]:
    """Every check-in nobody looked after that asks for a hand, but those from a pair ``reader`` walks in."""
    own = Walker.objects.filter(person=reader).values("journey")
    return CheckIn.objects.filter(
        mood=CheckIn.Mood.HELP, settled_at=None, walker__journey__mentorship__ended_at=None
    ).exclude(walker__journey__in=own)


def asking_in(program: Program, *, reader: Person) -> QuerySet[CheckIn]:
    """Check-ins that ask for a hand, from people whose pair goes on.

    Not those from a pair the organizer walks in: they may be about them, and another organizer can look.
    """
    return _asking(reader).filter(walker__journey__mentorship__program=program)


def with_walkers(asking: QuerySet[CheckIn]) -> list[CheckIn]:
    """The longest waiting first, each with the people who walk together. Three questions."""
    together = asking.select_related("walker__person", "walker__journey").prefetch_related(
        "walker__journey__walkers__person"
    )
    return list(together.order_by("checked_in_at")[:_HANDS_COUNTED])


def open_hands(program: Program, *, reader: Person) -> list[CheckIn]:
    """All that ask for a hand and that ``reader`` may look after."""
    return with_walkers(asking_in(program, reader=reader))


def programs_asking_for_a_hand(reader: Person) -> list[tuple[Program, int]]:
    """The programs ``reader`` organizes in which people could use a hand, with how many. Two questions at most."""
    runs = Membership.objects.organizers().filter(person=reader).values("group")
    asking = _asking(reader).filter(walker__journey__mentorship__program__group__in=runs)
    counts = Counter(asking.values_list("walker__journey__mentorship__program", flat=True))
    programs = Program.objects.filter(pk__in=counts).select_related("group").order_by("created_at") if counts else []
    return [(program, counts[program.pk]) for program in programs]


def hands(asking: Sequence[CheckIn]) -> Hands:
    """The first few by name, and how many more there are."""
    return Hands(tuple(_hand(each) for each in asking[:_HANDS_SHOWN]), max(0, len(asking) - _HANDS_SHOWN))


def _quiet(program: Program, at: datetime) -> QuerySet[Any]:
    return pairs.current_pairs(program, at=at).filter(doing=pairs.QUIET)


def _not_met(program: Program, at: datetime) -> QuerySet[Any]:
    """Pairs that talk and have not met. Quiet ones are found by another rule."""
    talking = pairs.current_pairs(program, at=at).filter(doing=pairs.WELL)
    return talking.filter(has_not_met(at, rules_of(program).meeting_days))


def _ending(program: Program, at: datetime) -> QuerySet[Any]:
    return pairs.current_pairs(program, at=at).filter(pairs.ends_soon(at))


def _applications(program: Program, _at: datetime) -> QuerySet[Any]:
    open_ones = Enrollment.objects.filter(program=program, state=Enrollment.State.APPLIED)
    return open_ones.filter(person__suspended_at=None, person__deactivated_at=None)


def _approvals(program: Program, _at: datetime) -> QuerySet[Any]:
    return MentorRequest.objects.filter(mentor__program=program, state=MentorRequest.State.APPROVAL)


def _unanswered(program: Program, at: datetime) -> QuerySet[Any]:
    return MentorRequest.objects.filter(
        mentor__program=program, state=MentorRequest.State.OPEN, requested_at__lte=at - UNANSWERED_AFTER
    )


def _waiting(program: Program, _at: datetime) -> QuerySet[Any]:
    """Mentees who could be paired and have nobody."""
    paired = Participant.objects.current().filter(mentorship__program=program, role="mentee").values("enrollment")
    return Enrollment.objects.active().mentees().filter(program=program).exclude(pk__in=paired)


def _kind_words(program: Program, _at: datetime) -> QuerySet[Any]:
    return Testimonial.objects.shareable().filter(program=program, shown_at=None)


def _hands(program: Program, _at: datetime) -> QuerySet[Any]:
    return CheckIn.objects.filter(
        mood=CheckIn.Mood.HELP,
        settled_at=None,
        walker__journey__mentorship__program=program,
        walker__journey__mentorship__ended_at=None,
    )


def _itself(program: Program, _at: datetime) -> QuerySet[Any]:
    return Program.objects.filter(pk=program.pk)


@dataclass(frozen=True)
class Rule:
    """What finds subjects for one kind of row, and how long one sleeps that was looked after."""

    key: str
    subjects: Callable[[Program, datetime], QuerySet[Any]]
    sleeps: timedelta = timedelta(days=14)
    # An open door ends with an answer, not with a tick: these can only be put off.
    can_be_done: bool = True
    letter: str = ""  # writing to these people (a key of policy's audiences) is looking after it


RULES: dict[str, Rule] = {
    rule.key: rule
    for rule in (
        Rule("hand", _hands, timedelta(days=365), letter="hand"),
        Rule("quiet", _quiet, letter="quiet"),
        Rule("not_met", _not_met, timedelta(days=21), letter="not_met"),
        Rule("applications", _applications, can_be_done=False),
        Rule("approvals", _approvals, can_be_done=False),
        Rule("unanswered", _unanswered, timedelta(days=7), letter="asked"),
        Rule("waiting", _waiting, timedelta(days=7), letter="waiting"),
        Rule("too_few", _itself, timedelta(days=14), letter="members"),
        Rule("ending", _ending, timedelta(days=30), letter="ending"),
        Rule("words", _kind_words, timedelta(days=365)),
    )
}
RULE_OF_LETTER = {rule.letter: rule for rule in RULES.values() if rule.letter}


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
