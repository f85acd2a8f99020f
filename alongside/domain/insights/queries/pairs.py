"""Where every pair is, and how each is doing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When

from alongside.domain.insights.queries.activity import asked_for_a_hand, is_quiet, with_last_act
from alongside.domain.insights.queries.health import rules_of
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.programs.models import Program

HELP, PAUSED, QUIET, WELL = "help", "paused", "quiet", "well"
MARKS_AT_MOST = 150
ENDING_SOON = timedelta(days=14)


@dataclass(frozen=True)
class PairsNow:
    """All pairs of a program that go on. Each is counted once: it asked for a hand, is on a break, quiet or talking."""

    total: int
    talking: int
    quiet: int
    help: int
    paused: int
    ending_soon: int


@dataclass(frozen=True)
class Mark:
    """One pair of the chart."""

    mentorship: UUID
    position: int
    doing: str
    ends_on: date | None


def current_pairs(program: Program, *, at: datetime) -> QuerySet[Any]:
    """The program's pairs that go on, each with ``last_act_at`` and ``doing``: help, paused, quiet or well.

    Every page and letter counts pairs by ``doing``, so that no two numbers can contradict each other.
    """
    doing = Case(
        When(asked_for_a_hand(), then=Value(HELP)),
        When(state=Mentorship.State.PAUSED, then=Value(PAUSED)),
        When(is_quiet(at, rules_of(program).quiet_days), then=Value(QUIET)),
        default=Value(WELL),
    )
    return with_last_act(Mentorship.objects.current().filter(program=program)).annotate(doing=doing)


def ends_soon(at: datetime) -> Q:
    """Whose last day is at most two weeks away."""
    return Q(ends_on__isnull=False, ends_on__lte=(at + ENDING_SOON).date())


def pairs_now(program: Program, *, at: datetime) -> PairsNow:
    """One question."""
    return counted(marks(program, at=at), at=at)


def marks(program: Program, *, at: datetime) -> list[Mark]:
    """One mark for each pair, the oldest first. One question."""
    rows = current_pairs(program, at=at).order_by("began_at", "pk")
    return [Mark(*row) for row in rows.values_list("pk", "journey__position", "doing", "ends_on")]


def counted(marks: Sequence[Mark], *, at: datetime) -> PairsNow:
    """All marks together."""
    doing, soon = Counter(mark.doing for mark in marks), (at + ENDING_SOON).date()
    return PairsNow(
        total=len(marks),
        talking=doing[WELL],
        quiet=doing[QUIET],
        help=doing[HELP],
        paused=doing[PAUSED],
        ending_soon=sum(mark.ends_on is not None and mark.ends_on <= soon for mark in marks),
    )


def counts_by_week(marks: Sequence[Mark]) -> Mapping[int, Mapping[str, int]]:
    """How many pairs are in each week, by how they are doing."""
    found: dict[int, Counter[str]] = {}
    for mark in marks:
        found.setdefault(mark.position, Counter())[mark.doing] += 1
    return found
