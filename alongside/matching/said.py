"""What people said, as columns of numbers in place of words: reading a whole community costs little.

A Python loop over 160,000 people and their words takes seconds; here words become numbers in one pass
that runs in the interpreter's own C code, only *distinct* words are looked at in Python, and the rest is
arithmetic on arrays. Time grows with what was said (sorting: n log n), memory with 12 bytes an item.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T", bound=Hashable)
S = TypeVar("S", bound=Hashable)
Longs = NDArray[np.int64]


class Said(NamedTuple, Generic[T]):
    """One line for each item: who said it, ascending, and the number of the thing in ``things``."""

    owner: Longs
    number: Longs
    things: list[T]


class Numbering(dict[T, int]):
    """Numbers things in the order in which they are first asked for."""

    def __missing__(self, thing: T) -> int:
        self[thing] = number = len(self)
        return number


def said(lists: Sequence[Collection[T]]) -> Said[T]:
    """All items of all lists, in order; of a mapping its keys."""
    lengths = np.fromiter(map(len, lists), np.int64, len(lists))
    seen = Numbering[T]()
    flat = map(seen.__getitem__, chain.from_iterable(lists))
    number = np.fromiter(flat, np.int64, int(lengths.sum()))
    return Said(np.repeat(np.arange(len(lists)), lengths), number, list(seen))


def one_each(values: Iterable[T], read: Callable[[T], S | None]) -> Said[S]:
    """At most one thing for each person: ``read`` is asked once for each distinct value, None is left out."""
    seen, known = Numbering[T](), Numbering[S]()
    number = np.fromiter(map(seen.__getitem__, values), np.int64)
    means = [None if (thing := read(value)) is None else known[thing] for value in seen]
    number = np.array([-1 if each is None else each for each in means], np.int64)[number]
    owner = np.flatnonzero(number >= 0)
    return Said(owner, number[owner], list(known))


def spelled(items: Said[str], spell: Callable[[str], str]) -> Said[str]:
    """The same in one spelling, each thing once a person, sorted; what is spelled empty is left out."""
    owner, number, things, _ = strongest(items, np.ones(len(items.owner)), spell)
    return Said(owner, number, things)


def strongest(
    items: Said[str], weights: NDArray[np.float64], spell: Callable[[str], str]
) -> tuple[Longs, Longs, list[str], NDArray[np.float64]]:
    """As ``spelled``, with weights: only those above 0 count, and of several the greatest."""
    spellings = [spell(thing) for thing in items.things]
    things = sorted({each for each in spellings if each})
    place = {thing: number for number, thing in enumerate(things)}
    number = np.array([place.get(each, -1) for each in spellings], np.int64)[items.number]
    kept = (number >= 0) & (weights > 0)
    key, weights = (items.owner * max(1, len(things)) + number)[kept], weights[kept]
    order = np.lexsort((-weights, key))
    key = key[order]
    first = np.flatnonzero(np.diff(key, prepend=-1))
    return key[first] // max(1, len(things)), key[first] % max(1, len(things)), things, weights[order][first]


def distinct(owner: Longs, codes: Longs, name: Callable[[int], T]) -> Said[T]:
    """Items given as whole-number codes, numbered; ``name`` says what a code means."""
    found, number = np.unique(codes, return_inverse=True)
    return Said(owner, number.astype(np.int64), [name(code) for code in found.tolist()])


def apportion_each(owner: Longs, shares: NDArray[np.float64], whole: int, people: int) -> Longs:
    """Split ``whole`` units by shares for each person, leaving nothing over (as ``parts.apportion``)."""
    total = np.bincount(owner, shares, people)
    safe = np.where(total > 0, total, 1.0)[owner]
    exact = np.where(total[owner] > 0, whole * shares / safe, 0.0)
    units = np.floor(exact).astype(np.int64)
    left = np.where(total > 0, whole - np.bincount(owner, units, people).astype(np.int64), 0)
    # The largest remainders get the units left over; the first of equal ones, as the sort is stable.
    order = np.lexsort((units - exact, owner))
    rank = np.arange(len(owner)) - starts(owner, people)[owner[order]]
    units[order] += rank < left[owner[order]]
    return units


def starts(owner: Longs, people: int) -> Longs:
    """Where each person's items begin, and at the end how many there are; ``owner`` ascends."""
    start = np.zeros(people + 1, np.int64)
    np.cumsum(np.bincount(owner, minlength=people), out=start[1:])
    return start
