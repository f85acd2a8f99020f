"""Rounds that run by themselves, and introduce only what is good enough."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.pairing.commands.introducing import introduce_round
from alongside.domain.pairing.commands.rounds import RoundUnderWay, TooFewPeople, request_round, run_round
from alongside.domain.pairing.events import RoundHeldBack, RoundIntroducedItself
from alongside.domain.pairing.models import Match, Round, RoundSchedule
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.kernel.refusal import Refusal

EVERY = (1, 2, 4)  # weeks


class OddSchedule(Refusal):
    code = "odd_schedule"
    text = _("Choose one of the answers shown.")


@transaction.atomic
def schedule_rounds(
    program: Program,
    *,
    by: Person,
    every_weeks: int,
    next_at: datetime,
    least_band: str,
    least_share: int,
    words: str,
    least_score: float = 0.0,
) -> RoundSchedule:
    """Let rounds run by themselves from ``next_at`` on. Raises OddSchedule."""
    if every_weeks not in EVERY or not 0 <= least_share <= 100 or not 0 <= least_score <= 1:
        raise OddSchedule
    schedule, _is_new = RoundSchedule.objects.update_or_create(
        program=program,
        defaults={
            "every_weeks": every_weeks,
            "next_at": next_at,
            "least_band": least_band,
            "least_score": least_score,
            "least_share": least_share,
            "words": words,
            "made_by": by,
        },
    )
    return schedule


@transaction.atomic
def stop_schedule(program: Program) -> None:
    """No round runs by itself any more."""
    RoundSchedule.objects.filter(program=program).delete()


def run_scheduled_round(schedule: RoundSchedule, *, at: datetime) -> bool:
    """Run one due round, and introduce its pairs when enough people get a good enough mentor.

    Like any introduction it can be taken back for ten minutes. Safe to repeat: the next moment is set first, by
    whoever comes first. Records RoundIntroducedItself or RoundHeldBack.
    """
    later = max(schedule.next_at, at) + timedelta(weeks=schedule.every_weeks)
    due = RoundSchedule.objects.filter(pk=schedule.pk, next_at=schedule.next_at)
    if not due.update(next_at=later):
        return False
    try:
        asked = request_round(schedule.program, by=schedule.made_by, at=at)
    except (RoundUnderWay, TooFewPeople):
        return False  # somebody works on the board right now, or there is nobody to pair
    if not run_round(asked, at=at):
        return False  # too many people to be sure; whoever asked is told
    return _introduce_if_good_enough(schedule, asked, at)


@transaction.atomic
def _introduce_if_good_enough(schedule: RoundSchedule, asked: Round, at: datetime) -> bool:
    shown = Round.objects.select_for_update(of=("self",)).select_related("program").get(pk=asked.pk)
    bands = [Match.Band.STRONG] if schedule.least_band == RoundSchedule.Least.STRONG else list(_WORTHY)
    good = Q(band__in=bands, score__gte=schedule.least_score) | Q(pinned=True)
    rows = Match.objects.filter(round=shown).standing()
    rows.exclude(good).update(ticked=False)
    pairs = rows.filter(good, ticked=True).count()
    if not pairs or pairs * 100 < schedule.least_share * shown.mentees:
        record(RoundHeldBack(shown.pk, shown.program_id), actor=None, at=at)
        return False
    introduce_round(shown, words=schedule.words, by=schedule.made_by, at=at)
    record(RoundIntroducedItself(shown.pk, shown.program_id, pairs), actor=None, at=at)
    return True


_WORTHY = (Match.Band.STRONG, Match.Band.GOOD)
