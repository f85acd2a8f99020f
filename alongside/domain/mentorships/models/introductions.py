"""A pair an organizer decided on, before anybody hears of it."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.models.mentorships import Mentorship
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    def waiting(self) -> IntroductionQuerySet:
        """Those that hold a place and begin later."""
        return self.filter(state=Introduction.State.WAITING)

    def due(self, at: datetime) -> IntroductionQuerySet:
        return self.waiting().filter(begins_at__lte=at)


class Introduction(models.Model):
    """A pair that begins at a given moment unless it is taken back. It holds a place for both until then."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Not told yet")
        BEGUN = "begun", _("Introduced")
        SKIPPED = "skipped", _("Not possible any more")

    class Skipped(models.TextChoices):
        """Why an introduction could not begin, in words an organizer may read."""

        LEFT = "left", _("One of them is not taking part any more")
        PAUSED = "paused", _("One of them is paused")
        FULL = "full", _("The mentor has no places left")
        PAIRED = "paired", _("The mentee found a mentor meanwhile")
        NOT_POSSIBLE = "not_possible", _("This pair is not possible")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    program = models.ForeignKey(Program, models.CASCADE, related_name="introductions")
    mentee = models.ForeignKey(Enrollment, models.CASCADE, related_name="introductions_as_mentee")
    mentor = models.ForeignKey(Enrollment, models.CASCADE, related_name="introductions_as_mentor")
    reasons = models.JSONField(default=dict)  # as in Mentorship.reasons
    words = models.TextField(max_length=2000, blank=True)  # what the organizer adds to the letter
    introduced_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    introduced_at = models.DateTimeField()
    begins_at = models.DateTimeField(null=True)  # empty while others of the same round are still being made ready
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    skipped = models.CharField(max_length=12, choices=Skipped.choices, blank=True)
    mentorship = models.OneToOneField(Mentorship, models.SET_NULL, null=True, related_name="introduction")

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mentee", "mentor"], condition=Q(state="waiting"), name="one_waiting_introduction_per_pair"
            )
        ]
        indexes = [
            models.Index(fields=["begins_at"], condition=Q(state="waiting"), name="introduction_due"),
        ]

    def __str__(self) -> str:
        return f"introduction {self.pk}"
