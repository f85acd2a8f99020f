"""What somebody was nudged about, once each."""

from __future__ import annotations

from django.db import models

from alongside.domain.mentorships.models.mentorships import Mentorship
from alongside.domain.people.models import Person


class Nudge(models.Model):
    """One nudge that went. The row is what makes a second one impossible."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="nudges")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")  # or whose clock the pair's nudge went by
    kind = models.CharField(max_length=17)  # kick_off, quiet_1 ..., closing, extra
    stamp = models.CharField(max_length=40, blank=True)  # of which silence, of which end, of which step
    then = models.CharField(max_length=9, blank=True)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "person", "kind", "stamp"], name="one_nudge_each"),
            # What concerns the whole pair happens once, by whoever's clock.
            models.UniqueConstraint(
                fields=["mentorship", "kind", "stamp"],
                condition=models.Q(then__in=["organizer", "rest", "end"]),
                name="one_nudge_each_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} nudge {self.pk}"
