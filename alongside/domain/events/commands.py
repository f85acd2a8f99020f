"""Writing down what happened, and handing it on."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from alongside.domain.events.facts import Fact, fact_from
from alongside.domain.events.models import Event
from alongside.domain.events.reactions import Reactions

log = logging.getLogger(__name__)
_LONGEST_PAUSE = timedelta(hours=1)


def record(fact: Fact, *, actor: UUID | None, at: datetime) -> Event:
    """Keep ``fact`` in the caller's transaction; the worker hands it on afterwards."""
    return Event.objects.create(name=fact.name, payload=fact.payload(), actor_id=actor, occurred_at=at, next_try_at=at)


def record_many(facts: Iterable[Fact], *, actor: UUID | None, at: datetime) -> None:
    """Keep many facts at once, for acts that concern thousands of people."""
    Event.objects.bulk_create(
        (
            Event(name=fact.name, payload=fact.payload(), actor_id=actor, occurred_at=at, next_try_at=at)
            for fact in facts
        ),
        batch_size=1000,
    )


def hand_on(event: Event, reactions: Reactions, *, at: datetime) -> bool:
    """Run every reaction to ``event`` and mark it handled, all in one transaction.

    A failing reaction rolls its own event back and makes it wait longer each time; it stops no other event.
    """
    try:
        with transaction.atomic():
            claimed = Event.objects.filter(pk=event.pk, handled_at=None).update(handled_at=at)
            if claimed:
                fact = fact_from(event.name, event.payload)
                for reaction in reactions.get(type(fact), ()):
                    reaction(fact, at=event.occurred_at)
            return bool(claimed)
    except Exception as trouble:
        # Only the kind of trouble is logged: its words may hold what somebody wrote in private.
        log.error("Event %s (%s) could not be handed on: %s", event.pk, event.name, type(trouble).__name__)
        pause = min(_LONGEST_PAUSE, timedelta(seconds=5 * 2 ** min(event.attempts, 12)))
        Event.objects.filter(pk=event.pk).update(attempts=F("attempts") + 1, next_try_at=at + pause)
        return False
