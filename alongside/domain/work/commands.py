"""Claiming work, giving it back, and showing signs of life."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q

from alongside.domain.work.models import Job, Worker

# A worker that died holds its work this long; a living one renews its claims several times meanwhile.
LEASE = timedelta(seconds=60)
_FORGOTTEN_AFTER = timedelta(hours=1)
_LONGEST_PAUSE = timedelta(minutes=15)


def know_jobs(names: Iterable[str], *, at: datetime) -> None:
    """Give every kind of work its row, due at once when it is new; forget what is no longer done."""
    names = list(names)
    Job.objects.bulk_create([Job(name=name, due_at=at) for name in names], ignore_conflicts=True)
    Job.objects.exclude(name__in=names).delete()


def claim_job(name: str, worker: UUID, *, at: datetime) -> bool:
    """Take the work for ``worker`` when it is due and nobody else's. One conditional update decides."""
    free = Q(claimed_until=None) | Q(claimed_until__lte=at)
    claimed = Job.objects.filter(free, name=name, due_at__lte=at).update(claimed_by=worker, claimed_until=at + LEASE)
    return bool(claimed)


def finish_job(name: str, worker: UUID, *, again_at: datetime, at: datetime) -> None:
    """Give the work back, done, to come round ``again_at``."""
    Job.objects.filter(name=name, claimed_by=worker).update(
        claimed_by=None, claimed_until=None, finished_at=at, failures=0, due_at=again_at
    )


def fail_job(name: str, worker: UUID, *, every: timedelta, at: datetime) -> None:
    """Give the work back undone; it comes round after a pause that doubles with every failure in a row."""
    job = Job.objects.filter(name=name, claimed_by=worker).first()
    if job is None:
        return
    pause = min(_LONGEST_PAUSE, max(every, timedelta(seconds=1)) * 2 ** min(job.failures, 20))
    Job.objects.filter(name=name, claimed_by=worker).update(
        claimed_by=None, claimed_until=None, failures=F("failures") + 1, due_at=at + pause
    )


def show_sign_of_life(worker: UUID, *, at: datetime) -> None:
    """Say that ``worker`` lives, keep what it holds, and forget workers long silent."""
    Worker.objects.update_or_create(
        id=worker, defaults={"seen_at": at}, create_defaults={"seen_at": at, "started_at": at}
    )
    Job.objects.filter(claimed_by=worker).update(claimed_until=at + LEASE)
    Worker.objects.filter(seen_at__lt=at - _FORGOTTEN_AFTER).delete()


def leave_work(worker: UUID) -> None:
    """Go: what the worker still holds is free for the next one at once."""
    Job.objects.filter(claimed_by=worker).update(claimed_by=None, claimed_until=None)
    Worker.objects.filter(id=worker).delete()
