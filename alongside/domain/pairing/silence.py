"""Which mentors have gone silent: somebody waited for them, and nothing was heard for three weeks."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.models import MentorRequest, Participant
from alongside.domain.programs.models import Program

ASKED_AFTER = timedelta(days=14)
SILENT_AFTER = timedelta(days=21)


def silent_mentors(program: Program, at: datetime, after: timedelta = SILENT_AFTER) -> frozenset[UUID]:
    """Mentors of ``program`` who left somebody without a word for 21 days and did not sign in since.

    A mentor nobody waits for is never silent, however long ago they signed up, and one who is away said so.
    """
    since = at - after
    mentors = Enrollment.objects.mentors().here_on(since.date()).filter(program=program)
    away = mentors.filter(Q(person__last_login__isnull=True) | Q(person__last_login__lt=since))
    kept_waiting = _silent_in_a_pair(program, since) | _let_a_request_run_out(program, since)
    return frozenset(away.filter(pk__in=kept_waiting).values_list("pk", flat=True))


def _silent_in_a_pair(program: Program, since: datetime) -> set[UUID]:
    """Mentors in a pair that is not on a break, where they did nothing since."""
    parts = (
        Participant.objects.current()
        .filter(
            enrollment__program=program,
            role="mentor",
            mentorship__state="active",
            mentorship__space__members__person=F("person"),
        )
        .annotate(last=Coalesce("mentorship__space__members__last_active_at", "mentorship__began_at"))
    )
    return set(parts.filter(last__lt=since).values_list("enrollment_id", flat=True))


def _let_a_request_run_out(program: Program, since: datetime) -> set[UUID]:
    """Mentors who let a request run out three weeks ago or more and answered none since."""
    asked = MentorRequest.objects.filter(mentor__program=program).exclude(asked_by=F("mentor__person"))
    ran_out = asked.filter(state=MentorRequest.State.EXPIRED, requested_at__lt=since)
    answered = asked.filter(
        answered_at__gte=since, state__in=[MentorRequest.State.ACCEPTED, MentorRequest.State.DECLINED]
    )
    return set(ran_out.values_list("mentor_id", flat=True)) - set(answered.values_list("mentor_id", flat=True))
