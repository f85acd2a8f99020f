"""Whether anything happened after a notice: counted, so that notices nobody needs can be found and dropped."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from alongside.domain.events.models import Event
from alongside.domain.notifications.models import Notice

WITHIN = timedelta(hours=72)
_AT_ONCE = 1_000


@transaction.atomic
def weigh_next_notices(*, at: datetime) -> int:
    """Mark the next notices whose three days are over with whether their person did anything meanwhile."""
    over = Notice.objects.filter(moved=None, noticed_at__lte=at - WITHIN).order_by("noticed_at")
    batch = list(over.values_list("pk", flat=True)[:_AT_ONCE])
    did = Event.objects.filter(
        actor_id=OuterRef("person_id"),
        occurred_at__gt=OuterRef("noticed_at"),
        occurred_at__lte=OuterRef("until"),
    )
    weighed = Notice.objects.filter(pk__in=batch).annotate(until=F("noticed_at") + WITHIN)
    moved = list(weighed.filter(Exists(did)).values_list("pk", flat=True))
    Notice.objects.filter(pk__in=moved).update(moved=True)
    Notice.objects.filter(pk__in=batch, moved=None).update(moved=False)
    return len(batch)
