"""Introducing the ticked pairs of a round, with time to take it back before anyone hears of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.commands import record
from alongside.domain.mentorships.commands.introductions import Plan, plan_introductions, take_back_introductions
from alongside.domain.mentorships.models import Introduction
from alongside.domain.pairing.commands.matches import BoardClosed
from alongside.domain.pairing.events import IntroductionsUndone, MenteePutFirst, RoundIntroduced
from alongside.domain.pairing.models import Match, Round
from alongside.domain.people.models import Person
from alongside.kernel.refusal import Refusal

UNDO_FOR = timedelta(minutes=10)
_TOLD_TO_PAIRS = ("mentee", "mentor", "both")


class NothingTicked(Refusal):
    code = "nothing_ticked"
    text = _("Tick at least one pair to introduce.")


class TooLateToUndo(Refusal):
    code = "too_late_to_undo"
    text = _("People have been told by now, so this cannot be taken back.")


@transaction.atomic
def introduce_round(shown: Round, *, words: str, by: Person, at: datetime, begins_at: datetime | None = None) -> Round:
    """Introduce every ticked pair. Nobody hears anything before ``begins_at``, ten minutes from now at the soonest.

    A pair that is not possible any more is skipped and shown. Raises BoardClosed or NothingTicked.
    Records RoundIntroduced.
    """
    held = Round.objects.select_for_update(of=("self",)).select_related("program").get(pk=shown.pk)
    if held.state != Round.State.PROPOSED:
        raise BoardClosed
    matches = list(Match.objects.filter(round=held).ticked().order_by("-score", "pk"))
    if not matches:
        raise NothingTicked

    begins_at = max(begins_at or at, at + UNDO_FOR)
    plans = [Plan(each.pk, each.mentee_id, each.mentor_id, _reasons_for_the_pair(each)) for each in matches]
    planned = plan_introductions(held.program, plans, by=by, words=words, begins_at=begins_at, at=at)
    # An introduction has the key of its match, so that one statement ties thousands of them together.
    Match.objects.filter(round=held).ticked().update(introduction=F("pk"), state=Match.State.INTRODUCED)
    held.state = Round.State.INTRODUCED
    held.introduced_at, held.introduced_by, held.begins_at, held.intro_words = at, by, begins_at, words
    held.save()
    pairs = sum(not each.skipped for each in planned)
    record(RoundIntroduced(held.pk, held.program_id, pairs), actor=by.pk, at=at)
    return held


@transaction.atomic
def undo_introductions(shown: Round, *, by: Person, at: datetime) -> Round:
    """Take everything back while nobody has heard of it; the board opens again as it was.

    Raises TooLateToUndo. Records IntroductionsUndone.
    """
    held = Round.objects.select_for_update(of=("self",)).get(pk=shown.pk)
    if not held.can_be_undone(at):
        raise TooLateToUndo
    take_back_introductions(Introduction.objects.filter(match__round=held), at=at)
    Match.objects.filter(round=held, state=Match.State.INTRODUCED).update(state=Match.State.PROPOSED)
    held.state = Round.State.PROPOSED
    held.introduced_at, held.begins_at = None, None
    held.save()
    record(IntroductionsUndone(held.pk, held.program_id), actor=by.pk, at=at)
    return held


@transaction.atomic
def put_mentees_first(shown: Round, *, by: Person, at: datetime) -> int:
    """Tell everybody without a mentor that they are first in line; each is told once. Records MenteePutFirst."""
    keys = [row["enrollment"] for row in shown.unmatched]
    waiting = Enrollment.objects.select_for_update(of=("self",)).active().filter(pk__in=keys, waiting_since=None)
    told = 0
    for mentee in waiting.order_by("pk"):
        mentee.waiting_since = mentee.enrolled_at or at
        mentee.save(update_fields=["waiting_since"])
        record(MenteePutFirst(mentee.pk), actor=by.pk, at=at)
        told += 1
    return told


def _reasons_for_the_pair(match: Match) -> dict[str, list[dict[str, object]]]:
    """What to check is between the engine and the organizer; the pair reads what speaks for it."""
    return {side: match.reasons.get(side, []) for side in _TOLD_TO_PAIRS}
