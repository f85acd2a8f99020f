"""What a program asks of the engine: weights, rules and the objective."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal, get_args

Pair = tuple[str, str]
"""A mentee's id and a mentor's id."""

Objective = Literal["total", "most", "fair", "stable"]
OBJECTIVES: tuple[Objective, ...] = get_args(Objective)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each component of the score counts.

    Any non-negative numbers: only their proportions matter. A component about which nobody on one
    side said anything is left out of a run, and the others share its weight.
    """

    topics: float = 40
    goals: float = 15
    background: float = 10
    about: float = 10
    languages: float = 8
    availability: float = 8
    time_zone: float = 4
    preferences: float = 10
    choices: float = 20
    waiting: float = 5

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if not 0 <= value < float("inf"):
                raise ValueError(f"The weight of {each.name} must be zero or more, not {value}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What no pair may break, whatever its score.

    Pairs are ``(mentee id, mentor id)``. ``blocked`` and ``never_pair`` hold in either order.
    A pin may overrule ``earlier``, language, overlap and required preferences, for the organizer
    decided so; it can never overrule a block, ``never_pair`` or people who are kept apart.
    """

    blocked: Collection[Pair] = ()
    never_pair: Collection[Pair] = ()
    already_paired: Collection[Pair] = ()
    earlier: Collection[Pair] = ()
    repeat_earlier: bool = False
    forbidden: Collection[Pair] = ()
    pinned: Collection[Pair] = ()
    share_language: bool = True
    minimum_overlap: float = 0.0
    """Hours a week both must be free; pairs where one side gave no times pass."""
    required_preferences: bool = True
    keep_apart: bool = True
    floor: float | None = None
    """No proposed pair may score below this (pins excepted)."""
    clocks_on: date | None = None
    """The day on which clocks are read; without it, standard time everywhere."""


class BrokenRuleError(ValueError):
    """A pin asks for a pair that a block, a never-pair rule or keeping apart excludes."""


class UnknownObjectiveError(ValueError):
    """The objective is none of total, most, fair, stable."""


class TooLargeError(ValueError):
    """So many people that it cannot be told for certain that most are placed; never a wrong answer instead."""
