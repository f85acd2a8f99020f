"""Doors closed between two people, and concerns raised."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.groups.models import Group
from alongside.domain.people.models import Person


class BlockQuerySet(models.QuerySet["Block"]):
    def between(self, a: UUID, b: UUID) -> BlockQuerySet:
        """A block acts both ways, whoever made it."""
        return self.filter(Q(blocker=a, blocked=b) | Q(blocker=b, blocked=a))

    def touching(self, person: UUID) -> BlockQuerySet:
        return self.filter(Q(blocker=person) | Q(blocked=person))


class Block(models.Model):
    """A door one person closed to another. Silent, and in force both ways."""

    blocker = models.ForeignKey(Person, models.CASCADE, related_name="blocks_made")
    blocked = models.ForeignKey(Person, models.CASCADE, related_name="blocks_met")
    made_at = models.DateTimeField()

    objects = BlockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="one_block_each_way"),
            models.CheckConstraint(condition=~Q(blocker=models.F("blocked")), name="nobody_blocks_themselves"),
        ]

    def __str__(self) -> str:
        return f"block {self.pk}"


class Report(models.Model):
    """A concern someone raised about something or someone."""

    class Kind(models.TextChoices):
        UNKIND = "unkind", _("Unkind, rude or threatening")
        MONEY = "money", _("Asks for money or private details")
        SEXUAL = "sexual", _("Sexual or romantic messages I do not want")
        WORRIED = "worried", _("I am worried about someone’s safety, or my own")
        UNDER_18 = "under_18", _("Someone may be under 18")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        RECEIVED = "received", _("We have it")
        LOOKING = "looking", _("Someone is looking")
        RESOLVED = "resolved", _("Done")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    number = models.CharField(max_length=12, unique=True)
    reporter = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="reports_made")
    about = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="reports_met")
    group = models.ForeignKey(Group, models.SET_NULL, null=True, related_name="reports")
    subject = models.CharField(max_length=80)  # "message:<uuid>", "group_post:<uuid>", "person:<uuid>" ...
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.TextField(max_length=2000, blank=True)
    stop_contact = models.BooleanField(default=False)
    for_operator = models.BooleanField(default=False)  # it concerns an organizer, or there is no group
    state = models.CharField(max_length=8, choices=State.choices, default=State.RECEIVED)
    reported_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    decision = models.TextField(max_length=2000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["group", "state"], name="report_by_group")]

    def __str__(self) -> str:
        return f"report {self.number}"
