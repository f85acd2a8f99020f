"""The worker's way in: move the keys of reports to the newest master key."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from alongside.domain.safety.models import Report
from alongside.domain.safety.sealing import rewrap, wrapped_with_an_old_key

_BATCH = 500


def rewrap_reports(at: datetime) -> int:
    """Wrap anew what hangs on an older master key, so that the old one can be taken away."""
    done = 0
    for key in list(wrapped_with_an_old_key().values_list("pk", flat=True)[:_BATCH]):
        with transaction.atomic():
            rewrap(Report.objects.select_for_update().get(pk=key))
            done += 1
    return done
