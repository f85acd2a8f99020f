"""Keeping numbers: a visit of the tab, and how a program stood at the end of a day."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from alongside.domain.groups.models import Group
from alongside.domain.insights.models import DailyCount, TabVisit
from alongside.domain.insights.queries.activity import standing_at
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program

VISITS_KEPT = timedelta(days=366)


def note_visit(group: Group, person: Person, *, at: datetime) -> None:
    """Remember that ``person`` opened the Mentorship tab today; once a day, and only a number is ever shown."""
    visit = TabVisit(group=group, person=person, visited_on=at.date())
    # Asked first: reading waits for nobody, and most visits are not the first of the day.
    if not TabVisit.objects.filter(group=group, person=person, visited_on=visit.visited_on).exists():
        TabVisit.objects.bulk_create([visit], ignore_conflicts=True)


@transaction.atomic
def count_day(program: Program, day: date) -> DailyCount:
    """Count how ``program`` stood at the end of ``day``. Counting it again gives the same."""
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC)
    return DailyCount.objects.update_or_create(program=program, day=day, defaults=asdict(standing_at(program, end)))[0]


@transaction.atomic
def forget_old_visits(*, at: datetime) -> int:
    """Nobody needs to know for longer than a year who looked at a tab."""
    return TabVisit.objects.filter(visited_on__lt=(at - VISITS_KEPT).date()).delete()[0]
