"""Opening a report: by one person, for three days, and written down before anything is shown."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.people.models import Person
from alongside.domain.safety.look_log import write_look
from alongside.domain.safety.models import Report
from alongside.domain.safety.queries import OpenedReport, opened
from alongside.kernel.refusal import Refusal

ACCESS_LASTS = timedelta(hours=72)


class SomebodyElseLooks(Refusal):
    code = "somebody_else_looks"
    text = _("Somebody else looks after this report. When their time is over, you can take it.")


class AccessIsOver(Refusal):
    code = "access_is_over"
    text = _("Your three days with this report are over. Take it again if you still need to read it.")


class CaseIsClosed(Refusal):
    code = "case_is_closed"
    text = _("This is decided, so it cannot be opened any more.")


@transaction.atomic
def look_at_report(report: Report, by: Person, *, at: datetime) -> OpenedReport:
    """Open a report for somebody who may look. The look is written down before anything is unsealed.

    Whoever opens it first has it for three days. Raises SomebodyElseLooks, AccessIsOver or CaseIsClosed.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.state == Report.State.RESOLVED:
        raise CaseIsClosed
    if report.taken_by_id is None:
        _take(report, by, at)
    _refuse_unless_theirs(report, by, at)
    write_look(report, by, at=at)
    return opened(report)


@transaction.atomic
def take_report(report: Report, by: Person, *, at: datetime) -> None:
    """Look after a report for three days, again or in the place of somebody whose time is over.

    Raises SomebodyElseLooks or CaseIsClosed.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.state == Report.State.RESOLVED:
        raise CaseIsClosed
    if report.taken_by_id not in (None, by.pk) and _is_in_force(report, at):
        raise SomebodyElseLooks
    _take(report, by, at)


def _take(report: Report, by: Person, at: datetime) -> None:
    report.state, report.taken_by, report.taken_until = Report.State.LOOKING, by, at + ACCESS_LASTS
    report.save(update_fields=["state", "taken_by", "taken_until"])


def _refuse_unless_theirs(report: Report, by: Person, at: datetime) -> None:
    if not _is_in_force(report, at):
        raise AccessIsOver
    if report.taken_by_id != by.pk:
        raise SomebodyElseLooks


def _is_in_force(report: Report, at: datetime) -> bool:
    return report.taken_until is not None and at < report.taken_until
