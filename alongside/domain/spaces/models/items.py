"""What people say in a space. Every word, file name and reaction is sealed; ids, numbers and times are not."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q

from alongside.domain.people.models import Person
from alongside.domain.spaces.models.rooms import Space

EDITABLE_FOR = timedelta(minutes=15)


class ItemQuerySet(models.QuerySet["Item"]):
    def in_order(self) -> ItemQuerySet:
        return self.order_by("sequence")

    def standing(self) -> ItemQuerySet:
        """What nobody took back."""
        return self.filter(retracted_at=None)


class Item(models.Model):
    """One thing somebody said. ``sequence`` is its place in the space, ``edition`` the number its words were given."""

    class Kind(models.TextChoices):
        MESSAGE = "message"
        POST = "post"
        COMMENT = "comment"
        ANSWER = "answer"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    space = models.ForeignKey(Space, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # People are never deleted from under their words: an erased account becomes "a former member".
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sequence = models.PositiveBigIntegerField()
    edition = models.PositiveBigIntegerField()
    client_id = models.CharField(max_length=64, null=True)  # noqa: DJ001  (null: sent without one)
    about = models.ForeignKey("self", models.CASCADE, null=True, related_name="comments")
    # Both are part of the seal: words hung under another post, or made to answer others, no longer open.
    quotes = models.ForeignKey("self", models.RESTRICT, null=True, related_name="+")
    sealed = models.BinaryField()
    said_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    retracted_at = models.DateTimeField(null=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "sequence"], name="one_item_per_number"),
            models.UniqueConstraint(
                fields=["space", "author", "client_id"],
                condition=Q(client_id__isnull=False),
                name="one_item_per_client_id",
            ),
        ]
        indexes = [
            models.Index(fields=["space", "kind", "sequence"], name="item_by_kind"),
            models.Index(fields=["retracted_at"], condition=Q(retracted_at__isnull=False), name="item_retracted"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def can_be_edited(self, at: datetime) -> bool:
        """Words can be put right for a quarter of an hour."""
        return self.retracted_at is None and at <= self.said_at + EDITABLE_FOR


class Revision(models.Model):
    """Words that were replaced by an edit."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="revisions")
    edition = models.PositiveBigIntegerField()
    sealed = models.BinaryField()
    replaced_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"revision {self.edition} of item {self.item_id}"


class Attachment(models.Model):
    """A file. Its name and type are sealed here, its bytes in a file named by the id."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    space = models.ForeignKey(Space, models.CASCADE, related_name="attachments")
    item = models.ForeignKey(Item, models.CASCADE, related_name="attachments")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    is_image = models.BooleanField(default=False)
    size = models.PositiveBigIntegerField()  # as the people see it
    sealed = models.BinaryField()  # {"name": ..., "type": ..., "width": ..., "height": ...}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "position"], name="one_attachment_per_position")]

    def __str__(self) -> str:
        return f"attachment {self.pk}"


class Reaction(models.Model):
    """One person's small answer to an item. Which one it is, is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="reactions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    edition = models.PositiveBigIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="one_reaction_each")]

    def __str__(self) -> str:
        return f"reaction {self.pk}"


class Draft(models.Model):
    """Words not yet shared, kept as they are typed. ``slot`` says what they are for: ``answer:5``, ``message``."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    space = models.ForeignKey(Space, models.CASCADE, related_name="drafts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    slot = models.CharField(max_length=60)
    edition = models.PositiveBigIntegerField(default=1)
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "person", "slot"], name="one_draft_per_slot")]

    def __str__(self) -> str:
        return f"draft {self.pk}"
