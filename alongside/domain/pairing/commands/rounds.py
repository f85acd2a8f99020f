"""Asking for a round, running it, and laying it aside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.commands import record
from alongside.domain.pairing import warming
from alongside.domain.pairing.differences import differences
from alongside.domain.pairing.events import RoundFailed, RoundProposed, RoundRequested
from alongside.domain.pairing.models import Match, Round
from alongside.domain.pairing.proposing import Proposal, propose
from alongside.domain.pairing.studying import study
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.work.queries import a_worker_lives
from alongside.kernel.refusal import Refusal
from alongside.matching import TooLargeError
from alongside.matching.engine import FEW_PAIRS

# A program this small is looked at while the organizer waits; a larger one is left to the worker.
SMALL = 300
_GIVEN_UP_AFTER = timedelta(minutes=10)


class RoundUnderWay(Refusal):
    code = "round_under_way"
    text = _("We are looking at everyone right now. It takes a moment.")


class TooFewPeople(Refusal):
    code = "too_few_people"
    text = _("Pairing needs at least one mentor and one person looking for a mentor.")


@transaction.atomic
def request_round(
    program: Program,
    *,
    by: Person | None,
    at: datetime,
    objective: str = Round.Objective.MOST,
    steadiness: str = Round.Steadiness.UNLESS,
) -> Round:
    """Ask for suggestions for everyone; nobody is told anything. Can be asked for at any time.

    ``steadiness`` says how much the suggestions that stand on the board now weigh against better ones.
    Raises RoundUnderWay or TooFewPeople. Records RoundRequested.
    """
    Program.objects.select_for_update().get(pk=program.pk)
    if Round.objects.filter(program=program).under_way().exists():
        raise RoundUnderWay
    here = Enrollment.objects.active().filter(program=program)
    if not here.mentors().exists() or not here.mentees().exists():
        raise TooFewPeople

    asked = Round.objects.create(
        program=program, requested_by=by, requested_at=at, objective=objective, steadiness=steadiness
    )
    record(RoundRequested(asked.pk, program.pk), actor=by.pk if by else None, at=at)
    return asked


def is_small(program: Program) -> bool:
    """Whether a round takes so little that the organizer can wait for it."""
    return Enrollment.objects.active().filter(program=program).count() <= SMALL


def can_be_waited_for(program: Program, *, at: datetime) -> bool:
    """Whether a page may run the round itself: it is small, and nothing has to be compiled first.

    Where no worker lives the page runs it all the same; otherwise nobody would.
    """
    if not is_small(program):
        return False
    here = Enrollment.objects.active().filter(program=program)
    few = here.mentors().count() * here.mentees().count() <= FEW_PAIRS
    return few or warming.is_ready() or not a_worker_lives(at)


def run_round(asked: Round, *, at: datetime) -> bool:
    """Ask the engine and keep its proposals. Safe to repeat: only one runner claims a round.

    Progress is written while it runs, so this is not one transaction; the proposals are kept in one.
    Answers whether there is a board now. When there are too many people to be sure of the answer, the round ends
    with advice instead. Records RoundProposed, or RoundFailed when the engine could not answer.
    """
    abandoned = Q(state=Round.State.RUNNING, claimed_at__lt=at - _GIVEN_UP_AFTER)
    free = Round.objects.filter(Q(state=Round.State.REQUESTED) | abandoned, pk=asked.pk)
    if not free.update(state=Round.State.RUNNING, claimed_at=at, progress=0):
        return False
    try:
        proposal = propose(asked, at=at, progress=lambda per_cent: _note_progress(asked, per_cent))
    except TooLargeError:
        _fail(asked, at, advice=[{"code": "too_many_to_be_sure", "facts": {}}])
        return False
    except Exception:
        _fail(asked, at)
        raise
    _keep(asked, proposal, at)
    if is_small(asked.program):
        study_round(asked, at=at)
    return True


def study_round(shown: Round, *, at: datetime) -> bool:
    """Find out what would help the people without a mentor, and what another objective would bring.

    This takes many runs of the engine, so the board does not wait for it. Repeating it changes nothing.
    """
    asked = Round.objects.select_related("program").on_the_board().filter(pk=shown.pk, studied_at=None).first()
    if asked is None:
        return False
    found = study(asked, at=at)
    kept = Round.objects.filter(pk=asked.pk, studied_at=None)
    return bool(kept.update(advice=list(found.advice), trades=list(found.trades), studied_at=at))


@transaction.atomic
def dismiss_round(shown: Round) -> None:
    """Take a round off the board. Nobody is told anything."""
    Round.objects.on_the_board().filter(pk=shown.pk).update(state=Round.State.DISMISSED)


def _note_progress(asked: Round, per_cent: int) -> None:
    Round.objects.filter(pk=asked.pk).update(progress=per_cent)


@transaction.atomic
def _keep(asked: Round, proposal: Proposal, at: datetime) -> None:
    finished = Round.objects.filter(program=asked.program, finished_at__isnull=False).exclude(pk=asked.pk)
    before = finished.order_by("-requested_at").first()
    _carry_decisions_over(before, proposal.matches)
    Match.objects.filter(round=asked).delete()
    Match.objects.bulk_create(proposal.matches, batch_size=500)
    finished.on_the_board().update(state=Round.State.DISMISSED)
    field, matching = proposal.field, proposal.matching
    Round.objects.filter(pk=asked.pk).update(
        state=Round.State.PROPOSED,
        finished_at=at,
        progress=100,
        mentees=len(field.mentees),
        mentors=len(field.mentors),
        places=sum(field.places[pk] for pk in field.mentors),
        silent=len(field.silent),
        points={name: worth for name, worth in matching.market.points.items() if worth},
        total=matching.total,
        upper_bound=matching.upper_bound,
        unmatched=list(proposal.unmatched),
        fairness=list(proposal.fairness),
        changes=differences(before, proposal),
    )
    record(RoundProposed(asked.pk, asked.program_id), actor=asked.requested_by_id, at=at)


def _carry_decisions_over(before: Round | None, matches: Sequence[Match]) -> None:
    """A pair an organizer left out or unticked last time stays so."""
    if before is None or before.state != Round.State.PROPOSED:
        return
    decided = {
        (mentee, mentor): (state, ticked, person, change)
        for mentee, mentor, state, ticked, person, change in Match.objects.filter(round=before)
        .exclude(change="")
        .values_list("mentee_id", "mentor_id", "state", "ticked", "changed_by_id", "change")
    }
    for match in matches:
        if decision := decided.get((match.mentee_id, match.mentor_id)):
            match.state, match.ticked, match.changed_by_id, match.change = decision


@transaction.atomic
def _fail(asked: Round, at: datetime, *, advice: Sequence[dict[str, object]] = ()) -> None:
    Round.objects.filter(pk=asked.pk).update(state=Round.State.FAILED, finished_at=None, advice=list(advice))
    record(RoundFailed(asked.pk, asked.program_id), actor=None, at=at)
