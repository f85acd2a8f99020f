"""What the worker does for pairing: run the rounds organizers asked for."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import Q

from alongside.domain.mentorships.queries import PAIRING_STATES
from alongside.domain.pairing import warming
from alongside.domain.pairing.commands.introducing import ready_introductions
from alongside.domain.pairing.commands.rounds import run_round, study_round
from alongside.domain.pairing.commands.schedules import run_scheduled_round
from alongside.domain.pairing.commands.silence import ask_silent_mentor
from alongside.domain.pairing.models import Round, RoundSchedule
from alongside.domain.pairing.silence import ASKED_AFTER, silent_mentors
from alongside.domain.programs.models import Program

log = logging.getLogger(__name__)
_ABANDONED_AFTER = timedelta(minutes=10)


def get_engine_ready(at: datetime) -> int:
    """Compile the engine's kernels when this machine has not done so yet, before the first round needs them."""
    return int(warming.begin_getting_ready())


def run_requested_rounds(at: datetime) -> int:
    """Run every round that waits, and those whose worker died on the way.

    While the engine is being compiled they wait: to run one now would compile the same a second time beside it.
    """
    if warming.is_under_way():
        return 0
    abandoned = Q(state=Round.State.RUNNING, claimed_at__lt=at - _ABANDONED_AFTER)
    waiting = Round.objects.filter(Q(state=Round.State.REQUESTED) | abandoned)
    done = 0
    for asked in waiting.select_related("program").order_by("requested_at"):
        try:
            done += run_round(asked, at=at)
        except Exception as trouble:
            log.error("%s could not be run: %s", asked, type(trouble).__name__)
    return done


def ask_silent_mentors(at: datetime) -> int:
    """Ask mentors whom somebody waits for, a week before they rest from suggestions; say how many were."""
    asked = 0
    for program in Program.objects.filter(state__in=PAIRING_STATES):
        for mentor in silent_mentors(program, at, ASKED_AFTER):
            asked += ask_silent_mentor(mentor, at=at)
    return asked


def study_rounds(at: datetime) -> int:
    """Find out what would help, for boards that were too large to wait for it; one at a time."""
    for shown in Round.objects.on_the_board().filter(studied_at=None).order_by("requested_at")[:1]:
        return int(study_round(shown, at=at))
    return 0


def ready_introduced_rounds(at: datetime) -> int:
    """Hold the places of pairs that organizers introduced; what another worker left half way is gone on with."""
    done = 0
    for shown in Round.objects.filter(state=Round.State.INTRODUCING).order_by("introduced_at"):
        try:
            while ready_introductions(shown, at=at):
                done += 1
        except Exception as trouble:
            log.error("%s could not be made ready: %s", shown, type(trouble).__name__)
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
