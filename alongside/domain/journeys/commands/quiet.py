"""Noticing that nothing was said for a while, once for each spell."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from alongside.domain.events.commands import record
from alongside.domain.journeys.events import PersonWentQuiet, WentQuiet
from alongside.domain.journeys.models import Journey, QuietSpell
from alongside.domain.people.models import Person

PAIR_DAYS = 10
PERSON_DAYS = 14


@transaction.atomic
def notice_quiet_pair(journey: Journey, *, since: datetime, at: datetime) -> bool:
    """Note that nobody did anything for ten days; say whether it is news. Records WentQuiet."""
    is_news = _note(journey, None, PAIR_DAYS, since, at)
    if is_news:
        record(WentQuiet(journey.pk, PAIR_DAYS, since.date()), actor=None, at=at)
    return is_news


@transaction.atomic
def notice_quiet_person(journey: Journey, person: Person, *, since: datetime, at: datetime) -> bool:
    """Note that one person did nothing for two weeks; say whether it is news. Records PersonWentQuiet."""
    is_news = _note(journey, person, PERSON_DAYS, since, at)
    if is_news:
        record(PersonWentQuiet(journey.pk, person.pk, PERSON_DAYS, since.date()), actor=None, at=at)
    return is_news


def _note(journey: Journey, person: Person | None, days: int, since: datetime, at: datetime) -> bool:
    return QuietSpell.objects.get_or_create(
        journey=journey, person=person, days=days, since=since, defaults={"noticed_at": at}
    )[1]
