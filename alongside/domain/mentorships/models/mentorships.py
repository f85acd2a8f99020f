"""The relationship itself, who takes part in it, and how it ended."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.enrollments.models import Role as EnrollmentRole
from alongside.domain.journeys.models import Journey
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.spaces.models import Space


class MentorshipQuerySet(models.QuerySet["Mentorship"]):
    def current(self) -> MentorshipQuerySet:
        return self.filter(ended_at=None)

    def to_nudge(self, at: datetime) -> MentorshipQuerySet:
        """Those that go on and whose people may be due a nudge."""
        due = Q(look_again_at=None) | Q(look_again_at__lte=at)
        return self.filter(due, state=Mentorship.State.ACTIVE)

    def of(self, person: UUID) -> MentorshipQuerySet:
        return self.filter(participants__person=person).distinct()

    def with_both(self, one: UUID, other: UUID) -> MentorshipQuerySet:
        """Those both people took or take part in."""
        return self.filter(participants__person=one).filter(participants__person=other).distinct()


class Mentorship(models.Model):
    """A relationship: a pair or a circle, with its private space and its journey."""

    class Kind(models.TextChoices):
        PAIR = "pair", _("Pair")
        CIRCLE = "circle", _("Circle")

    class State(models.TextChoices):
        ACTIVE = "active", _("Active")
        PAUSED = "paused", _("Taking a break")
        COMPLETED = "completed", _("Finished")
        ENDED = "ended", _("Ended early")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    program = models.ForeignKey(Program, models.CASCADE, related_name="mentorships")
    space = models.OneToOneField(Space, models.PROTECT, related_name="mentorship")
    journey = models.OneToOneField(Journey, models.PROTECT, related_name="mentorship")
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.PAIR)
    state = models.CharField(max_length=9, choices=State.choices, default=State.ACTIVE)
    reasons = models.JSONField(default=dict)  # {"mentee": [...], "mentor": [...], "both": [...]} codes and facts
    began_at = models.DateTimeField()
    ends_on = models.DateField(null=True)
    paused_until = models.DateField(null=True)
    held_at = models.DateTimeField(null=True)  # rests until somebody has looked at a report
    ended_at = models.DateTimeField(null=True)
    look_again_at = models.DateTimeField(null=True)  # nobody of this pair is due a nudge before

    objects = MentorshipQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["program", "state"], name="mentorship_by_program"),
            models.Index(fields=["look_again_at"], condition=Q(state="active"), name="mentorship_to_nudge"),
        ]

    def __str__(self) -> str:
        return f"mentorship {self.pk}"

    @property
    def is_current(self) -> bool:
        return self.ended_at is None


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def current(self) -> ParticipantQuerySet:
        """Parts in mentorships that go on."""
        return self.filter(left_at=None, mentorship__ended_at=None)


class Participant(models.Model):
    """One person's part in a mentorship, in the role of one enrollment."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="participants")
    enrollment = models.ForeignKey(Enrollment, models.PROTECT, related_name="participations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="participations")
    role = models.CharField(max_length=6, choices=EnrollmentRole.choices)
    agreed_at = models.DateTimeField(null=True)  # accepted the agreement
    left_at = models.DateTimeField(null=True)
    thanked_at = models.DateTimeField(null=True)  # left a word of thanks in the space
    stays_in_touch = models.BooleanField(default=False)  # would like to keep talking after the end

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "person"], name="one_part_per_person"),
        ]
        indexes = [models.Index(fields=["enrollment", "left_at"], name="participant_by_enrollment")]

    def __str__(self) -> str:
        return f"participant {self.pk}"


class Closure(models.Model):
    """How and why a mentorship ended."""

    class Kind(models.TextChoices):
        PLANNED = "planned", _("All weeks walked")
        GOAL_MET = "goal_met", _("Goal met")
        EARLY = "early", _("Finished early")
        NOT_RIGHT = "not_right", _("Not the right fit")
        INACTIVE = "inactive", _("Went quiet")
        BLOCKED = "blocked", _("Ended")
        PROGRAM = "program", _("The program closed")

    GOOD = (Kind.PLANNED, Kind.GOAL_MET)

    mentorship = models.OneToOneField(Mentorship, models.CASCADE, related_name="closure")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"closure {self.pk}"
