"""Introducing the ticked pairs of a round, with time to take it back before anyone hears of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.commands import record
from alongside.domain.mentorships.commands.introductions import (
    Plan,
    plan_introductions,
    set_moment,
    take_back_introductions,
)
from alongside.domain.mentorships.models import Introduction
from alongside.domain.pairing.commands.matches import BoardClosed
from alongside.domain.pairing.events import IntroductionsUndone, MenteePutFirst, RoundIntroduced
from alongside.domain.pairing.models import Match, Round
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.kernel.refusal import Refusal

UNDO_FOR = timedelta(minutes=10)
# So many pairs are ready while the organizer waits; more are left to the worker.
FEW_PAIRS = 100
_AT_ONCE = 250
_TOLD_TO_PAIRS = ("mentee", "mentor", "both")


class AlreadyIntroduced(Refusal):
    """Another organizer was faster, or somebody pressed twice."""

    code = "already_introduced"
    text = _("%(name)s introduced these pairs a moment ago. Nothing was done twice.")


class AlreadyUndone(Refusal):
    code = "already_undone"
    text = _("This was taken back already. Nobody was told anything.")


class NothingTicked(Refusal):
    code = "nothing_ticked"
    text = _("Tick at least one pair to introduce.")


class TooLateToUndo(Refusal):
    code = "too_late_to_undo"
    text = _("People have been told by now, so this cannot be taken back.")


@transaction.atomic
def introduce_round(shown: Round, *, words: str, by: Person, at: datetime, begins_at: datetime | None = None) -> Round:
    """Introduce every ticked pair. Few are ready when this answers; many are made ready by the worker, piece by piece.

    Nobody hears anything before ``begins_at``, ten minutes after the last pair is ready at the soonest.
    Raises BoardClosed, AlreadyIntroduced or NothingTicked. Records RoundIntroduced.
    """
    held = Round.objects.select_for_update(of=("self",)).select_related("program", "introduced_by").get(pk=shown.pk)
    if held.state in (Round.State.INTRODUCING, Round.State.INTRODUCED):
        raise AlreadyIntroduced(name=held.introduced_by.first_name if held.introduced_by else "")
    if held.state != Round.State.PROPOSED:
        raise BoardClosed
    pairs = Match.objects.filter(round=held).ticked().count()
    if not pairs:
        raise NothingTicked

    held.state, held.progress = Round.State.INTRODUCING, 0
    held.introduced_at, held.introduced_by, held.begins_at, held.intro_words = at, by, begins_at, words
    held.save()
    record(RoundIntroduced(held.pk, held.program_id, pairs), actor=by.pk, at=at)
    if pairs <= FEW_PAIRS:
        ready_introductions(held, at=at)
        held.refresh_from_db()
    return held


@transaction.atomic
def ready_introductions(shown: Round, *, at: datetime) -> bool:
    """Hold the places of the next pairs of a round that is being introduced, and say whether more are to come.

    Each piece is kept whole or not at all, so that whoever takes over from a worker that died goes on where it
    stopped. A pair that is not possible any more is skipped and shown. No introduction has a moment before the last
    one is ready; then all of them get it together.
    """
    held = Round.objects.select_for_update(of=("self",)).select_related("program", "introduced_by").get(pk=shown.pk)
    if held.state != Round.State.INTRODUCING:
        return False
    waiting = Match.objects.filter(round=held, introduction=None).ticked().order_by("-score", "pk")
    matches = list(waiting[:_AT_ONCE])
    plans = [Plan(each.pk, each.mentee_id, each.mentor_id, _reasons_for_the_pair(each)) for each in matches]
    words = held.intro_words
    plan_introductions(held.program, plans, by=held.introduced_by, words=words, begins_at=None, at=at)
    # An introduction has the key of its match, so that one statement ties all of them together.
    done = Match.objects.filter(pk__in=[each.pk for each in matches])
    done.update(introduction=F("pk"), state=Match.State.INTRODUCED)
    left = waiting.count()
    if left:
        ready = Match.objects.filter(round=held, state=Match.State.INTRODUCED).count()
        held.progress = 100 * ready // (ready + left)
        held.save(update_fields=["progress"])
        return True
    held.state, held.progress = Round.State.INTRODUCED, 100
    held.begins_at = max(held.begins_at or at, at + UNDO_FOR)
    held.save(update_fields=["state", "progress", "begins_at"])
    set_moment(Introduction.objects.filter(match__round=held), held.begins_at)
    return False


@transaction.atomic
def undo_introductions(shown: Round, *, by: Person, at: datetime) -> Round:
    """Take everything back while nobody has heard of it; the board opens again as it was.

    When a newer board stands by now, the people are free again and the newer board stays.
    Raises TooLateToUndo or AlreadyUndone. Records IntroductionsUndone.
    """
    program = Program.objects.select_for_update().get(pk=shown.program_id)
    held = Round.objects.select_for_update(of=("self",)).get(pk=shown.pk)
    if held.introduced_at is None:
        raise AlreadyUndone
    if not held.can_be_undone(at):
        raise TooLateToUndo
    take_back_introductions(Introduction.objects.filter(match__round=held), at=at)
    Match.objects.filter(round=held, state=Match.State.INTRODUCED).update(state=Match.State.PROPOSED)
    newer = Round.objects.filter(program=program, requested_at__gt=held.requested_at)
    is_newest = not newer.exclude(state__in=[Round.State.DISMISSED, Round.State.FAILED]).exists()
    held.state = Round.State.PROPOSED if is_newest else Round.State.DISMISSED
    held.introduced_at, held.begins_at, held.progress = None, None, 100
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
