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


@dataclass(frozen=True)
class SpaceLeft(Fact):
    space_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class ErasureAskedFor(Fact):
    space_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class SpaceErased(Fact):
    space_id: UUID


@dataclass(frozen=True)
class MessageSent(Fact):
    space_id: UUID
    item_id: UUID
    author_id: UUID


@dataclass(frozen=True)
class PostShared(Fact):
    space_id: UUID
    item_id: UUID
    author_id: UUID


@dataclass(frozen=True)
class CommentAdded(Fact):
    space_id: UUID
    item_id: UUID
    post_id: UUID
    author_id: UUID


@dataclass(frozen=True)
class ItemEdited(Fact):
    space_id: UUID
    item_id: UUID


@dataclass(frozen=True)
class ItemRetracted(Fact):
    space_id: UUID
    item_id: UUID


@dataclass(frozen=True)
class ReactionGiven(Fact):
    space_id: UUID
    item_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class MessagesRead(Fact):
    space_id: UUID
    person_id: UUID
