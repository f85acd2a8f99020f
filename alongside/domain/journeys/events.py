"""What journeys announce: ids and week numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from alongside.domain.events.facts import Fact


@dataclass(frozen=True)
class JourneyBegun(Fact):
    journey_id: UUID
