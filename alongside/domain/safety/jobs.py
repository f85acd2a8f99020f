"""The worker's way in: tell of reports that lie for long, and move their keys to the newest master key."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from alongside.domain.safety.commands.second_looks import OVERDUE_AFTER, tell_of_overdue_report
from alongside.domain.safety.models import Report
from alongside.domain.safety.sealing import rewrap, wrapped_with_an_old_key

_BATCH = 500
EVIDENCE_KEPT = timedelta(days=366)


def rewrap_reports(at: datetime) -> int:
    """Wrap anew what hangs on an older master key, so that the old one can be taken away."""
    done = 0
    for key in list(wrapped_with_an_old_key().values_list("pk", flat=True)[:_BATCH]):
        with transaction.atomic():
            rewrap(Report.objects.select_for_update().get(pk=key))
            done += 1
    return done


def tell_of_overdue_reports(at: datetime) -> int:
    """Let the people who run the site hear of each report that nobody has decided for three days."""
    late = Report.objects.open().filter(reported_at__lte=at - OVERDUE_AFTER, overdue_told_at=None)
    return sum(tell_of_overdue_report(report, at=at) for report in late[:_BATCH])


def forget_old_evidence(at: datetime) -> int:
    """Destroy the words and what was ticked, a year after a case was closed."""
    old = Report.objects.filter(state=Report.State.RESOLVED, resolved_at__lte=at - EVIDENCE_KEPT)
    with_words = old.exclude(words=b"")[:_BATCH]
    for report in with_words:
        with transaction.atomic():
            report.items.all().delete()
            Report.objects.filter(pk=report.pk).update(words=b"")
    return len(with_words)
