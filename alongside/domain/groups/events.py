"""What groups announce."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from alongside.domain.events.facts import Fact


@dataclass(frozen=True)
class GroupCreated(Fact):
    group: UUID


@dataclass(frozen=True)
class GroupChanged(Fact):
    group: UUID


@dataclass(frozen=True)
class GroupJoined(Fact):
    group: UUID
    person: UUID


@dataclass(frozen=True)
class GroupLeft(Fact):
    group: UUID
    person: UUID


@dataclass(frozen=True)
class MemberRemoved(Fact):
    group: UUID
    person: UUID


@dataclass(frozen=True)
class RoleChanged(Fact):
    group: UUID
    person: UUID
    role: str


@dataclass(frozen=True)
class InvitationMade(Fact):
    group: UUID


@dataclass(frozen=True)
class InvitationWithdrawn(Fact):
    group: UUID


@dataclass(frozen=True)
class GroupJoinRequested(Fact):
    """Somebody asks to be let in; the organizers should know."""

    join_request: UUID
    group: UUID
    person: UUID


@dataclass(frozen=True)
class JoinRequestWithdrawn(Fact):
    group: UUID
    person: UUID


@dataclass(frozen=True)
class JoinRequestAccepted(Fact):
    group: UUID
    person: UUID


@dataclass(frozen=True)
class JoinRequestDeclined(Fact):
    group: UUID
    person: UUID


@dataclass(frozen=True)
class GroupPostPosted(Fact):
    group: UUID
    post: UUID


@dataclass(frozen=True)
class GroupPostEdited(Fact):
    post: UUID


@dataclass(frozen=True)
class GroupPostRetracted(Fact):
    post: UUID


@dataclass(frozen=True)
class GroupPostPinned(Fact):
    group: UUID
    post: UUID


@dataclass(frozen=True)
class GroupPostUnpinned(Fact):
    post: UUID


@dataclass(frozen=True)
class GroupCommentPosted(Fact):
    post: UUID
    comment: UUID


@dataclass(frozen=True)
class GroupCommentEdited(Fact):
    comment: UUID


@dataclass(frozen=True)
class GroupCommentRetracted(Fact):
    comment: UUID


@dataclass(frozen=True)
class GatheringPlanned(Fact):
    group: UUID
    gathering: UUID


@dataclass(frozen=True)
class GatheringChanged(Fact):
    group: UUID
    gathering: UUID


@dataclass(frozen=True)
class GatheringCanceled(Fact):
    group: UUID
    gathering: UUID
