"""What a person's own calendar may read: when they talk, and nothing about with whom or where."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db.models import QuerySet

from alongside.domain.journeys.models import CalendarFeed, Meeting, Walker
from alongside.domain.people.models import Person

# What was canceled stays in the feed for a while, marked so, because some calendars keep what merely disappears.
_KEPT = timedelta(days=60)


def hash_of_secret(secret: str) -> str:
    """What is kept of an address. The secret has 256 random bits, so a plain hash cannot be turned back."""
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_of(person: Person) -> CalendarFeed | None:
    """The person's feed, when they opened one."""
    return CalendarFeed.objects.filter(person=person).first()


def reader_of_feed(secret: str) -> Person | None:
    """Whose calendar reads this address; nobody's once the account is closed or suspended."""
    feeds = CalendarFeed.objects.filter(person__suspended_at=None, person__deactivated_at=None)
    feed = feeds.select_related("person").filter(secret_hash=hash_of_secret(secret)).first()
    return feed.person if feed else None


def meetings_in_feed(person: Person, *, at: datetime) -> QuerySet[Meeting]:
    """The planned and canceled meetings of everything the person takes part in; gone when they leave it."""
    walks = Walker.objects.filter(person=person, left_at=None, journey__finished_at=None).values("journey")
    shown = Meeting.objects.filter(journey__in=walks, state__in=[Meeting.State.PLANNED, Meeting.State.CANCELED])
    return shown.filter(starts_at__gte=at - _KEPT).order_by("starts_at", "pk")
