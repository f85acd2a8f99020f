"""How the handing on of events is doing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from alongside.domain.events.models import Event

LATE = timedelta(minutes=5)


@dataclass(frozen=True)
class EventHealth:
    """What waits to be handed on."""

    waiting: int
    in_trouble: int  # tried and failed, waiting for the next try
    oldest_at: datetime | None

    def is_late(self, at: datetime) -> bool:
        """Whether something has waited longer than it ever should."""
        return self.oldest_at is not None and at - self.oldest_at > LATE


def event_health() -> EventHealth:
    """One look at the outbox."""
    return EventHealth(
        **Event.objects.filter(handled_at=None).aggregate(
            waiting=Count("pk"), in_trouble=Count("pk", filter=Q(attempts__gt=0)), oldest_at=Min("occurred_at")
        )
    )
