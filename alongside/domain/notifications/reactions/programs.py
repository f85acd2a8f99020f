"""Who is told when something happens: programs, their launch and their polls."""

from __future__ import annotations

from alongside.domain.events.reactions import Reactions, Silent

REACTIONS: Reactions = {}

# Facts of this area nobody needs to be told of.
SILENT: Silent = frozenset()
