"""The worker's way in: open what is due, remind once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from alongside.domain.journeys.commands.meetings import remind_of_meeting
from alongside.domain.journeys.commands.openings import open_due_step, remind_of_step
from alongside.domain.journeys.models import Journey, Meeting, StepOpening, Walker
from alongside.kernel.timezones import FURTHEST_AHEAD

log = logging.getLogger(__name__)
_Row = TypeVar("_Row", Walker, StepOpening, Meeting)


def open_due_steps(at: datetime) -> int:
    """Open the next step for everybody whose morning has come, and say how many were opened."""
    latest = (at + FURTHEST_AHEAD).date()
    walkers = Walker.objects.filter(
        next_step_on__lte=latest, left_at=None, journey__in=Journey.objects.under_way(latest)
    )
    return _each(walkers.order_by("next_step_on", "pk"), lambda walker: open_due_step(walker, at=at))


def remind_of_steps(at: datetime) -> int:
    """Remind everybody whose morning of reminders has come and who has not answered, and say how many were."""
    openings = StepOpening.objects.filter(remind_on__lte=(at + FURTHEST_AHEAD).date())
    return _each(openings.order_by("remind_on", "pk"), lambda opening: remind_of_step(opening, at=at))


def remind_of_meetings(at: datetime) -> int:
    """Remind of every meeting that begins within a day, and say of how many."""
    coming = Meeting.objects.to_remind_of(at).filter(journey__finished_at=None).order_by("starts_at", "pk")
    return _each(coming, lambda meeting: remind_of_meeting(meeting, at=at))


def _each(rows: Iterable[_Row], act: Callable[..., bool]) -> int:
    """Act on each row; one that fails is logged by its id and stops no other."""
    done = 0
    for row in rows:
        try:
            done += act(row)
        except Exception as trouble:
            log.error("%s %s failed: %s", type(row).__name__, row.pk, type(trouble).__name__)
    return done
