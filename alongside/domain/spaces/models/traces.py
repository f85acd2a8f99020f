"""The thread the live channel follows: one numbered row for everything that changed in a space, without words."""

from __future__ import annotations

from django.db import models

from alongside.domain.people.models import Person
from alongside.domain.spaces.models.items import Item
from alongside.domain.spaces.models.rooms import Space


class Trace(models.Model):
    """Something changed in a space. A page that knows the last number it has seen can catch up without a gap."""

    class Kind(models.TextChoices):
        SAID = "said"
        EDITED = "edited"
        RETRACTED = "retracted"
        REACTED = "reacted"
        WALKED = "walked"  # a step, a goal or a meeting changed
        READ = "read"

    space = models.ForeignKey(Space, models.CASCADE, related_name="traces")
    sequence = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=9, choices=Kind.choices)
    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="+")
    actor = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    left_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "sequence"], name="one_trace_per_number")]

    def __str__(self) -> str:
        return f"trace {self.sequence} of space {self.space_id}"
