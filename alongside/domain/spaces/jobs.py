"""The worker's way in: destroy what was taken back long ago, and let go of old traces."""

from __future__ import annotations

from datetime import datetime, timedelta

from alongside.domain.spaces.commands.changes import KEPT_AFTER_RETRACTING, forget_retracted
from alongside.domain.spaces.models import Item, Trace

# A page that was away for longer than this loads itself anew instead of catching up.
_TRACES_KEPT = timedelta(days=14)


def forget_what_was_taken_back(at: datetime) -> int:
    """Destroy retracted words whose time is over, and say how many."""
    due = Item.objects.filter(retracted_at__lte=at - KEPT_AFTER_RETRACTING).exclude(sealed=b"")[:500]
    items = list(due)
    for item in items:
        forget_retracted(item)
    return len(items)


def let_go_of_old_traces(at: datetime) -> int:
    """Remove traces nobody will follow any more."""
    return Trace.objects.filter(left_at__lte=at - _TRACES_KEPT).delete()[0]
