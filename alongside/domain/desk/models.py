"""What organizers took, did and put off; what they noted about a pair; and how long they were at it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.domain.mentorships.models import Mentorship
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program

# Whoever took something and went away holds nobody up for longer.
CLAIM_LASTS = timedelta(minutes=30)


class MarkQuerySet(models.QuerySet["Mark"]):
    def standing(self, at: datetime) -> MarkQuerySet:
        """Those that still keep their subject off the list."""
        return self.filter(until__gt=at)


class Mark(models.Model):
    """One subject of one rule that an organizer looked after or put off: off the list until a moment.

    A row of the list stands for many subjects, the quiet pairs for instance. Each has its own mark, so a pair that
    goes quiet tomorrow shows up although yesterday's are done.
    """

    class Kind(models.TextChoices):
        DONE = "done", _("Done")
        LATER = "later", _("Put off")

    program = models.ForeignKey(Program, models.CASCADE, related_name="desk_marks")
    rule = models.CharField(max_length=20)
    subject = models.UUIDField()
    kind = models.CharField(max_length=5, choices=Kind.choices)
    until = models.DateTimeField()
    batch = models.UUIDField()  # what one act marked together, and one undo takes back
    marked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    marked_at = models.DateTimeField()

    objects = MarkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "rule", "subject"], name="one_mark_per_subject")]
        indexes = [
            models.Index(fields=["batch"], name="mark_by_batch"),
            models.Index(fields=["program", "marked_at"], name="mark_by_program"),
        ]

    def __str__(self) -> str:
        return f"mark {self.pk}"


class ClaimQuerySet(models.QuerySet["Claim"]):
    def living(self, at: datetime) -> ClaimQuerySet:
        return self.filter(taken_at__gt=at - CLAIM_LASTS)


class Claim(models.Model):
    """An organizer is on one row of the list, so that two do not do the same."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="desk_claims")
    row = models.CharField(max_length=60)  # "quiet", or "hand:<check-in>"
    taken_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    taken_at = models.DateTimeField()

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "row"], name="one_claim_per_row")]

    def __str__(self) -> str:
        return f"claim {self.pk}"


class Sitting(models.Model):
    """An organizer's acts in one program with less than ten minutes between them. No page they only read is noted."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="sittings")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()
    acts = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["program", "person", "last_at"], name="sitting_by_program")]

    def __str__(self) -> str:
        return f"sitting {self.pk}"


class PairNote(models.Model):
    """What an organizer noted about a pair, for the group's organizers. Sealed with the pair's own key."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="notes")
    # As with words in a space: an erased account becomes "a former member".
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    noted_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)  # its words are gone then

    def __str__(self) -> str:
        return f"note {self.pk}"
