"""What spaces announce: ids only, never what was said."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from alongside.domain.events.facts import Fact


@dataclass(frozen=True)
class SpaceOpened(Fact):
    space_id: UUID


@dataclass(frozen=True)
class SpaceClosed(Fact):
    space_id: UUID
