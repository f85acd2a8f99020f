"""Ranked choices: what people said when asked whom they would like, best first."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alongside.matching.parts import TENTHS
from alongside.matching.people import Mentee, Mentor

RANKED = 1 << 40
"""Liking for a ranked choice is above any score."""
Longs = NDArray[np.int64]


class Choices(NamedTuple):
    """Ranked choices by pair: how much each side likes the other for them, 0 where it did not rank."""

    mentee: Longs
    mentor: Longs
    by_mentee: Longs
    by_mentor: Longs


NO_CHOICES = Choices(*(np.zeros(0, np.int64) for _ in range(4)))


def points_for_choices(mentors: Sequence[Mentor], mentees: Sequence[Mentee], points: int) -> list[tuple[int, int, int]]:
    """How high each ranked the other, half of the points for each side: (mentee, mentor, points).

    1 for the first choice, falling evenly to 0.5 for the last one named; 0 for everyone else.
    """
    if not points:
        return []
    found: dict[tuple[int, int], int] = {}
    for i, j, rank, named in ranked(mentees, mentors):
        found[i, j] = found.get((i, j), 0) + worth(rank, named) * (points // 2) // TENTHS
    for j, i, rank, named in ranked(mentors, mentees):
        found[i, j] = found.get((i, j), 0) + worth(rank, named) * (points // 2) // TENTHS
    return [(i, j, worth_of) for (i, j), worth_of in found.items()]


def ranked(
    choosers: Sequence[Mentor] | Sequence[Mentee], chosen: Sequence[Mentor] | Sequence[Mentee]
) -> list[tuple[int, int, int, int]]:
    """All choices as (chooser, chosen, rank from 0, how many were named), unknown ids left out."""
    number = {person.id: k for k, person in enumerate(chosen)}
    found = []
    for k, person in enumerate(choosers):
        known = [number[name] for name in dict.fromkeys(person.choices) if name in number]
        found += [(k, other, rank, len(known)) for rank, other in enumerate(known)]
    return found


def worth(rank: int, named: int) -> int:
    """Tenths for a rank: 10 for the first, 5 for the last of several."""
    return TENTHS if named == 1 else TENTHS - (TENTHS // 2) * rank // (named - 1)


def choices_of(mentors: Sequence[Mentor], mentees: Sequence[Mentee]) -> Choices:
    """Ranked choices as likings for the stable objective: a better rank is liked more."""
    likings: dict[tuple[int, int], tuple[int, int]] = {}
    for i, j, rank, _ in ranked(mentees, mentors):
        likings[i, j] = (RANKED * 2 - rank, 0)
    for j, i, rank, _ in ranked(mentors, mentees):
        likings[i, j] = (likings.get((i, j), (0, 0))[0], RANKED * 2 - rank)
    flat = np.array([(*pair, *liking) for pair, liking in likings.items()], np.int64).reshape(-1, 4)
    return Choices(*flat.T)
