"""At which moment something due on a day reaches a person: by their own clock, and never in their quiet hours."""

from __future__ import annotations

from datetime import date, datetime, time

from alongside.domain.people.models import Person
from alongside.kernel.timezones import local_moment_outside_quiet


def moment_of(day: date, wall: time, person: Person) -> datetime:
    """``wall`` on ``day`` where the person lives, or the end of their quiet hours if it falls into them."""
    return local_moment_outside_quiet(day, wall, person.time_zone, person.quiet_from, person.quiet_until)
