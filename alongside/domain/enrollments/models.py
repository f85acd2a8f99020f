"""Asking to take part, and the place it becomes."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program


class Role(models.TextChoices):
    """What a person does in one program. Both roles at once are two enrollments."""

    MENTOR = "mentor", _("Mentor")
    MENTEE = "mentee", _("Mentee")


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    def active(self) -> EnrollmentQuerySet:
        """Signed up, not paused, and able to sign in: those who can be paired and seen."""
        return self.filter(state=Enrollment.State.ENROLLED, person__suspended_at=None, person__deactivated_at=None)

    def mentors(self) -> EnrollmentQuerySet:
        return self.filter(role=Role.MENTOR)

    def mentees(self) -> EnrollmentQuerySet:
        return self.filter(role=Role.MENTEE)


class Enrollment(models.Model):
    """A person's place in a program, from the first saved answer on."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Not finished")
        APPLIED = "applied", _("Waiting for the organizer")
        ENROLLED = "enrolled", _("Signed up")
        PAUSED = "paused", _("Paused")
        TURNED_DOWN = "turned_down", _("Not this time")
        LEFT = "left", _("Left")

    class Audience(models.TextChoices):
        GROUP = "group", _("The group")
        ORGANIZER = "organizer", _("Only the organizer")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    program = models.ForeignKey(Program, models.CASCADE, related_name="enrollments")
    person = models.ForeignKey(Person, models.CASCADE, related_name="enrollments")
    role = models.CharField(max_length=6, choices=Role.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)

    # The four answers of the card, and who may read each.
    topics = models.JSONField(default=list)  # labels of what is offered or asked for
    help_words = models.CharField(max_length=600, blank=True)
    about_words = models.CharField(max_length=600, blank=True)
    third_words = models.CharField(max_length=600, blank=True)  # mentor: why; mentee: what kind of mentor
    preferences = models.JSONField(default=list)  # mentee: codes such as "patient", "a_woman"; never on the card
    required_preferences = models.JSONField(default=list)  # of those, the ones that must be met
    reach_ways = models.JSONField(default=list)  # phone, video, chat, email, in_person
    reach_times = models.JSONField(default=list)  # "mon-evening" and the like
    reach_words = models.CharField(max_length=600, blank=True)
    languages = models.JSONField(default=list)
    traits = models.JSONField(default=list)  # what the person chose to say of themselves, matched with preferences
    background = models.CharField(max_length=200, blank=True)  # title or path, one line
    household = models.CharField(max_length=80, blank=True)  # people who share one are never paired
    audiences = models.JSONField(default=dict)  # answer field -> Audience
    answers = models.JSONField(default=dict)  # extra questions: question id -> answer
    capacity = models.PositiveSmallIntegerField(default=1)  # mentors: how many at once; mentees: always 1

    started_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    enrolled_at = models.DateTimeField(null=True)
    paused_until = models.DateField(null=True)
    left_at = models.DateTimeField(null=True)
    waiting_since = models.DateTimeField(null=True)  # priority for those left waiting or let down before
    filled_in_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["program", "person", "role"],
                condition=~Q(state="left"),
                name="one_place_per_role",
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1, capacity__lte=50), name="capacity_is_sane"),
        ]
        indexes = [models.Index(fields=["program", "role", "state"], name="enrollment_by_program")]

    def __str__(self) -> str:
        return f"{self.person} as {self.role}"

    @property
    def is_mentor(self) -> bool:
        return self.role == Role.MENTOR

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ENROLLED
