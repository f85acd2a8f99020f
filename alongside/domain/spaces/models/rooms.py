"""Private rooms and who is in them."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.people.models import Person


class SpaceQuerySet(models.QuerySet["Space"]):
    def open(self) -> SpaceQuerySet:
        return self.filter(closed_at=None)

    def of(self, person: UUID) -> SpaceQuerySet:
        """The spaces this person can enter."""
        return self.filter(members__person=person, members__left_at=None)


class Space(models.Model):
    """A room only its members can open. Everything said in it is sealed with the space's own key."""

    class Kind(models.TextChoices):
        MENTORSHIP = "mentorship", _("Mentorship")
        CONVERSATION = "conversation", _("Conversation")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)  # from then on everybody reads and nobody writes
    last_sequence = models.PositiveBigIntegerField(default=0)  # items are numbered, so order never needs a clock
    last_active_at = models.DateTimeField(null=True)
    bytes_used = models.PositiveBigIntegerField(default=0)  # by files

    objects = SpaceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"space {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class SpaceMemberQuerySet(models.QuerySet["SpaceMember"]):
    def current(self) -> SpaceMemberQuerySet:
        return self.filter(left_at=None)


class SpaceMember(models.Model):
    """A person who can open a space."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="space_memberships")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    sees_from = models.PositiveBigIntegerField(default=0)  # the first item number this person may see
    read_up_to = models.PositiveBigIntegerField(default=0)
    shows_read_marks = models.BooleanField(default=False)
    shows_writing = models.BooleanField(default=False)
    asked_to_erase_at = models.DateTimeField(null=True)  # erased once everybody asked
    last_active_at = models.DateTimeField(null=True)

    objects = SpaceMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "person"], condition=Q(left_at=None), name="one_current_place_in_a_space"
            )
        ]

    def __str__(self) -> str:
        return f"member {self.pk}"
