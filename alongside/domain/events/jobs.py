"""The worker's way in: hand on what waits."""

from __future__ import annotations

from datetime import datetime

from alongside.domain.events.commands import hand_on
from alongside.domain.events.models import Event
from alongside.domain.events.reactions import Reactions

_BATCH = 200


def hand_on_waiting_events(reactions: Reactions, *, at: datetime) -> int:
    """Hand on every waiting event, oldest first, and say how many went through."""
    return sum(hand_on(event, reactions, at=at) for event in Event.objects.waiting(at)[:_BATCH])
