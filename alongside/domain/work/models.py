"""One row for each kind of work and for each running worker."""

from __future__ import annotations

from django.db import models


class Job(models.Model):
    """A kind of work that comes round. While ``claimed_until`` lies ahead it belongs to ``claimed_by`` alone."""

    name = models.CharField(max_length=100, primary_key=True)
    due_at = models.DateTimeField()
    claimed_by = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)  # in a row; back to zero with the next success

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """A worker process, kept while it gives signs of life."""

    id = models.UUIDField(primary_key=True, editable=False)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"worker {self.pk}"
