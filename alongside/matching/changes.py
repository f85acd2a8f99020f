"""What changed since the last run, pair by pair, in facts and in plain English."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from alongside.matching.program import Pair
from alongside.matching.reasons import Fact, Reason, in_words
from alongside.matching.results import Matching

Pairs = Matching | Collection[Pair]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two runs compared. ``lines`` has one reason per person concerned, sorted by mentee."""

    kept: tuple[Pair, ...]
    ended: tuple[Pair, ...]
    new: tuple[Pair, ...]
    lines: tuple[Reason, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The lines in plain English."""
        return tuple(in_words(line) for line in self.lines)


def difference(before: Pairs, after: Pairs) -> Difference:
    """Compare two runs, given as matchings or as pairs of ids (mentee, mentor)."""
    old, new = _ids(before), _ids(after)
    was, is_ = _by_mentee(old), _by_mentee(new)
    lines = []
    for mentee in sorted(was.keys() | is_.keys()):
        lost, got = sorted(was[mentee] - is_[mentee]), sorted(is_[mentee] - was[mentee])
        facts: dict[str, Fact] = {"mentee": mentee, "before": lost, "after": got}
        if lost and got:
            lines.append(Reason("moved", "", "both", ("runs",), facts))
        elif got:
            lines.append(Reason("newly_placed", "", "both", ("runs",), facts))
        elif lost:
            left = isinstance(after, Matching) and mentee not in {each.id for each in after.market.mentees}
            lines.append(Reason("left_the_round" if left else "no_longer_placed", "", "both", ("runs",), facts))
    return Difference(tuple(sorted(old & new)), tuple(sorted(old - new)), tuple(sorted(new - old)), tuple(lines))


def _ids(pairs: Pairs) -> set[Pair]:
    return set(pairs.pair_ids if isinstance(pairs, Matching) else pairs)


def _by_mentee(pairs: set[Pair]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for mentee, mentor in pairs:
        found[mentee].add(mentor)
    return found
