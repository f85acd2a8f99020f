"""Times to talk: proposed, planned, canceled or held."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.journeys.models.journeys import Journey
from alongside.domain.people.models import Person

REMINDED_BEFORE = timedelta(days=1)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def ahead(self, at: datetime) -> MeetingQuerySet:
        """Proposed, or planned and not yet over."""
        planned = self.filter(state=Meeting.State.PLANNED, starts_at__gt=at - timedelta(hours=2))
        return self.filter(state=Meeting.State.PROPOSED) | planned

    def to_remind_of(self, at: datetime) -> MeetingQuerySet:
        """Planned more than a day ahead, begins within a day, and nobody was reminded yet."""
        soon = self.filter(state=Meeting.State.PLANNED, starts_at__gt=at, starts_at__lte=at + REMINDED_BEFORE)
        return soon.filter(reminded_at=None, starts_at__gt=F("changed_at") + REMINDED_BEFORE)


class Meeting(models.Model):
    """One meeting. Where it is and the note after it are sealed; the times are not."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        PLANNED = "planned", _("Planned")
        CANCELED = "canceled", _("Canceled")
        HELD = "held", _("Held")

    class How(models.TextChoices):
        PHONE = "phone", _("By phone")
        VIDEO = "video", _("Video call")
        IN_PERSON = "in_person", _("In person")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    journey = models.ForeignKey(Journey, models.CASCADE, related_name="meetings")
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    how = models.CharField(max_length=9, choices=How.choices, default=How.PHONE)
    times = models.JSONField(default=list)  # up to three proposals, UTC, ISO 8601
    starts_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(default=45)
    revision = models.PositiveSmallIntegerField(default=0)  # iTIP's SEQUENCE: calendars take the highest
    changed_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)  # of the time that is planned now
    sequence = models.PositiveBigIntegerField()  # binds the place
    sealed_place = models.BinaryField(default=b"")
    note_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    note_sequence = models.PositiveBigIntegerField(default=0)
    sealed_note = models.BinaryField(default=b"")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["journey", "state", "starts_at"], name="meeting_by_journey"),
            models.Index(
                fields=["starts_at"], condition=Q(state="planned", reminded_at=None), name="meeting_to_remind_of"
            ),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def proposals(self) -> list[datetime]:
        return [datetime.fromisoformat(each) for each in self.times]
