"""Doors closed between two people, concerns raised, what was looked at, and what was decided."""

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


class ContactHold(models.Model):
    """While a report is looked at, nothing new of ``held`` reaches ``protected``. The sender sees it as sent."""

    protected = models.ForeignKey(Person, models.CASCADE, related_name="+")
    held = models.ForeignKey(Person, models.CASCADE, related_name="+")
    report = models.ForeignKey("Report", models.CASCADE, related_name="holds")
    began_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["protected", "held"], condition=Q(released_at=None), name="hold_in_force")]

    def __str__(self) -> str:
        return f"hold {self.pk}"


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> ReportQuerySet:
        return self.exclude(state=Report.State.RESOLVED)

    def without_part_of(self, person: UUID) -> ReportQuerySet:
        """Those a person has no part in: neither reported by them, nor about them, nor disclosing their words."""
        with_their_words = ReportedItem.objects.filter(report=models.OuterRef("pk"), author=person)
        theirs = Q(reporter=person) | Q(about=person) | models.Exists(with_their_words)
        return self.exclude(pk__in=self.model._default_manager.filter(theirs).values("pk"))

    def not_decided_by(self, person: UUID) -> ReportQuerySet:
        """Those somebody else has to look at again, because this person has decided before."""
        decided = Decision.objects.filter(report=models.OuterRef("pk"), decided_by=person)
        return self.exclude(models.Q(state__in=["received", "looking"]) & models.Exists(decided))


class Report(models.Model):
    """A concern someone raised about something or someone. What it is about is known by reference only."""

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
    program_id = models.UUIDField(null=True)
    mentorship_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    wrapped_key = models.BinaryField()  # opens everything sealed for this report, and nothing else
    wrapped_by = models.PositiveSmallIntegerField()  # the version of the master key
    words = models.BinaryField()  # the reporter's, sealed
    for_operator = models.BooleanField(default=False)  # it concerns an organizer, or nobody else may look
    state = models.CharField(max_length=8, choices=State.choices, default=State.RECEIVED)
    reported_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    taken_until = models.DateTimeField(null=True)  # until when they, and nobody else, may open it
    overdue_told_at = models.DateTimeField(null=True)  # when the people who run the site heard that it lies for long
    appealed_at = models.DateTimeField(null=True)  # the person it is about asked for somebody else
    resolved_at = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["group", "state"], name="report_by_group"),
            models.Index(fields=["for_operator", "state"], name="report_for_operator"),
        ]

    def __str__(self) -> str:
        return f"report {self.number}"


class ReportedItem(models.Model):
    """A copy of one thing the reporter ticked, as it was, sealed for this report. Nothing else is disclosed."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    ref = models.CharField(max_length=80)
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField(null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="one_reported_item_per_position")]

    def __str__(self) -> str:
        return f"item {self.position} of report {self.report_id}"


class Look(models.Model):
    """Somebody opened a report. Written before anything is unsealed, never edited, and chained to the look before.

    What the seal covers stands in columns of its own, so that the chain outlives the report and the account.
    """

    number = models.PositiveBigIntegerField(unique=True)
    report = models.ForeignKey(Report, models.SET_NULL, null=True, related_name="looks")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    report_number = models.CharField(max_length=12)
    looker_id = models.UUIDField()
    looked_at = models.DateTimeField()
    before = models.CharField(max_length=64)  # the seal of the look before
    seal = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"look {self.number}"


class Decision(models.Model):
    """What was decided about a report, and what each side is told, sealed."""

    class Kind(models.TextChoices):
        NOTHING = "nothing", _("Nothing more is needed")
        WARN = "warn", _("Warn the person")
        PAUSE = "pause", _("Pause the pair")
        REMOVE = "remove", _("Remove the person from the group")
        SUSPEND = "suspend", _("Close the person’s account")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField()
    to_reporter = models.BinaryField()
    to_reported = models.BinaryField(null=True)

    def __str__(self) -> str:
        return f"decision {self.pk}"
