"""What the operator asks about the worker."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max

from alongside.domain.work.models import Job, Worker

SILENT_AFTER = timedelta(minutes=2)


def a_worker_lives(at: datetime) -> bool:
    """Whether any worker gave a sign of life in the last two minutes."""
    return Worker.objects.filter(seen_at__gte=at - SILENT_AFTER).exists()


def last_sign_of_life() -> datetime | None:
    """When a worker was last heard of."""
    last: datetime | None = Worker.objects.aggregate(last=Max("seen_at"))["last"]
    return last


def failing_jobs() -> list[str]:
    """The names of the kinds of work that failed the last time they were tried."""
    return list(Job.objects.filter(failures__gt=0).order_by("name").values_list("name", flat=True))
