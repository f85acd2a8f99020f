"""The worker's way in: forget how long organizers sat, and marks that have run out."""

from __future__ import annotations

from datetime import datetime, timedelta

from alongside.domain.desk.commands import sittings
from alongside.domain.desk.models import Claim, Mark

_KEPT = timedelta(days=92)


def forget_old_desk(at: datetime) -> int:
    """Nothing of the desk is kept for longer than a quarter after it is over."""
    marks = Mark.objects.filter(until__lt=at - _KEPT).delete()[0]
    claims = Claim.objects.filter(taken_at__lt=at - _KEPT).delete()[0]
    return marks + claims + sittings.forget_old_sittings(at=at)
