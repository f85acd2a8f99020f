"""The steps of one journey as they were opened, and what each walker did with them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.journeys.models.journeys import Journey, Walker
from alongside.domain.people.models import Person
from alongside.domain.spaces.models import Item


class JourneyStep(models.Model):
    """A step as these people got it: the program's words on the day it opened, and what they chose to do."""

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    wording = models.JSONField()  # title, kind, question, guidance, alternatives, worksheet, milestone, icon
    chosen = models.PositiveSmallIntegerField(default=0)  # 0: the question itself, n: the nth alternative
    skipped_at = models.DateTimeField(null=True)
    skipped_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["journey", "position"], name="one_step_per_position")]

    def __str__(self) -> str:
        return f"step {self.position} of journey {self.journey_id}"

    @property
    def is_skipped(self) -> bool:
        return self.skipped_at is not None

    @property
    def alternatives(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = self.wording.get("alternatives", [])
        return found

    @property
    def question(self) -> str:
        return self._said("question")

    @property
    def guidance(self) -> str:
        return self._said("guidance")

    @property
    def fields(self) -> list[dict[str, Any]]:
        """The worksheet's fields; another question asked instead has none."""
        return [] if self.chosen else self.wording.get("worksheet", [])

    @property
    def role(self) -> str:
        """Whom it is for; empty for everybody."""
        return str(self.wording.get("role", ""))

    def is_for(self, role: str) -> bool:
        return self.role in ("", role)

    def _said(self, part: str) -> str:
        options: list[dict[str, str]] = [self.wording, *self.alternatives]
        said: str = options[min(self.chosen, len(options) - 1)].get(part, "")
        return said


class StepOpening(models.Model):
    """A step opened for one person, once. The row is what makes a second letter impossible."""

    walker = models.ForeignKey(Walker, models.CASCADE, related_name="openings")
    step = models.ForeignKey(JourneyStep, models.CASCADE, related_name="openings")
    opened_at = models.DateTimeField()
    remind_on = models.DateField(null=True)  # cleared when the reminder went or is no longer wanted
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["walker", "step"], name="one_opening_each")]
        indexes = [models.Index(fields=["remind_on"], condition=Q(remind_on__isnull=False), name="opening_remind")]

    def __str__(self) -> str:
        return f"opening {self.pk}"


class Answer(models.Model):
    """What one walker shared for a step. The words are an item of the space."""

    step = models.ForeignKey(JourneyStep, models.CASCADE, related_name="answers")
    walker = models.ForeignKey(Walker, models.CASCADE, related_name="answers")
    item = models.OneToOneField(Item, models.CASCADE, related_name="answer")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "walker"], name="one_answer_each")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class CheckIn(models.Model):
    """How it is going for one walker in one week. The words, if any, are for the organizer alone."""

    class Mood(models.TextChoices):
        WELL = "well", _("Going well")
        OKAY = "okay", _("It is okay")
        HELP = "help", _("I could use a hand")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    walker = models.ForeignKey(Walker, models.CASCADE, related_name="check_ins")
    week_of = models.DateField()  # the Monday, where the walker lives
    mood = models.CharField(max_length=4, choices=Mood.choices)
    edition = models.PositiveSmallIntegerField(default=1)
    sealed = models.BinaryField(default=b"")
    checked_in_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)  # an organizer looked after it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["walker", "week_of"], name="one_check_in_a_week")]
        indexes = [
            models.Index(fields=["checked_in_at"], condition=Q(mood="help", settled_at=None), name="check_in_for_help")
        ]

    def __str__(self) -> str:
        return f"check-in {self.pk}"
