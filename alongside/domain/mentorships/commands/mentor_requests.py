"""Asking somebody to be a pair, and everything that may be answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.commands import record
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.commands.places import (
    MenteeUnavailable,
    MentorUnavailable,
    hold_both,
    is_here,
    refuse_unless_possible,
)
from alongside.domain.mentorships.events import (
    MentorRequestAccepted,
    MentorRequestApproved,
    MentorRequestDeclined,
    MentorRequestDue,
    MentorRequested,
    MentorRequestExpired,
    MentorRequestTurnedDown,
    MentorRequestWithdrawn,
)
from alongside.domain.mentorships.models import MentorRequest, Mentorship
from alongside.domain.mentorships.queries import places_left
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.kernel.refusal import Refusal

MOST_REQUESTS = 5


class AlreadyAsked(Refusal):
    code = "already_asked"
    text = _("This person has already been asked. An answer can take some days.")


class TooManyRequests(Refusal):
    code = "too_many_requests"
    text = _("Five requests are waiting already. Take one back to ask somebody else.")


class OrganizerPairs(Refusal):
    code = "organizer_pairs"
    text = _("In this program the organizer introduces people.")


class RequestAnswered(Refusal):
    """The request was answered, taken back or ran out while the page was open."""

    code = "request_answered"
    text = _("This request is not open any more.")


@transaction.atomic
def request_mentor(
    mentee: Enrollment,
    mentor: Enrollment,
    *,
    message: str,
    at: datetime,
    asked_by: Person | None = None,
    in_line: bool = False,
) -> MentorRequest:
    """Ask ``mentor`` to take ``mentee`` on, or the other way round when the mentor is ``asked_by``.

    With ``in_line`` the mentor is asked only when the mentee's earlier choices came to nothing.
    Raises AlreadyAsked, TooManyRequests, OrganizerPairs, AlreadyPaired, NoPlacesLeft or what is said for
    somebody unavailable. Records MentorRequested when somebody is asked now.
    """
    mentee, mentor = hold_both(mentee.pk, mentor.pk)
    by_mentor = asked_by is not None and asked_by.pk == mentor.person_id
    asker = mentor if by_mentor else mentee
    _refuse_if_already_asked(mentee, mentor)
    _refuse_if_too_many(asker, by_mentor=by_mentor)
    refuse_unless_possible(mentee, mentor, as_mentor=by_mentor)

    others = MentorRequest.objects.filter(mentee=mentee).alive()
    in_line = in_line and not by_mentor and others.exists()
    mentor_request = MentorRequest.objects.create(
        mentee=mentee,
        mentor=mentor,
        asked_by=asker.person,
        message=message,
        rank=(others.aggregate(last=Max("rank"))["last"] or 0) + 1,
        state=MentorRequest.State.NEXT if in_line else MentorRequest.State.OPEN,
        requested_at=at,
    )
    if not in_line:
        _announce(mentor_request, at)
    return mentor_request


@transaction.atomic
def withdraw_mentor_request(mentor_request: MentorRequest, *, at: datetime) -> None:
    """Take a request back; the next choice gets its turn. Raises RequestAnswered. Records MentorRequestWithdrawn."""
    mentor_request = _hold(mentor_request, *MentorRequest.ALIVE)
    was_next = mentor_request.state == MentorRequest.State.NEXT

    _answer(mentor_request, MentorRequest.State.WITHDRAWN, at)
    if not was_next:
        asked = mentor_request.asked.person_id
        record(MentorRequestWithdrawn(mentor_request.pk, asked), actor=mentor_request.asked_by_id, at=at)
        _ask_next_choice(mentor_request.mentee, at)


@transaction.atomic
def accept_mentor_request(mentor_request: MentorRequest, *, at: datetime) -> Mentorship | None:
    """Say yes. The pair begins at once, or when the organizer approves where the program wants that.

    Raises RequestAnswered, NoPlacesLeft, AlreadyPaired or what is said for somebody unavailable.
    Records MentorRequestAccepted.
    """
    mentor_request = _hold(mentor_request, MentorRequest.State.OPEN)
    mentee, mentor = mentor_request.mentee, mentor_request.mentor
    refuse_unless_possible(mentee, mentor, as_mentor=mentor_request.asked.is_mentor)

    waits = mentor.program.pairing == Program.Pairing.APPROVED
    _answer(mentor_request, MentorRequest.State.APPROVAL if waits else MentorRequest.State.ACCEPTED, at)
    asked, asker = mentor_request.asked.person_id, mentor_request.asker.person_id
    record(MentorRequestAccepted(mentor_request.pk, asker), actor=asked, at=at)
    return None if waits else begin_mentorship(mentor.program, [mentee, mentor], at=at)


@transaction.atomic
def decline_mentor_request(mentor_request: MentorRequest, *, kind_line: str, at: datetime) -> None:
    """Say "not now" with a kind line; the mentee's next choice gets its turn.

    Raises RequestAnswered. Records MentorRequestDeclined.
    """
    mentor_request = _hold(mentor_request, MentorRequest.State.OPEN)

    mentor_request.kind_line = kind_line
    _answer(mentor_request, MentorRequest.State.DECLINED, at)
    asked, asker = mentor_request.asked.person_id, mentor_request.asker.person_id
    record(MentorRequestDeclined(mentor_request.pk, asker), actor=asked, at=at)
    _ask_next_choice(mentor_request.mentee, at)


@transaction.atomic
def approve_mentor_request(mentor_request: MentorRequest, *, by: Person, at: datetime) -> Mentorship:
    """An organizer lets a pair that found each other begin.

    Raises RequestAnswered or MentorUnavailable. Records MentorRequestApproved.
    """
    mentor_request = _hold(mentor_request, MentorRequest.State.APPROVAL)
    mentee, mentor = mentor_request.mentee, mentor_request.mentor
    mentor_request.decided_by = by
    _answer(mentor_request, MentorRequest.State.ACCEPTED, at)
    refuse_unless_possible(mentee, mentor)

    record(MentorRequestApproved(mentor_request.pk), actor=by.pk, at=at)
    return begin_mentorship(mentor.program, [mentee, mentor], at=at)


@transaction.atomic
def turn_down_mentor_request(mentor_request: MentorRequest, *, by: Person, at: datetime) -> None:
    """An organizer does not let this pair begin; both keep looking.

    Raises RequestAnswered. Records MentorRequestTurnedDown.
    """
    mentor_request = _hold(mentor_request, MentorRequest.State.APPROVAL)

    mentor_request.decided_by = by
    _answer(mentor_request, MentorRequest.State.DECLINED, at)
    record(MentorRequestTurnedDown(mentor_request.pk), actor=by.pk, at=at)
    _ask_next_choice(mentor_request.mentee, at)


@transaction.atomic
def remind_of_mentor_request(mentor_request: MentorRequest, *, at: datetime) -> None:
    """Remind the one who was asked, once. Records MentorRequestDue."""
    rows = MentorRequest.objects.open().filter(pk=mentor_request.pk, reminded_at=None)
    if rows.update(reminded_at=at):
        asked = mentor_request.asked.person_id
        record(MentorRequestDue(mentor_request.pk, asked), actor=None, at=at)


@transaction.atomic
def expire_mentor_request(mentor_request: MentorRequest, *, at: datetime) -> None:
    """Let a request run out, and ask the next choice. Raises RequestAnswered. Records MentorRequestExpired."""
    mentor_request = _hold(mentor_request, MentorRequest.State.OPEN)

    _answer(mentor_request, MentorRequest.State.EXPIRED, at)
    record(MentorRequestExpired(mentor_request.pk, mentor_request.asker.person_id), actor=None, at=at)
    _ask_next_choice(mentor_request.mentee, at)


@transaction.atomic
def drop_requests_between(one: Person, other: Person, *, at: datetime) -> None:
    """After a block no request stands between two people; the next choices get their turn."""
    between = Q(mentee__person=one, mentor__person=other) | Q(mentee__person=other, mentor__person=one)
    _drop(MentorRequest.objects.alive().filter(between), at)


@transaction.atomic
def drop_requests_of(enrollment: UUID, *, at: datetime) -> None:
    """Whoever left the program is asked for nothing, and asks for nothing; the next choices get their turn."""
    _drop(MentorRequest.objects.alive().filter(Q(mentee=enrollment) | Q(mentor=enrollment)), at)


def _drop(mentor_requests: Iterable[MentorRequest], at: datetime) -> None:
    for mentor_request in mentor_requests:
        held = _hold(mentor_request, *MentorRequest.ALIVE)
        _answer(held, MentorRequest.State.EXPIRED, at)
        if is_here(held.mentee):
            _ask_next_choice(held.mentee, at)


def _hold(mentor_request: MentorRequest, *states: str) -> MentorRequest:
    """Lock both people, then the request, and refuse when it is in none of ``states``."""
    mentee, mentor = hold_both(mentor_request.mentee_id, mentor_request.mentor_id)
    held = MentorRequest.objects.select_for_update().get(pk=mentor_request.pk)
    if held.state not in states:
        raise RequestAnswered
    held.mentee, held.mentor = mentee, mentor
    return held


def _answer(mentor_request: MentorRequest, state: str, at: datetime) -> None:
    mentor_request.state = state
    mentor_request.answered_at = at
    mentor_request.save(update_fields=["state", "answered_at", "kind_line", "decided_by"])


def _announce(mentor_request: MentorRequest, at: datetime) -> None:
    asked = mentor_request.asked.person_id
    record(MentorRequested(mentor_request.pk, asked), actor=mentor_request.asked_by_id, at=at)


def _ask_next_choice(mentee: Enrollment, at: datetime) -> None:
    """The held mentee's best next choice who still has room is asked now, unless somebody else still considers."""
    waiting = MentorRequest.objects.filter(mentee=mentee).alive()
    if waiting.exclude(state=MentorRequest.State.NEXT).exists():
        return
    for choice in waiting.select_related("mentor__person", "mentee").order_by("rank"):
        is_free = is_here(choice.mentor) and places_left(choice.mentor)
        choice.state = MentorRequest.State.OPEN if is_free else MentorRequest.State.EXPIRED
        choice.requested_at = at
        choice.save(update_fields=["state", "requested_at"])
        if is_free:
            _announce(choice, at)
            return


def _refuse_if_already_asked(mentee: Enrollment, mentor: Enrollment) -> None:
    if not mentee.program.members_choose:
        raise OrganizerPairs
    if MentorRequest.objects.filter(mentee=mentee, mentor=mentor).alive().exists():
        raise AlreadyAsked


def _refuse_if_too_many(asker: Enrollment, *, by_mentor: bool) -> None:
    mine: dict[str, UUID] = {"mentor" if by_mentor else "mentee": asker.pk}
    if MentorRequest.objects.filter(asked_by=asker.person_id, **mine).alive().count() >= MOST_REQUESTS:
        raise TooManyRequests


__all__ = [
    "AlreadyAsked",
    "MenteeUnavailable",
    "MentorUnavailable",
    "OrganizerPairs",
    "RequestAnswered",
    "TooManyRequests",
    "accept_mentor_request",
    "approve_mentor_request",
    "decline_mentor_request",
    "drop_requests_between",
    "drop_requests_of",
    "expire_mentor_request",
    "remind_of_mentor_request",
    "request_mentor",
    "turn_down_mentor_request",
    "withdraw_mentor_request",
]
