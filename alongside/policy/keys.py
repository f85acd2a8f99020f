"""What the operator may do with the keys of spaces: look after them, never use them."""

from __future__ import annotations

from alongside.domain.keys.models import SpaceKey
from alongside.domain.spaces.commands.keys import replay_erasures, rewrap_keys

__all__ = ["are_spaces_sealed", "replay_erasures", "rewrap_keys"]


def are_spaces_sealed() -> bool:
    """Whether any space already has a key."""
    return SpaceKey.objects.exists()
