"""Rounds of the engine and the matches they propose."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program


class Round(models.Model):
    """One run of the engine for a program, and what the organizer made of it."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("Waiting for the worker")
        RUNNING = "running", _("Looking at everyone")
        PROPOSED = "proposed", _("Ready to look at")
        INTRODUCED = "introduced", _("Introduced")
        UNDONE = "undone", _("Taken back")
        DISMISSED = "dismissed", _("Dismissed")
        FAILED = "failed", _("Did not work")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    program = models.ForeignKey(Program, models.CASCADE, related_name="rounds")
    state = models.CharField(max_length=10, choices=State.choices, default=State.REQUESTED)
    requested_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    introduced_at = models.DateTimeField(null=True)  # nobody hears anything until ten minutes after
    progress = models.PositiveSmallIntegerField(default=0)  # per cent
    total = models.FloatField(null=True)
    upper_bound = models.FloatField(null=True)
    unmatched = models.JSONField(default=list)  # [{"enrollment", "reasons": [{"code", "facts"}]}]
    advice = models.JSONField(default=list)  # what would place most people: [{"code", "facts"}]
    intro_words = models.TextField(max_length=2000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["program", "-requested_at"], name="round_newest")]

    def __str__(self) -> str:
        return f"round {self.pk}"


class Match(models.Model):
    """One proposed pair, with score and reasons for both."""

    class Band(models.TextChoices):
        STRONG = "strong", _("Strong fit")
        GOOD = "good", _("Good fit")
        UNSURE = "unsure", _("Not sure")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="matches")
    mentee = models.ForeignKey(Enrollment, models.CASCADE, related_name="matches_as_mentee")
    mentor = models.ForeignKey(Enrollment, models.CASCADE, related_name="matches_as_mentor")
    score = models.FloatField()
    band = models.CharField(max_length=6, choices=Band.choices)
    reasons = models.JSONField(default=dict)  # {"mentee": [...], "mentor": [...], "both": [...], "check": [...]}
    ticked = models.BooleanField(default=False)
    pinned = models.BooleanField(default=False)
    changed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    mentorship = models.OneToOneField(Mentorship, models.SET_NULL, null=True, related_name="match")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "mentee", "mentor"], name="one_match_per_round_and_pair")
        ]
        indexes = [models.Index(fields=["round", "band", "-score"], name="match_by_band")]

    def __str__(self) -> str:
        return f"match {self.pk}"
