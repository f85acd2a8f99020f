"""The steps a space walks, one a week."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from alongside.domain.programs.models import Program
from alongside.domain.spaces.models import Space


class Journey(models.Model):
    """A space on its way through a program's steps, at its own pace."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    space = models.OneToOneField(Space, models.CASCADE, related_name="journey")
    program = models.ForeignKey(Program, models.CASCADE, related_name="journeys")
    begun_at = models.DateTimeField()
    position = models.PositiveSmallIntegerField(default=1)  # the week both are in
    paused_until = models.DateField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["program", "finished_at"], name="journey_by_program")]

    def __str__(self) -> str:
        return f"journey {self.pk}"
