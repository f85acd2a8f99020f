"""Somebody else looks: because a report lies for long, or because the person it is about does not agree."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.safety.commands.reports import hand_on_report
from alongside.domain.safety.events import DecisionAppealed, ReportOverdue
from alongside.domain.safety.models import Decision, Report
from alongside.domain.safety.queries import APPEAL_FOR
from alongside.kernel.refusal import Refusal

OVERDUE_AFTER = timedelta(hours=72)


class CannotAppeal(Refusal):
    code = "cannot_appeal"
    text = _("This was looked at again already, or it is more than half a year ago.")


@transaction.atomic
def appeal_decision(decision: Decision, *, at: datetime) -> None:
    """Let somebody who runs the site and has not decided yet look again, for the person it is about. Once.

    What was decided stays in force until then. Raises CannotAppeal. Records DecisionAppealed and ReportHandedOn.
    """
    report = Report.objects.select_for_update().get(pk=decision.report_id)
    is_late = at - decision.decided_at > APPEAL_FOR
    if report.about is None or report.appealed_at or is_late or report.state != Report.State.RESOLVED:
        raise CannotAppeal
    report.appealed_at = at
    report.save(update_fields=["appealed_at"])
    record(DecisionAppealed(report.pk, decision.pk), actor=report.about_id, at=at)
    hand_on_report(report, by=report.about, at=at)


@transaction.atomic
def tell_of_overdue_report(report: Report, *, at: datetime) -> bool:
    """Let the people who run the site hear, once, that a report lies for three days. Records ReportOverdue."""
    late = Report.objects.open().filter(pk=report.pk, reported_at__lte=at - OVERDUE_AFTER, overdue_told_at=None)
    if not late.update(overdue_told_at=at):
        return False
    record(ReportOverdue(report.pk), actor=None, at=at)
    return True
