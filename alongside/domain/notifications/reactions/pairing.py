"""Who is told when something happens: rounds and introductions."""

from __future__ import annotations

from alongside.domain.events.reactions import Reactions, Silent

REACTIONS: Reactions = {}

# Facts of this area nobody needs to be told of.
SILENT: Silent = frozenset()
