"""The tables of spaces: rooms, what is said in them, what the live channel tells, and the keys kept apart."""

from alongside.domain.spaces.models.items import Attachment, Draft, Item, Reaction, Revision
from alongside.domain.spaces.models.keys import Erasure, KeyMark, SpaceKey
from alongside.domain.spaces.models.rooms import Space, SpaceMember
from alongside.domain.spaces.models.traces import Trace

__all__ = [
    "Attachment",
    "Draft",
    "Erasure",
    "Item",
    "KeyMark",
    "Reaction",
    "Revision",
    "Space",
    "SpaceKey",
    "SpaceMember",
    "Trace",
]
