"""An organizer reading sign-ups: let people in, or turn them down with a kind line."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.events import ApplicationAccepted, ApplicationDeclined
from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.commands import record
from alongside.domain.people.models import Person
from alongside.kernel.refusal import Refusal

UNDECIDED = (Enrollment.State.APPLIED, Enrollment.State.WAITING)


class AlreadyDecided(Refusal):
    """Another organizer was quicker, or the person left."""

    code = "already_decided"
    text = _("Somebody has decided about this already.")


@transaction.atomic
def accept_application(enrollment: Enrollment, *, by: Person, at: datetime) -> Enrollment:
    """Let somebody in who applied or waits.

    Raises AlreadyDecided. Records ApplicationAccepted.
    """
    enrollment = _undecided(enrollment)
    enrollment.state = Enrollment.State.ENROLLED
    enrollment.enrolled_at = at
    enrollment.decided_by, enrollment.decided_at = by, at
    enrollment.save(update_fields=["state", "enrolled_at", "decided_by", "decided_at"])
    record(ApplicationAccepted(enrollment.pk, enrollment.program_id), actor=by.pk, at=at)
    return enrollment


@transaction.atomic
def decline_application(enrollment: Enrollment, *, kind_line: str, by: Person, at: datetime) -> Enrollment:
    """Turn somebody down with a line they will read.

    Raises AlreadyDecided. Records ApplicationDeclined.
    """
    enrollment = _undecided(enrollment)
    enrollment.state = Enrollment.State.TURNED_DOWN
    enrollment.kind_line = kind_line
    enrollment.decided_by, enrollment.decided_at = by, at
    enrollment.save(update_fields=["state", "kind_line", "decided_by", "decided_at"])
    record(ApplicationDeclined(enrollment.pk, enrollment.program_id), actor=by.pk, at=at)
    return enrollment


def _undecided(enrollment: Enrollment) -> Enrollment:
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    if enrollment.state not in UNDECIDED:
        raise AlreadyDecided
    return enrollment
