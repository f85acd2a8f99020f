"""What people do with a place they have: rest, come back, give it back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.events import EnrollmentLeft, EnrollmentPaused, EnrollmentResumed
from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.commands import record
from alongside.kernel.refusal import Refusal


class NothingToPause(Refusal):
    """Only a place one has can rest."""

    code = "nothing_to_pause"
    text = _("You are not signed up right now, so there is nothing to pause.")


class DayHasPassed(Refusal):
    """A pause ends on a day to come."""

    code = "day_has_passed"
    text = _("Choose a day from tomorrow onwards.")


@transaction.atomic
def pause_enrollment(enrollment: Enrollment, *, until: date | None, today: date, at: datetime) -> Enrollment:
    """Rest from being found and paired, until a day or until called back. Pairs go on.

    Raises NothingToPause or DayHasPassed. Records EnrollmentPaused.
    """
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    if enrollment.state not in (Enrollment.State.ENROLLED, Enrollment.State.PAUSED):
        raise NothingToPause
    if until is not None and until <= today:
        raise DayHasPassed

    enrollment.state = Enrollment.State.PAUSED
    enrollment.paused_until = until
    enrollment.save(update_fields=["state", "paused_until"])
    record(EnrollmentPaused(enrollment.pk, until), actor=enrollment.person_id, at=at)
    return enrollment


@transaction.atomic
def resume_enrollment(enrollment: Enrollment, *, at: datetime) -> Enrollment:
    """Be on the list again. Does nothing when the place was not resting.

    Records EnrollmentResumed.
    """
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    if enrollment.state != Enrollment.State.PAUSED:
        return enrollment

    enrollment.state = Enrollment.State.ENROLLED
    enrollment.paused_until = None
    enrollment.save(update_fields=["state", "paused_until"])
    record(EnrollmentResumed(enrollment.pk), actor=enrollment.person_id, at=at)
    return enrollment


@transaction.atomic
def leave_program(enrollment: Enrollment, *, at: datetime) -> None:
    """Give the place back, without a reason. A draft is thrown away; pairs go on until they are ended.

    Records EnrollmentLeft unless it was a draft or left already.
    """
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    if enrollment.state == Enrollment.State.LEFT:
        return
    if enrollment.state == Enrollment.State.DRAFT:
        enrollment.delete()
        return

    enrollment.state = Enrollment.State.LEFT
    enrollment.left_at = at
    enrollment.paused_until = None
    enrollment.save(update_fields=["state", "left_at", "paused_until"])
    record(EnrollmentLeft(enrollment.pk, enrollment.program_id), actor=enrollment.person_id, at=at)
