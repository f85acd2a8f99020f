"""What an organizer does with proposals: tick, leave out, swap, pin, forbid. Nobody is told anything."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.commands import record
from alongside.domain.mentorships.queries import places_left
from alongside.domain.pairing.events import MatchChanged
from alongside.domain.pairing.models import Match, NeverPair, Round
from alongside.domain.pairing.queries.choosing import Exchange, exchange_for, offer_of
from alongside.domain.pairing.weighing import Weighed
from alongside.domain.people.models import Person
from alongside.kernel.refusal import Refusal


class BoardClosed(Refusal):
    code = "board_closed"
    text = _("These suggestions are not open any more. Look at the newest ones.")


class ChangedMeanwhile(Refusal):
    """Another organizer was faster; nothing of theirs is overwritten."""

    code = "changed_meanwhile"
    text = _("%(name)s changed this pair a moment ago. Look at it again before you change it.")


class SwapImpossible(Refusal):
    code = "swap_impossible"
    text = _("This mentor is not possible here any more. Choose another one.")


class HasMentorByNow(Refusal):
    code = "has_mentor_by_now"
    text = _("%(name)s has a suggested mentor by now. Look at the newest list.")


class NotPossible(Refusal):
    """A rule keeps the two apart; which one is said on the page where the organizer chooses, and never of a block."""

    code = "not_possible"
    text = _("These two cannot be paired. Choose another mentor.")


class NoRoom(Refusal):
    code = "no_room"
    text = _("This mentor has no places left on the board. Take somebody else out first.")


@transaction.atomic
def tick_match(match: Match, *, ticked: bool, by: Person, at: datetime, edition: int | None = None) -> Match:
    """Put a pair among those to introduce, or take it out. Raises BoardClosed, ChangedMeanwhile or NoRoom."""
    match = _hold(match, by, edition)
    if ticked and match.state == Match.State.LEFT_OUT:
        _refuse_without_room(match)
        match.state = Match.State.PROPOSED
    if match.ticked != ticked:
        match.ticked = ticked
        _change(match, "ticked" if ticked else "unticked", by, at)
    return match


@transaction.atomic
def tick_band(shown: Round, band: str, *, ticked: bool, by: Person, at: datetime) -> int:
    """Tick or untick every pair of a band that nobody left out. Raises BoardClosed."""
    _hold_board(shown)
    rows = Match.objects.filter(round=shown, band=band).standing().exclude(ticked=ticked)
    return rows.update(
        ticked=ticked,
        edition=F("edition") + 1,
        changed_by=by,
        changed_at=at,
        change="ticked" if ticked else "unticked",
    )


@transaction.atomic
def save_ticks(
    shown: Round, seen: Mapping[UUID, int], ticked: Collection[UUID], *, by: Person, at: datetime
) -> list[Match]:
    """Keep the ticks of the rows somebody saw, and answer those another organizer changed meanwhile.

    ``seen`` maps each row on the page to the edition it showed. Raises BoardClosed.
    """
    _hold_board(shown)
    rows = Match.objects.filter(round=shown, pk__in=seen).standing().select_related("changed_by", "mentee__person")
    changed_meanwhile = []
    for match in rows.order_by("pk"):
        wanted = match.pk in ticked
        if match.ticked == wanted:
            continue
        if match.edition != seen[match.pk] and match.changed_by_id != by.pk:
            changed_meanwhile.append(match)
            continue
        match.ticked = wanted
        _change(match, "ticked" if wanted else "unticked", by, at)
    return changed_meanwhile


@transaction.atomic
def leave_out(match: Match, *, by: Person, at: datetime, edition: int | None = None) -> Match:
    """Take a pair off this round; both may be suggested again next time. Raises BoardClosed or ChangedMeanwhile."""
    match = _hold(match, by, edition)
    match.state, match.ticked, match.pinned = Match.State.LEFT_OUT, False, False
    _change(match, "left_out", by, at)
    return match


@transaction.atomic
def put_back(match: Match, *, by: Person, at: datetime) -> Match:
    """Take a pair in again after it was left out. Raises BoardClosed or NoRoom."""
    match = _hold(match, by, None)
    if match.state == Match.State.LEFT_OUT:
        _refuse_without_room(match)
        match.state, match.ticked = Match.State.PROPOSED, True
        _change(match, "put_back", by, at)
    return match


@transaction.atomic
def pin_match(match: Match, *, pinned: bool, by: Person, at: datetime, edition: int | None = None) -> Match:
    """Keep these two together in every further round, or let the engine decide again.

    Raises BoardClosed or ChangedMeanwhile.
    """
    match = _hold(match, by, edition)
    if match.pinned != pinned:
        match.pinned = pinned
        if pinned:
            match.state, match.ticked = Match.State.PROPOSED, True
        _change(match, "pinned" if pinned else "unpinned", by, at)
    return match


@transaction.atomic
def forbid_match(match: Match, *, by: Person, at: datetime, edition: int | None = None) -> Match:
    """Never suggest these two again in this program; neither of them learns of it.

    Raises BoardClosed or ChangedMeanwhile.
    """
    match = leave_out(match, by=by, at=at, edition=edition)
    NeverPair.objects.get_or_create(
        program_id=match.round.program_id,
        one_id=match.mentee.person_id,
        other_id=match.mentor.person_id,
        defaults={"made_by": by, "made_at": at},
    )
    match.change = "forbidden"
    match.save(update_fields=["change"])
    return match


@transaction.atomic
def allow_again(never: NeverPair) -> None:
    """Take two people off the never-pair list."""
    NeverPair.objects.filter(pk=never.pk).delete()


@transaction.atomic
def swap_mentor(match: Match, mentor: Enrollment, *, by: Person, at: datetime, edition: int | None = None) -> Exchange:
    """Give the mentee of ``match`` another mentor.

    When the new mentor has no room, the one mentee of theirs for whom it costs least gets the freed mentor.
    Raises BoardClosed, ChangedMeanwhile or SwapImpossible.
    """
    match = _hold(match, by, edition)
    exchange = exchange_for(match, mentor, at=at)
    if exchange is None:
        raise SwapImpossible
    if exchange.other is not None:
        # The other row gives its mentor up first; the pair of a row is unique within a round.
        _give(exchange.other, exchange.other_fit, "swapped", by, at)
    _give(match, exchange.fit, Match.CHOSEN, by, at)
    return exchange


@transaction.atomic
def give_mentor(shown: Round, mentee: Enrollment, mentor: Enrollment, *, by: Person, at: datetime) -> Match:
    """Give somebody without a mentor one by hand; the hard rules still hold.

    Raises BoardClosed, HasMentorByNow, NotPossible or NoRoom. Records MatchChanged.
    """
    held = _hold_board(shown)
    waiting = [row for row in held.unmatched if row["enrollment"] == str(mentee.pk)]
    if not waiting or Match.objects.filter(round=held, mentee=mentee).exists():
        raise HasMentorByNow(name=mentee.person.first_name)
    offer = offer_of(held, mentee, mentor, at=at)
    if offer.fit is None:
        raise NotPossible
    if not offer.free:
        raise NoRoom
    given = Match(
        round=held,
        mentee=mentee,
        mentor=mentor,
        score=offer.fit.score,
        band=offer.fit.fit.band,
        reasons=offer.fit.fit.reasons,
        ticked=True,
    )
    held.unmatched = [row for row in held.unmatched if row["enrollment"] != str(mentee.pk)]
    held.save(update_fields=["unmatched"])
    _change(given, Match.CHOSEN, by, at)
    return given


def _give(match: Match, weighed: Weighed | None, change: str, by: Person, at: datetime) -> None:
    if weighed is None:
        raise SwapImpossible
    match.mentor_id = weighed.mentor
    match.score, match.band, match.reasons = weighed.score, weighed.fit.band, weighed.fit.reasons
    match.state, match.ticked, match.pinned = Match.State.PROPOSED, True, False
    _change(match, change, by, at)


def _change(match: Match, change: str, by: Person, at: datetime) -> None:
    match.edition += 1
    match.change, match.changed_by, match.changed_at = change, by, at
    match.save()
    record(MatchChanged(match.pk, change), actor=by.pk, at=at)


def _hold_board(shown: Round) -> Round:
    """Lock the round, so that two organizers act one after the other."""
    held = Round.objects.select_for_update(of=("self",)).select_related("program").filter(pk=shown.pk).first()
    if held is None:
        raise BoardClosed
    if held.state != Round.State.PROPOSED:
        raise BoardClosed
    return held


def _hold(match: Match, by: Person, edition: int | None) -> Match:
    held_round = _hold_board(match.round)
    people = ("mentee__person", "mentor__person", "changed_by")
    held = Match.objects.select_related(*people).filter(pk=match.pk).first()
    if held is None:
        raise BoardClosed
    held.round = held_round
    if edition is not None and held.edition != edition and held.changed_by_id not in (None, by.pk):
        raise ChangedMeanwhile(name=held.changed_by.first_name if held.changed_by else "")
    return held


def _refuse_without_room(match: Match) -> None:
    standing = Match.objects.filter(round=match.round, mentor=match.mentor).standing().exclude(pk=match.pk)
    if standing.count() >= places_left(match.mentor):
        raise NoRoom
