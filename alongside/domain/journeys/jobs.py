"""The worker's way in: open what is due, remind once, notice quiet."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from alongside.domain.journeys.commands.meetings import remind_of_meeting
from alongside.domain.journeys.commands.openings import open_due_step, remind_of_step
from alongside.domain.journeys.commands.quiet import (
    PAIR_DAYS,
    PERSON_DAYS,
    notice_quiet_pair,
    notice_quiet_person,
)
from alongside.domain.journeys.models import Journey, Meeting, QuietSpell, StepOpening, Walker
from alongside.domain.spaces.models import SpaceMember
from alongside.kernel.timezones import FURTHEST_AHEAD

log = logging.getLogger(__name__)
_Row = TypeVar("_Row", Walker, StepOpening, Journey, Meeting, SpaceMember)


def open_due_steps(at: datetime) -> int:
    """Open the next step for everybody whose Monday morning has come, and say how many were opened."""
    latest = (at + FURTHEST_AHEAD).date()
    walkers = Walker.objects.filter(
        next_step_on__lte=latest, left_at=None, journey__in=Journey.objects.under_way(latest)
    )
    return _each(walkers.order_by("next_step_on", "pk"), lambda walker: open_due_step(walker, at=at))


def remind_of_steps(at: datetime) -> int:
    """Remind everybody whose Thursday morning has come and who has not answered, and say how many were."""
    openings = StepOpening.objects.filter(remind_on__lte=(at + FURTHEST_AHEAD).date())
    return _each(openings.order_by("remind_on", "pk"), lambda opening: remind_of_step(opening, at=at))


def remind_of_meetings(at: datetime) -> int:
    """Remind of every meeting that begins within a day, and say of how many."""
    coming = Meeting.objects.to_remind_of(at).filter(journey__finished_at=None).order_by("starts_at", "pk")
    return _each(coming, lambda meeting: remind_of_meeting(meeting, at=at))


def notice_quiet(at: datetime) -> int:
    """Notice pairs and people who went quiet, once a spell, and say how many are news."""
    return _quiet_pairs(at) + _quiet_people(at)


def _quiet_pairs(at: datetime) -> int:
    known = QuietSpell.objects.filter(journey=OuterRef("pk"), person=None, days=PAIR_DAYS, since=OuterRef("since"))
    journeys = (
        Journey.objects.under_way(at.date())
        .annotate(since=Coalesce("space__last_active_at", "begun_at"))
        .filter(since__lte=at - timedelta(days=PAIR_DAYS))
        .exclude(Exists(known))
    )
    return _each(journeys, lambda journey: notice_quiet_pair(journey, since=journey.since, at=at))


def _quiet_people(at: datetime) -> int:
    journey = OuterRef("space__journey")
    known = QuietSpell.objects.filter(
        journey=journey, person=OuterRef("person"), days=PERSON_DAYS, since=OuterRef("since")
    )
    members = (
        SpaceMember.objects.current()
        .filter(space__journey__in=Journey.objects.under_way(at.date()))
        .annotate(since=Coalesce("last_active_at", "joined_at"))
        .filter(since__lte=at - timedelta(days=PERSON_DAYS))
        .exclude(Exists(known))
        .select_related("person", "space__journey")
    )
    return _each(
        members,
        lambda member: notice_quiet_person(member.space.journey, member.person, since=member.since, at=at),
    )


def _each(rows: Iterable[_Row], act: Callable[..., bool]) -> int:
    """Act on each row; one that fails is logged by its id and stops no other."""
    done = 0
    for row in rows:
        try:
            done += act(row)
        except Exception as trouble:
            log.error("%s %s failed: %s", type(row).__name__, row.pk, type(trouble).__name__)
    return done
