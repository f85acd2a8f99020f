"""The outbox that is also the history: one row for each thing that happened."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q


class EventQuerySet(models.QuerySet["Event"]):
    def waiting(self, at: datetime) -> EventQuerySet:
        """Not yet handed on, and due for a try at ``at``."""
        return self.filter(handled_at=None, next_try_at__lte=at).order_by("pk")


class Event(models.Model):
    """One fact, who caused it and when. What happened is never edited; only its handing on is marked."""

    name = models.CharField(max_length=100)
    payload = models.JSONField(default=dict)
    actor_id = models.UUIDField(null=True)
    occurred_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(handled_at=None), name="event_waiting"),
            models.Index(fields=["name", "occurred_at"], name="event_history"),
            models.Index(fields=["actor_id", "occurred_at"], name="event_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"
