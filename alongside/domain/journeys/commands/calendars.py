"""Opening and closing the address at which a person's calendar reads their meetings."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from alongside.domain.journeys.feeds import hash_of_secret
from alongside.domain.journeys.models import CalendarFeed
from alongside.domain.people.models import Person


@transaction.atomic
def open_calendar(person: Person, *, at: datetime) -> str:
    """The secret of a fresh address, said this once; an earlier address stops working."""
    secret = secrets.token_urlsafe(32)
    fresh = {"secret_hash": hash_of_secret(secret), "made_at": at}
    CalendarFeed.objects.update_or_create(person=person, defaults=fresh)
    return secret


@transaction.atomic
def close_calendar(person: Person) -> None:
    """The address stops working."""
    CalendarFeed.objects.filter(person=person).delete()
