"""One person asking another to be a pair."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.people.models import Person


class MentorRequestQuerySet(models.QuerySet["MentorRequest"]):
    def alive(self) -> MentorRequestQuerySet:
        """Those that may still become a pair: asked, next in line, or waiting for the organizer."""
        return self.filter(state__in=MentorRequest.ALIVE)

    def open(self) -> MentorRequestQuerySet:
        """Those somebody is asked to answer now."""
        return self.filter(state=MentorRequest.State.OPEN)

    def for_mentor(self, mentor: Enrollment) -> MentorRequestQuerySet:
        return self.filter(mentor=mentor)


class MentorRequest(models.Model):
    """One person asking another to be a pair."""

    class State(models.TextChoices):
        NEXT = "next", _("Next in line")
        OPEN = "open", _("Waiting for an answer")
        APPROVAL = "approval", _("Waiting for the organizer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Ran out")

    ALIVE = (State.NEXT, State.OPEN, State.APPROVAL)

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    mentee = models.ForeignKey(Enrollment, models.CASCADE, related_name="requests_as_mentee")
    mentor = models.ForeignKey(Enrollment, models.CASCADE, related_name="requests_as_mentor")
    asked_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    message = models.CharField(max_length=600, blank=True)
    rank = models.PositiveSmallIntegerField(default=1)  # the mentee's order of choices, 1 first
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    requested_at = models.DateTimeField()  # when the other was asked; moves when a next choice's turn comes
    answered_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")  # the organizer who approved
    kind_line = models.CharField(max_length=600, blank=True)
    reminded_at = models.DateTimeField(null=True)

    objects = MentorRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mentee", "mentor"],
                condition=Q(state__in=["next", "open", "approval"]),
                name="one_open_request_per_pair",
            )
        ]
        indexes = [models.Index(fields=["state", "requested_at"], name="mentor_request_due")]

    def __str__(self) -> str:
        return f"mentor request {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_alive(self) -> bool:
        return self.state in self.ALIVE

    @property
    def asked(self) -> Enrollment:
        """The one who is to answer."""
        return self.mentee if self.asked_by_id == self.mentor.person_id else self.mentor

    @property
    def asker(self) -> Enrollment:
        """The one who asked."""
        return self.mentor if self.asked_by_id == self.mentor.person_id else self.mentee
