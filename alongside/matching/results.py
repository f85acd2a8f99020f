"""What a run answers: pairs with scores and reasons, who stays out and why, and how good it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from alongside.matching.program import Objective
from alongside.matching.reasons import Reason, in_words

if TYPE_CHECKING:
    from alongside.matching.market import Market

Role = Literal["mentee", "mentor"]


@dataclass(frozen=True, slots=True)
class Assignment:
    """What ``assign`` answers: pairs as (row, column), their total, and the most it could be."""

    pairs: NDArray[np.int64]
    total: float
    upper_bound: float

    @property
    def gap(self) -> float:
        """How far the total may be from the best, as a share; 0 when it is proven to be the best."""
        return _gap(self.total, self.upper_bound)


@dataclass(frozen=True, slots=True)
class Match:
    """One proposed pair. ``components`` are values in [0, 1]; ``shares``, weighed, add up to the score."""

    mentee_id: str
    mentor_id: str
    score: float
    components: Mapping[str, float]
    shares: Mapping[str, float]
    reasons: tuple[Reason, ...]
    pinned: bool = False

    @property
    def for_mentee(self) -> tuple[Reason, ...]:
        """The reasons the mentee reads."""
        return tuple(reason for reason in self.reasons if reason.side in ("mentee", "both"))

    @property
    def for_mentor(self) -> tuple[Reason, ...]:
        """The reasons the mentor reads."""
        return tuple(reason for reason in self.reasons if reason.side in ("mentor", "both"))


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A person with places left open, how many, and why."""

    person_id: str
    role: Role
    places: int
    reasons: tuple[Reason, ...]

    @property
    def words(self) -> str:
        """The reasons in plain English."""
        return " ".join(in_words(reason) for reason in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Seconds: reading the people, scoring pairs, choosing among them, and all of it."""

    reading: float
    scoring: float
    solving: float
    whole: float


@dataclass(frozen=True, kw_only=True)
class Matching:
    """The answer of one run. Pairs and reasons are worked out when they are first asked for.

    ``total`` is the sum of the scores of all pairs. ``upper_bound`` is a dual bound: no set of pairs
    that keeps the rules, places as many people (objectives ``most`` and ``fair``), has no worse worst
    pair (``fair``) and keeps as many standing proposals (with steadiness) has a greater total. For
    ``stable`` it bounds all sets of pairs, stable or not, so that the gap is the price of stability.
    """

    objective: Objective
    market: "Market" = field(repr=False)
    rows: NDArray[np.int64] = field(repr=False)
    columns: NDArray[np.int64] = field(repr=False)
    scores: NDArray[np.int64] = field(repr=False)
    pins: frozenset[tuple[int, int]] = field(repr=False)
    prices: NDArray[np.int64] = field(repr=False)
    total: float
    upper_bound: float
    rounds: int
    timings: Timings

    @property
    def gap(self) -> float:
        """How far the total may be from the best, as a share of the bound; 0 when it is proven best."""
        return _gap(self.total, self.upper_bound)

    @property
    def proven(self) -> bool:
        """Whether the total equals the bound."""
        return self.gap == 0

    @cached_property
    def pair_ids(self) -> tuple[tuple[str, str], ...]:
        """The pairs as ids (mentee, mentor), sorted; cheap, without reasons."""
        mentees, mentors = self.market.mentees, self.market.mentors
        return tuple(sorted((mentees[i].id, mentors[j].id) for i, j in zip(self.rows, self.columns, strict=True)))

    @cached_property
    def pairs(self) -> tuple[Match, ...]:
        """The pairs with their scores, components and reasons, sorted by ids."""
        from alongside.matching.explaining import explain

        index = zip(self.rows.tolist(), self.columns.tolist(), strict=True)
        found = (explain(self.market, i, j, pinned=(i, j) in self.pins) for i, j in index)
        return tuple(sorted(found, key=lambda match: (match.mentee_id, match.mentor_id)))

    @cached_property
    def unmatched(self) -> tuple[Unmatched, ...]:
        """Mentees who got fewer mentors than they asked for, then mentors with room, sorted by id."""
        from alongside.matching.unplaced import unplaced

        return unplaced(self)

    @property
    def unmatched_mentees(self) -> tuple[Unmatched, ...]:
        """Mentees who got fewer mentors than they asked for."""
        return tuple(each for each in self.unmatched if each.role == "mentee")

    @property
    def worst(self) -> float:
        """The lowest score of a pair; 0 without pairs."""
        return float(self.scores.min()) / 10_000 if len(self.scores) else 0.0

    def match_of(self, mentee_id: str, mentor_id: str) -> Match | None:
        """Any pair explained, proposed or not; None where a rule excludes it or an id is unknown."""
        from alongside.matching.explaining import look_up

        return look_up(self.market, mentee_id, mentor_id)


def _gap(total: float, bound: float) -> float:
    return max(0.0, (bound - total) / bound) if bound > 0 else 0.0
