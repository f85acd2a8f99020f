"""A space on its way, and the people who walk."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.spaces.models import Space


class JourneyQuerySet(models.QuerySet["Journey"]):
    def under_way(self, today: date) -> JourneyQuerySet:
        """Neither finished nor on a break."""
        return self.filter(finished_at=None).filter(Q(paused_until=None) | Q(paused_until__lte=today))


class Journey(models.Model):
    """A space on its way through a program's steps, at its own pace."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    space = models.OneToOneField(Space, models.CASCADE, related_name="journey")
    program = models.ForeignKey(Program, models.CASCADE, related_name="journeys")
    begun_at = models.DateTimeField()
    position = models.PositiveSmallIntegerField(default=1)  # the week both are in
    days_per_step = models.PositiveSmallIntegerField(default=7)
    paused_until = models.DateField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JourneyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["program", "finished_at"], name="journey_by_program")]

    def __str__(self) -> str:
        return f"journey {self.pk}"

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None


class Walker(models.Model):
    """One person on the way, with the step that is open for them and the day the next one opens."""

    class Role(models.TextChoices):
        MENTOR = "mentor", _("Mentor")
        MENTEE = "mentee", _("Mentee")

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="walkers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="walks")
    role = models.CharField(max_length=6, choices=Role.choices)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    position = models.PositiveSmallIntegerField(default=0)
    next_step_on = models.DateField(null=True)  # a Monday, in the person's own time zone

    class Meta:
        constraints = [models.UniqueConstraint(fields=["journey", "person"], name="one_walk_per_person")]
        indexes = [
            models.Index(fields=["next_step_on"], condition=Q(next_step_on__isnull=False), name="walker_next_step")
        ]

    def __str__(self) -> str:
        return f"walker {self.pk}"


class Milestone(models.Model):
    """Something the walkers reached together. It ticks itself from what happened."""

    class Kind(models.TextChoices):
        STEP = "step"  # everybody answered a step that marks a milestone
        FIRST_MEETING = "first_meeting"
        GOAL_SET = "goal_set"
        GOAL_MET = "goal_met"

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=13, choices=Kind.choices)
    position = models.PositiveSmallIntegerField(default=0)  # of the step, for steps
    reached_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["journey", "kind", "position"], name="one_milestone_each")]

    def __str__(self) -> str:
        return f"milestone {self.kind} of journey {self.journey_id}"
