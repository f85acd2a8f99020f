"""What the worker does for pairing: run the rounds organizers asked for."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import Q

from alongside.domain.pairing.commands.rounds import run_round
from alongside.domain.pairing.commands.schedules import run_scheduled_round
from alongside.domain.pairing.models import Round, RoundSchedule

log = logging.getLogger(__name__)
_ABANDONED_AFTER = timedelta(minutes=10)


def run_requested_rounds(at: datetime) -> int:
    """Run every round that waits, and those whose worker died on the way."""
    abandoned = Q(state=Round.State.RUNNING, claimed_at__lt=at - _ABANDONED_AFTER)
    waiting = Round.objects.filter(Q(state=Round.State.REQUESTED) | abandoned)
    done = 0
    for asked in waiting.select_related("program").order_by("requested_at"):
        try:
            done += run_round(asked, at=at)
        except Exception as trouble:
            log.error("%s could not be run: %s", asked, type(trouble).__name__)
    return done


def run_due_schedules(at: datetime) -> int:
    """Run the rounds that run by themselves; one that does not work never stops the rest."""
    done = 0
    for schedule in RoundSchedule.objects.filter(next_at__lte=at).select_related("program", "made_by"):
        try:
            done += run_scheduled_round(schedule, at=at)
        except Exception as trouble:
            log.error("%s could not be run: %s", schedule, type(trouble).__name__)
    return done
