"""The tables of spaces: rooms, what is said in them and what the live channel tells."""

from alongside.domain.spaces.models.items import Attachment, Draft, Item, Reaction, Revision
from alongside.domain.spaces.models.rooms import Space, SpaceMember
from alongside.domain.spaces.models.traces import Trace

__all__ = [
    "Attachment",
    "Draft",
    "Item",
    "Reaction",
    "Revision",
    "Space",
    "SpaceMember",
    "Trace",
]
