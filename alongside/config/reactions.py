"""What follows from what happened: the only wiring between apps. Every fact is here or in SILENT.

``REACTIONS`` is merged from one mapping per area, kept by ``alongside.domain.notifications.reactions`` and by the
apps that act on what others announce.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from alongside.domain.events.facts import Fact

REACTIONS: Mapping[type[Fact], Sequence[Callable[..., None]]] = {}

# Facts nobody needs to be told of; kept as history.
SILENT: frozenset[type[Fact]] = frozenset()
