"""One season of mentoring in a group."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.groups.models import Group
from alongside.domain.people.models import Person

UNDO_FOR = timedelta(minutes=10)


class ProgramQuerySet(models.QuerySet["Program"]):
    def visible_to_members(self) -> ProgramQuerySet:
        """Those a member can open on the Mentorship tab."""
        return self.exclude(state__in=[Program.State.DRAFT, Program.State.ASKING])

    def to_announce(self, at: datetime) -> ProgramQuerySet:
        """Launched long enough ago that the launch can no longer be undone, and members are still to be told."""
        return self.filter(announce_at__lte=at)


class Program(models.Model):
    """One season of mentoring in a group."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Saved for later")
        ASKING = "asking", _("Asking members first")
        OPEN = "open", _("Open")
        RUNNING = "running", _("Running")
        ARCHIVED = "archived", _("Archived: no new sign-ups, pairs go on")
        CLOSED = "closed", _("Closed")

    class Pairing(models.TextChoices):
        ORGANIZER = "organizer", _("I pair people")
        MEMBERS = "members", _("Members choose each other")
        BOTH = "both", _("I pair people, and members can also choose each other")
        APPROVED = "approved", _("Members suggest, I approve")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="programs")
    template_key = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    promise = models.CharField(max_length=200, blank=True)  # the one sentence at the top of the tab
    description = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    pairing = models.CharField(max_length=9, choices=Pairing.choices, default=Pairing.BOTH)
    is_sensitive = models.BooleanField(default=False)  # neutral subjects, answers to the organizer only
    weeks = models.PositiveSmallIntegerField(default=12)
    sign_up_closes_on = models.DateField(null=True)  # null: always open
    starts_on = models.DateField(null=True)
    default_capacity = models.PositiveSmallIntegerField(default=2)
    topics = models.JSONField(default=list)  # the tiles of sign-up, as a list of plain labels
    prompts = models.JSONField(default=dict)  # {"mentor": [four], "mentee": [four]} question, hint, examples
    agreement = models.TextField(max_length=6000, blank=True)
    weights = models.JSONField(default=dict)  # the engine's weights, by component
    rhythm = models.CharField(max_length=60, blank=True)  # "About 1 hour a week"
    unsure = models.CharField(max_length=120, blank=True)  # the tile for people who are not sure yet
    icon = models.CharField(max_length=40, blank=True)
    reviews_applications = models.BooleanField(default=False)  # somebody reads each sign-up before it counts
    created_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    launched_at = models.DateTimeField(null=True)
    was_open = models.BooleanField(default=False)  # people may have signed up, so it is never thrown away
    launch_words = models.TextField(max_length=2000, blank=True)  # what members are told
    tells_everyone = models.BooleanField(default=True)  # or only those who asked to hear of it
    announce_at = models.DateTimeField(null=True)  # members are told then; empty once told, or never to be
    archived_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = ProgramQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["group", "state"], name="program_by_group"),
            models.Index(fields=["announce_at"], condition=Q(announce_at__isnull=False), name="program_to_announce"),
        ]

    def __str__(self) -> str:
        return self.name

    def takes_sign_ups(self, today: date) -> bool:
        """Whether somebody may sign up today."""
        if self.state not in (self.State.OPEN, self.State.RUNNING):
            return False
        return self.sign_up_closes_on is None or today <= self.sign_up_closes_on

    def can_undo_launch(self, at: datetime) -> bool:
        """Whether the launch can still be taken back: for ten minutes, and nobody has been told."""
        return self.state == self.State.OPEN and self.launched_at is not None and at < self.launched_at + UNDO_FOR

    @property
    def is_visible_to_members(self) -> bool:
        return self.state not in (self.State.DRAFT, self.State.ASKING)

    @property
    def ends_on(self) -> date | None:
        """The last day of the last week."""
        return self.starts_on and self.starts_on + timedelta(weeks=self.weeks, days=-1)

    @property
    def members_choose(self) -> bool:
        return self.pairing in (self.Pairing.MEMBERS, self.Pairing.BOTH, self.Pairing.APPROVED)

    @property
    def organizer_pairs(self) -> bool:
        return self.pairing in (self.Pairing.ORGANIZER, self.Pairing.BOTH)
