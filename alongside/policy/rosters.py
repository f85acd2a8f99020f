"""Who may bring lists of people into a group."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from alongside.domain.enrollments.models import RosterImport
from alongside.domain.programs.models import Program
from alongside.policy import programs
from alongside.policy.people import SignedInPerson
from alongside.policy.programs import Seat


def programs_to_fill(seat: Seat) -> QuerySet[Program]:
    """The programs a list may bring people into: whatever has not ended; none for other members."""
    return programs.managed_by(seat).exclude(state__in=[Program.State.CLOSED, Program.State.ARCHIVED])


def visible_to(seat: Seat) -> QuerySet[RosterImport]:
    """Lists handed in for the group, newest first; for organizers."""
    lists = RosterImport.objects.filter(group=seat.group).select_related("program", "uploaded_by")
    return lists.order_by("-uploaded_at") if seat.may_manage else lists.none()


def to_work_on(person: SignedInPerson, slug: str, roster_id: UUID) -> tuple[Seat, RosterImport]:
    """One list, for an organizer of its group. Raises Http404 or PermissionDenied."""
    seat = programs.organizer_seat(person, slug)
    roster = visible_to(seat).filter(pk=roster_id).first()
    if roster is None:
        raise Http404
    roster.group = seat.group
    return seat, roster
