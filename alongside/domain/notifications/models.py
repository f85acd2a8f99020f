"""What one person should know, and each attempt to say it."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.domain.people.models import Person


class Notice(models.Model):
    """One thing one person should know. ``once`` makes telling it twice impossible."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)  # a key of notifications.kinds.KINDS
    facts = models.JSONField(default=dict)  # ids, names people show, dates; never private words
    path = models.CharField(max_length=300, blank=True)  # where it leads
    once = models.CharField(max_length=200, unique=True)
    noticed_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-noticed_at"], name="notice_newest"),
            models.Index(fields=["person"], condition=models.Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} notice"


class Delivery(models.Model):
    """One message on its way out. Retried until it went or was given up; repeats carry the same Message-ID."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENT = "sent", _("Sent")
        SUPPRESSED = "suppressed", _("Held back")
        FAILED = "failed", _("Could not be sent")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    notice = models.OneToOneField(Notice, models.CASCADE, null=True, related_name="delivery")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="deliveries")
    address = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(state="queued"), name="delivery_due")]

    def __str__(self) -> str:
        return f"delivery {self.pk}"
