"""The fairness check: who stays without a pair and who gets a weak one, group by group.

Groups are only what people stated about themselves. A group of fewer than ``SMALL`` people is joined
with other small ones, and left out if even together they are too few, so that nobody can be picked out.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from alongside.matching import components
from alongside.matching.people import Mentee, Mentor
from alongside.matching.results import Matching, Role

SMALL = 5
WEAK = 0.4
"""A pair scoring below this counts as weak."""
OTHERS = "*"
"""The name of the small groups together."""
NONE_GIVEN = "-"
"""The name of the group who said nothing."""


@dataclass(frozen=True, slots=True)
class Share:
    """One group of one role: how many, how many without a pair, how many whose best pair is weak."""

    role: Role
    attribute: str
    group: str
    people: int
    without: int
    weak: int
    mean_score: float

    @property
    def without_share(self) -> float:
        """The share of the group that has no pair."""
        return self.without / self.people


def fairness(matching: Matching, *, weak: float = WEAK, small: int = SMALL) -> tuple[Share, ...]:
    """Every group that is large enough, for both roles; mentees who asked for none are left out."""
    market, on = matching.market, matching.market.rules.clocks_on
    best = {"mentee": np.zeros(len(market.mentees)), "mentor": np.zeros(len(market.mentors))}
    np.maximum.at(best["mentee"], matching.rows, matching.scores / 10_000)
    np.maximum.at(best["mentor"], matching.columns, matching.scores / 10_000)
    paired = {"mentee": np.isin(np.arange(len(market.mentees)), matching.rows)}
    paired["mentor"] = np.isin(np.arange(len(market.mentors)), matching.columns)

    def time_zone(person: Mentee | Mentor) -> Sequence[str]:
        ahead = components.clock_of(person, on)
        return () if ahead is None else (f"UTC{ahead / 2:+g}",)

    attributes: dict[str, Callable[[Mentee | Mentor], Sequence[str]]] = {
        "role": lambda person: ("mentee" if isinstance(person, Mentee) else "mentor",),
        "language": lambda person: (components.spoken(person) or ())[:1],
        "time_zone": time_zone,
        "topic": lambda person: tuple(market.words.read(person.topics)),
        "background": lambda person: (components.path_of(person) or ())[:1],
        "waiting": _waiting,
    }
    sides: tuple[tuple[Role, Sequence[Mentee | Mentor], np.ndarray], ...] = (
        ("mentee", market.mentees, market.demand),
        ("mentor", market.mentors, market.capacity),
    )
    found: list[Share] = []
    for role, people, places in sides:
        for attribute, read in attributes.items():
            groups: dict[str, list[int]] = defaultdict(list)
            for number in np.flatnonzero(places > 0).tolist():
                for group in read(people[number]) or (NONE_GIVEN,):
                    groups[group].append(number)
            for group, members in _large_enough(groups, small):
                score, has = best[role][members], paired[role][members]
                mean = float(score[has].mean()) if has.any() else 0.0
                weak_ones = int((has & (score < weak)).sum())
                found.append(Share(role, attribute, group, len(members), int((~has).sum()), weak_ones, mean))
    return tuple(found)


def _waiting(person: Mentee | Mentor) -> Sequence[str]:
    if not isinstance(person, Mentee):
        return ()
    return ("long" if person.waiting >= 2 / 3 else "some" if person.waiting >= 1 / 3 else "new",)


def _large_enough(groups: dict[str, list[int]], small: int) -> list[tuple[str, list[int]]]:
    kept = [(name, members) for name, members in sorted(groups.items()) if len(members) >= small]
    others = sorted({number for members in groups.values() if len(members) < small for number in members})
    return [*kept, (OTHERS, others)] if len(others) >= small else kept
