"""A step that waited for an occasion, as one person got it."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from alongside.domain.journeys.models.journeys import Walker
from alongside.domain.programs.models import ExtraStep


class ExtraOpening(models.Model):
    """A step beside the weeks, opened for one person, once. It keeps the words of that day."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    walker = models.ForeignKey(Walker, models.CASCADE, related_name="extra_openings")
    extra = models.ForeignKey(ExtraStep, models.SET_NULL, null=True, related_name="openings")
    wording = models.JSONField()  # title, text, icon, trigger
    opened_at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True)  # done, or not for this person
    was_done = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["walker", "extra"], name="one_extra_opening_each")]

    def __str__(self) -> str:
        return f"extra step {self.pk}"

    @property
    def title(self) -> str:
        return str(self.wording.get("title", ""))

    @property
    def text(self) -> str:
        return str(self.wording.get("text", ""))

    @property
    def icon(self) -> str:
        return str(self.wording.get("icon", "lightbulb"))

    @property
    def trigger(self) -> str:
        return str(self.wording.get("trigger", ""))
