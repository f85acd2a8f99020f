"""Who is asked in an interest poll, and who reads its result."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from alongside.domain.enrollments.models import InterestAnswer, InterestPoll
from alongside.policy import programs
from alongside.policy.people import SignedInPerson
from alongside.policy.programs import Seat


def to_answer(person: SignedInPerson, slug: str, program_id: UUID) -> tuple[Seat, InterestPoll]:
    """A poll, for a member of the group that is asked. Raises Http404 or PermissionDenied."""
    seat = programs.seat_in(person, slug)
    return seat, _poll_of(seat, program_id)


def to_manage(person: SignedInPerson, slug: str, program_id: UUID) -> tuple[Seat, InterestPoll]:
    """A poll and its result, for an organizer. Raises Http404 or PermissionDenied."""
    seat = programs.organizer_seat(person, slug)
    return seat, _poll_of(seat, program_id)


def own_answer(seat: Seat, poll: InterestPoll) -> InterestAnswer | None:
    """What the reader answered."""
    return InterestAnswer.objects.filter(poll=poll, person=seat.person).first()


def answered_count(poll: InterestPoll) -> int:
    """How many answered so far; members may know it when the organizer lets them."""
    return InterestAnswer.objects.filter(poll=poll).count()


def said_yes(seat: Seat, poll: InterestPoll) -> list[InterestAnswer]:
    """Who said yes and to what, for organizers."""
    if not seat.may_manage:
        return []
    answers = InterestAnswer.objects.said_yes().filter(poll=poll).select_related("person")
    return list(answers.order_by("choice", "person__first_name")[:300])


def _poll_of(seat: Seat, program_id: UUID) -> InterestPoll:
    poll = InterestPoll.objects.filter(program=program_id, program__group=seat.group).select_related("program").first()
    if poll is None:
        raise Http404
    poll.program.group = seat.group
    return poll
