"""What is left on the list once what was done and put off is taken away, who is on what, and what was done lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, Min, OuterRef, QuerySet

from alongside.domain.desk.models import Claim, Mark
from alongside.domain.insights.queries.attention import Rule
from alongside.domain.programs.models import Program

_LATELY = timedelta(days=7)
_SHOWN = 12


@dataclass(frozen=True)
class Act:
    """What one organizer took off the list at once."""

    batch: UUID
    rule: str
    kind: str
    count: int
    by: str
    at: datetime
    until: datetime


def left(rule: Rule, program: Program, *, at: datetime) -> QuerySet[Any]:
    """The subjects of a rule nobody looked after or put off."""
    return without_marked(rule.subjects(program, at), rule, program, at=at)


def without_marked(subjects: QuerySet[Any], rule: Rule, program: Program, *, at: datetime) -> QuerySet[Any]:
    """Subjects of a rule without those that are off the list."""
    marks = Mark.objects.standing(at).filter(program=program, rule=rule.key, subject=OuterRef("pk"))
    return subjects.exclude(Exists(marks))


def claims(program: Program, *, at: datetime) -> dict[str, Claim]:
    """Who is on which row. One question."""
    living = Claim.objects.filter(program=program).living(at).select_related("taken_by")
    return {claim.row: claim for claim in living}


def lately(program: Program, *, at: datetime) -> list[Act]:
    """What organizers did and put off in the last week, newest first. One question."""
    rows = (
        Mark.objects.filter(program=program, marked_at__gt=at - _LATELY)
        .values("batch", "rule", "kind", "marked_by__first_name")
        .annotate(count=Count("pk"), done_at=Min("marked_at"), sleeps_until=Max("until"))
        .order_by("-done_at")[:_SHOWN]
    )
    return [
        Act(
            row["batch"], row["rule"], row["kind"], row["count"], row["marked_by__first_name"] or "",
            row["done_at"], row["sleeps_until"],
        )
        for row in rows
    ]  # fmt: skip
