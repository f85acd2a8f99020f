"""Where every pair is, and how each is doing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, Value, When

from alongside.domain.insights.queries.activity import asked_for_a_hand, is_quiet, with_last_act
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

    mentorship: Mentorship
    position: int
    doing: str


def current_pairs(program: Program, *, at: datetime) -> QuerySet[Any]:
    """The program's pairs that go on, each with ``last_act_at`` and ``doing``: help, paused, quiet or well.

    Every page and letter counts pairs by ``doing``, so that no two numbers can contradict each other.
    """
    doing = Case(
        When(asked_for_a_hand(), then=Value(HELP)),
        When(state=Mentorship.State.PAUSED, then=Value(PAUSED)),
        When(is_quiet(at), then=Value(QUIET)),
        default=Value(WELL),
    )
    return with_last_act(Mentorship.objects.current().filter(program=program)).annotate(doing=doing)


def ends_soon(at: datetime) -> Q:
    """Whose last day is at most two weeks away."""
    return Q(ends_on__isnull=False, ends_on__lte=(at + ENDING_SOON).date())


def pairs_now(program: Program, *, at: datetime) -> PairsNow:
    """One question."""
    return PairsNow(
        **current_pairs(program, at=at).aggregate(
            total=Count("pk"),
            talking=Count("pk", filter=Q(doing=WELL)),
            quiet=Count("pk", filter=Q(doing=QUIET)),
            help=Count("pk", filter=Q(doing=HELP)),
            paused=Count("pk", filter=Q(doing=PAUSED)),
            ending_soon=Count("pk", filter=ends_soon(at)),
        )
    )


def marks(program: Program, *, at: datetime) -> list[Mark]:
    """One mark for each pair; for a program with few enough of them to be seen."""
    rows = current_pairs(program, at=at).select_related("journey").order_by("began_at", "pk")[:MARKS_AT_MOST]
    return [Mark(row, row.journey.position, row.doing) for row in rows]


def counts_by_week(program: Program, *, at: datetime) -> Mapping[int, Mapping[str, int]]:
    """How many pairs are in each week, by how they are doing."""
    rows = current_pairs(program, at=at).order_by().values("journey__position", "doing").annotate(count=Count("pk"))
    found: dict[int, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["journey__position"], {})[row["doing"]] = row["count"]
    return found
