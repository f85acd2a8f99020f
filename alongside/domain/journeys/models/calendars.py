"""The address at which a person's own calendar reads their meetings."""

from __future__ import annotations

from django.db import models

from alongside.domain.people.models import Person


class CalendarFeed(models.Model):
    """One secret address per person. Only its hash is kept, so that nobody can read the address back."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="calendar_feed")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"calendar of {self.person_id}"
