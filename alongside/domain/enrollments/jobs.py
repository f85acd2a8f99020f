"""The worker's way in: pauses that are over, polls to remind of, and lists of people to be looked at and brought in."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import Q

from alongside.domain.enrollments.commands.places import resume_enrollment
from alongside.domain.enrollments.commands.polls import REMIND_BEFORE, remind_of_poll
from alongside.domain.enrollments.commands.rosters import bring_in_roster, check_roster
from alongside.domain.enrollments.models import Enrollment, InterestPoll, RosterImport

log = logging.getLogger(__name__)
_CLAIM = timedelta(minutes=10)


def resume_due_enrollments(*, at: datetime) -> int:
    """Put everybody back on the list whose pause has ended, and say how many there were."""
    due = Enrollment.objects.filter(state=Enrollment.State.PAUSED, paused_until__lte=at.date())
    return len([resume_enrollment(enrollment, at=at) for enrollment in due])


def remind_of_due_polls(*, at: datetime) -> int:
    """Ask those who have not answered a poll once more, shortly before its end."""
    soon = InterestPoll.objects.filter(reminded_at=None, closed_at=None, closes_on__lte=at.date() + REMIND_BEFORE)
    return sum(remind_of_poll(poll, today=at.date(), at=at) for poll in soon)


def work_on_rosters(*, at: datetime) -> int:
    """Look at, or bring in, every list that waits, and say how many there were. Two workers never take the same."""
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lte=at)
    waiting = RosterImport.objects.filter(state__in=[RosterImport.State.CHECKING, RosterImport.State.IMPORTING])
    count = 0
    for roster in waiting.filter(unclaimed).select_related("program", "group", "uploaded_by").order_by("uploaded_at"):
        mine = RosterImport.objects.filter(unclaimed, pk=roster.pk, state=roster.state)
        if mine.update(claimed_until=at + _CLAIM):
            _work_on(roster, at=at)
            count += 1
    return count


def _work_on(roster: RosterImport, *, at: datetime) -> None:
    try:
        if roster.state == RosterImport.State.CHECKING:
            check_roster(roster)
        else:
            bring_in_roster(roster, at=at)
    except Exception as trouble:
        # Only the kind of trouble is logged: its words may hold what stands in the list.
        log.error("Roster %s could not be worked on: %s", roster.pk, type(trouble).__name__)
        RosterImport.objects.filter(pk=roster.pk).update(
            state=RosterImport.State.FAILED, claimed_until=None, finished_at=at
        )
