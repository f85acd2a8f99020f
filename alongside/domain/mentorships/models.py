"""From a hello to a relationship, and to its end."""

from __future__ import annotations

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


class Conversation(models.Model):
    """Two people talking before pairing. The first message waits for a yes."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for a yes")
        OPEN = "open", _("Talking")
        DECLINED = "declined", _("Not now")
        CLOSED = "closed", _("Closed")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    space = models.OneToOneField(Space, models.CASCADE, related_name="conversation")
    program = models.ForeignKey(Program, models.CASCADE, related_name="conversations")
    asker = models.ForeignKey(Enrollment, models.CASCADE, related_name="conversations_begun")
    asked = models.ForeignKey(Enrollment, models.CASCADE, related_name="conversations_met")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    begun_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asker", "asked"],
                condition=Q(state__in=["waiting", "open"]),
                name="one_conversation_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"conversation {self.pk}"


class MentorRequest(models.Model):
    """One person asking another to be a pair."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for an answer")
        APPROVAL = "approval", _("Waiting for the organizer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Ran out")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    mentee = models.ForeignKey(Enrollment, models.CASCADE, related_name="requests_as_mentee")
    mentor = models.ForeignKey(Enrollment, models.CASCADE, related_name="requests_as_mentor")
    asked_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    message = models.CharField(max_length=600, blank=True)
    rank = models.PositiveSmallIntegerField(default=1)  # the mentee's order of choices, 1 first
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    requested_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    kind_line = models.CharField(max_length=600, blank=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mentee", "mentor"],
                condition=Q(state__in=["open", "approval"]),
                name="one_open_request_per_pair",
            )
        ]
        indexes = [models.Index(fields=["state", "requested_at"], name="mentor_request_due")]

    def __str__(self) -> str:
        return f"mentor request {self.pk}"


class MentorshipQuerySet(models.QuerySet["Mentorship"]):
    def current(self) -> MentorshipQuerySet:
        return self.filter(ended_at=None)

    def of(self, person: UUID) -> MentorshipQuerySet:
        return self.filter(participants__person=person).distinct()


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
    ended_at = models.DateTimeField(null=True)

    objects = MentorshipQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["program", "state"], name="mentorship_by_program")]

    def __str__(self) -> str:
        return f"mentorship {self.pk}"

    @property
    def is_current(self) -> bool:
        return self.ended_at is None


class Participant(models.Model):
    """One person's part in a mentorship, in the role of one enrollment."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="participants")
    enrollment = models.ForeignKey(Enrollment, models.PROTECT, related_name="participations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="participations")
    role = models.CharField(max_length=6, choices=EnrollmentRole.choices)
    agreed_at = models.DateTimeField(null=True)  # accepted the agreement
    left_at = models.DateTimeField(null=True)

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

    mentorship = models.OneToOneField(Mentorship, models.CASCADE, related_name="closure")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"closure {self.pk}"
