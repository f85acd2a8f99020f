"""Asking a mentor kindly whom somebody waits for, before they rest from suggestions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.commands import record
from alongside.domain.pairing.events import SilentMentorAsked


@transaction.atomic
def ask_silent_mentor(enrollment: UUID, *, at: datetime) -> bool:
    """Ask once in a silence; whoever signed in since may be asked in the next. Records SilentMentorAsked."""
    not_asked = Q(silence_asked_at=None) | Q(silence_asked_at__lt=F("person__last_login"))
    rows = Enrollment.objects.select_for_update(of=("self",)).active().filter(not_asked, pk=enrollment)
    mentor = rows.first()
    if mentor is None:
        return False
    mentor.silence_asked_at = at
    mentor.save(update_fields=["silence_asked_at"])
    record(SilentMentorAsked(mentor.pk, at), actor=None, at=at)
    return True
