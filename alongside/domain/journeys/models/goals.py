"""What the walkers want to reach together. The words are sealed with the space's key."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.journeys.models.journeys import Journey
from alongside.domain.people.models import Person


class Goal(models.Model):
    """A goal of the journey. One is open at a time; the earlier ones are its history."""

    class State(models.TextChoices):
        OPEN = "open", _("Under way")
        MET = "met", _("Reached")
        SET_ASIDE = "set_aside", _("Set aside")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    journey = models.ForeignKey(Journey, models.CASCADE, related_name="goals")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sequence = models.PositiveBigIntegerField()  # the space's number of the last change of the words
    sealed = models.BinaryField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    set_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["journey"], condition=Q(state="open"), name="one_open_goal_at_a_time")
        ]

    def __str__(self) -> str:
        return f"goal {self.pk}"


class GoalStep(models.Model):
    """One of up to six steps towards a goal."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="steps")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    sequence = models.PositiveBigIntegerField()
    sealed = models.BinaryField()
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"goal step {self.pk}"


class GoalPart(models.Model):
    """What a worksheet wrote beside the goal: somebody's strengths, which come before it, and what came of it."""

    class Part(models.TextChoices):
        STRENGTHS = "strengths"
        OUTCOME = "outcome"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    journey = models.ForeignKey(Journey, models.CASCADE, related_name="goal_parts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    part = models.CharField(max_length=9, choices=Part.choices)
    sequence = models.PositiveBigIntegerField()
    sealed = models.BinaryField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["journey", "person", "part"], name="one_goal_part_each")]

    def __str__(self) -> str:
        return f"{self.part} of journey {self.journey_id}"
