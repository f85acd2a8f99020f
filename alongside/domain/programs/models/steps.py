"""What people are asked to do: the weeks, the steps that wait for an occasion, the questions of an application."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.domain.programs.models.programs import Program


class StepRole(models.TextChoices):
    """Whom a step is for. A step for everybody names nobody."""

    EVERYBODY = "", _("Everybody")
    MENTOR = "mentor", _("Mentors only")
    MENTEE = "mentee", _("Mentees only")


class Step(models.Model):
    """One week's thing to do together, as this program words it."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("A question for both")
        WORKSHEET = "worksheet", _("A worksheet")
        CELEBRATION = "celebration", _("Looking back")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    program = models.ForeignKey(Program, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()  # 1 is the first week
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.QUESTION)
    title = models.CharField(max_length=80)  # short, for the path: "Set a goal"
    question = models.CharField(max_length=200)
    guidance = models.TextField(max_length=2000, blank=True)
    alternatives = models.JSONField(default=list)  # questions to swap in: [{"question", "guidance"}]
    worksheet = models.JSONField(default=list)  # fields: [{"key", "label", "hint", "kind"}]; "writes" may name the goal
    milestone = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=6, choices=StepRole.choices, blank=True)  # who it is for; empty: everybody
    icon = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["program", "position"],
                name="one_step_per_week",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"


class ExtraStep(models.Model):
    """A step beside the weeks that waits for something to happen, or not to happen, and then for some days more."""

    class Trigger(models.TextChoices):
        INTRODUCED = "introduced", _("after the introduction")
        NO_WORD = "no_word", _("after the introduction, if nobody has said a word")
        NO_REPLY = "no_reply", _("after the other wrote, if this person has not answered")
        NO_MEETING = "no_meeting", _("after the introduction, if no meeting was planned or held")
        NO_GOAL = "no_goal", _("after the introduction, if there is no goal")
        MET = "met", _("after the first meeting")
        GOAL_SET = "goal_set", _("after the goal was set")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    program = models.ForeignKey(Program, models.CASCADE, related_name="extra_steps")
    trigger = models.CharField(max_length=10, choices=Trigger.choices)
    days = models.PositiveSmallIntegerField(default=7)  # the delay
    role = models.CharField(max_length=6, choices=StepRole.choices, blank=True)
    title = models.CharField(max_length=80)
    text = models.TextField(max_length=2000)
    icon = models.CharField(max_length=40, default="lightbulb")
    is_on = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["program", "days"], name="extra_step_by_program")]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """An extra question of the organizer to people who apply."""

    class Kind(models.TextChoices):
        SHORT = "short", _("One line")
        LONG = "long", _("A few sentences")
        CHOICE = "choice", _("Choose one")
        CHOICES = "choices", _("Choose any")
        SCALE = "scale", _("From 1 to 5")
        AGREE = "agree", _("A tick to agree")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    program = models.ForeignKey(Program, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.SHORT)
    text = models.CharField(max_length=200)
    hint = models.CharField(max_length=200, blank=True)
    options = models.JSONField(default=list)
    required = models.BooleanField(default=False)
    sensitive = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.text
