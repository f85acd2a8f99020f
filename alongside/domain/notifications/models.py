"""What one person should know, each attempt to say it, and how often each wants to be written to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.groups.models import Group
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.safety.models import Block


class NoticeQuerySet(models.QuerySet["Notice"]):
    def shown(self, at: datetime) -> NoticeQuerySet:
        """What each person may know by now: nothing that can still be undone, nothing about somebody behind a block."""
        block = Block.objects.filter(
            Q(blocker=OuterRef("person"), blocked=OuterRef("about"))
            | Q(blocked=OuterRef("person"), blocker=OuterRef("about"))
        )
        return self.filter(~Exists(block), noticed_at__lte=at)

    def shown_to(self, person: UUID, at: datetime) -> NoticeQuerySet:
        """What this person may know by now."""
        return self.shown(at).filter(person=person)

    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at=None)


class Notice(models.Model):
    """One thing one person should know. ``once`` makes telling it twice impossible."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)  # a key of notifications.kinds.KINDS
    facts = models.JSONField(default=dict)  # ids, names people show, dates; never private words
    path = models.CharField(max_length=300, blank=True)  # where it leads
    once = models.CharField(max_length=200, unique=True)
    neutral = models.BooleanField(default=False)  # its letter names nobody and nothing
    # What it is about. Its letter is held back when a block, a leaving or an undo comes first.
    about = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    group = models.ForeignKey(Group, models.CASCADE, null=True, related_name="+")
    mentorship = models.ForeignKey(Mentorship, models.CASCADE, null=True, related_name="+")
    noticed_at = models.DateTimeField()  # not shown to anybody before
    read_at = models.DateTimeField(null=True)
    # Whether the person did anything here in the three days after; not known before they are over.
    moved = models.BooleanField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-noticed_at"], name="notice_newest"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["noticed_at"], condition=Q(moved=None), name="notice_to_weigh"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} notice"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def queued(self) -> DeliveryQuerySet:
        return self.filter(state=Delivery.State.QUEUED)

    def due(self, at: datetime) -> DeliveryQuerySet:
        """Waiting, due, and in nobody's hands, the longest waiting first."""
        free = Q(claimed_until=None) | Q(claimed_until__lte=at)
        return self.queued().filter(free, due_at__lte=at).order_by("due_at")


class Delivery(models.Model):
    """One message on its way out. Retried until it went or was given up; repeats carry the same Message-ID.

    A letter that goes with a notice has no words until it is sent: it is written then, in the person's language,
    from what is true then.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENT = "sent", _("Sent")
        SUPPRESSED = "suppressed", _("Held back")
        FOLDED = "folded", _("Told in a letter of several")
        FAILED = "failed", _("Could not be sent")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    notice = models.OneToOneField(Notice, models.CASCADE, null=True, related_name="delivery")
    is_digest = models.BooleanField(default=False)  # tells of every notice whose own letter was folded into it
    folded_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="folded")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="deliveries")
    address = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)  # what the mail server said, or why it was held back

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="queued"), name="delivery_due"),
            models.Index(fields=["state", "-queued_at"], name="delivery_by_state"),
            models.Index(fields=["person", "-sent_at"], condition=Q(state="sent"), name="delivery_sent_to"),
            models.Index(fields=["person"], condition=Q(state="folded", folded_into=None), name="delivery_to_gather"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(is_digest=True, state="queued"), name="one_open_digest_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"


class OrganizerLetter(models.Model):
    """Something an organizer writes to several people of a program. Nobody gets it before ``begins_at``."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    program = models.ForeignKey(Program, models.CASCADE, related_name="letters")
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    audience = models.CharField(max_length=60)
    words = models.TextField(max_length=4000)
    recipients = models.JSONField(default=list)  # ids, in the order they are told
    told = models.PositiveIntegerField(default=0)  # how many of them have been
    written_at = models.DateTimeField()
    begins_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["begins_at"], condition=Q(finished_at=None), name="organizer_letter_due"),
        ]

    def __str__(self) -> str:
        return f"organizer's letter {self.pk}"


class MailChoice(models.Model):
    """A person's word on one kind of notice: by e-mail or not."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="mail_choices")
    kind = models.CharField(max_length=60)
    by_mail = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_mail_choice_per_kind")]

    def __str__(self) -> str:
        return f"{self.kind} by mail: {self.by_mail}"


class Rhythm(models.TextChoices):
    """How often a person wants to be written to. Where somebody waits for an answer, each has a letter of its own."""

    AT_ONCE = "at_once", _("As it happens")
    DAILY = "daily", _("One letter a day, in the morning")
    WEEKLY = "weekly", _("One letter a week, on Monday morning")
    RARELY = "rarely", _("Only when somebody waits for me")


class MailHabit(models.Model):
    """A person who chose how often to be written to."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="mail_habit")
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, default=Rhythm.AT_ONCE)

    def __str__(self) -> str:
        return self.rhythm
