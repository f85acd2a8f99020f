"""What follows from facts: the shape of the wiring each area keeps, and how the areas are merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from alongside.domain.events.facts import Fact

# A reaction is called as ``reaction(fact, at=...)`` with the moment the fact happened. It only writes rows, and it
# is safe to repeat.
Reaction = Callable[..., object]
Reactions = Mapping[type[Fact], Sequence[Reaction]]
Silent = frozenset[type[Fact]]


def merged(areas: Iterable[Reactions]) -> Reactions:
    """All reactions to each fact, in the order of the areas."""
    together: dict[type[Fact], list[Reaction]] = defaultdict(list)
    for area in areas:
        for fact, reactions in area.items():
            together[fact].extend(reactions)
    return {fact: tuple(reactions) for fact, reactions in together.items()}
