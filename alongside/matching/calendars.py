"""The weeks of a whole community: everyone's free stretches of time, and the component made of them."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import numpy as np

from alongside.matching import hours
from alongside.matching.parts import TENTHS, Asked, Cells, Component, Mentees, Mentors, cells, cells_of
from alongside.matching.people import Participant
from alongside.matching.said import Longs, Numbering, Said, distinct, said

Stretch = tuple[int, int]
UNKNOWN = (-1, 0)
WIDTH = 512
"""More than the half hours of a week, so that stretches can be told apart by one number."""


def free_hours(on: date | None, least: int) -> Component[Stretch, Stretch]:
    """Half hours of the week in which both are free, by stretches of the mentee's week in UTC.

    A mentor who gave no times touches every stretch with enough to pass any rule. The score of it is
    the ``availability`` component: half hours in common up to ``FULL``, unknown half. Source: both
    sides' ``availability`` and ``timezone``.
    """

    def ask(mentees: Mentees) -> Asked[Stretch]:
        owner, number, things = free_stretches(mentees, on)
        return Asked(owner, number, things, np.ones(len(owner), np.int64))

    def bring(mentors: Mentors) -> Said[Stretch]:
        owner, number, things = free_stretches(mentors, on)
        silent = np.setdiff1d(np.arange(len(mentors)), owner)
        number = np.concatenate([number, np.full(len(silent), len(things))])
        return Said(np.concatenate([owner, silent]), number, [*things, UNKNOWN])

    def meet(wanted: Sequence[Stretch], offered: Sequence[Stretch]) -> Cells:
        one = np.array(wanted, np.int64).reshape(-1, 1, 2)
        other = np.array(offered, np.int64).reshape(1, -1, 2)
        common = np.minimum(one.sum(2), other.sum(2)) - np.maximum(one[..., 0], other[..., 0])
        return cells_of(np.where(other[..., 0] < 0, max(TENTHS, least), np.maximum(0, common)))

    return Component("availability", ask, bring, meet)


def hours_unknown(points: int) -> Component[str, str]:
    """Takes half back from pairs whose mentor gave no times, and gives half where the mentee gave none."""

    def knows(people: Sequence[Participant], known: bool) -> Longs:
        return np.flatnonzero([bool(person.availability) == known for person in people])

    def ask(mentees: Mentees) -> Asked[str]:
        owner = knows(mentees, True)
        constant = np.full(len(mentees), points // 2)
        constant[owner] = 0
        return Asked(owner, np.zeros(len(owner), np.int64), ["unknown"], np.full(len(owner), -(points // 2)), constant)

    def bring(mentors: Mentors) -> Said[str]:
        owner = knows(mentors, False)
        return Said(owner, np.zeros(len(owner), np.int64), ["unknown"])

    return Component(
        "availability", ask, bring, lambda wanted, offered: cells([(0, 0, 1)] if wanted and offered else [])
    )


def free(person: Participant, on: date | None) -> tuple[Stretch, ...]:
    """A person's free stretches of the week in UTC; without a time zone their clock is taken as UTC."""
    return _free(tuple(person.availability), person.timezone, on) if person.availability else ()


@lru_cache(maxsize=1 << 12)
def _free(slots: tuple[str, ...], timezone: str, on: date | None) -> tuple[Stretch, ...]:
    return hours.in_utc(slots, hours.clock(timezone, on) if timezone else 0)


def free_stretches(people: Sequence[Participant], on: date | None) -> Said[Stretch]:
    """As ``free``, for everyone at once: windows of all slots, sorted, and merged where they overlap."""
    slots = said([person.availability for person in people])
    zones = Numbering[str]()
    zone = np.fromiter(map(zones.__getitem__, (person.timezone for person in people)), np.int64, len(people))
    kinds, kind = np.unique(slots.number * max(1, len(zones)) + zone[slots.owner], return_inverse=True)
    named = list(zones)
    windows = [_windows(slots.things[code // len(named)], named[code % len(named)], on) for code in kinds.tolist()]
    many = np.fromiter(map(len, windows), np.int64, len(windows))
    begin = np.cumsum(many) - many
    flat = np.array([window for each in windows for window in each], np.int64).reshape(-1, 2)

    times = many[kind]
    ends = np.cumsum(times)
    at = np.arange(int(times.sum())) + np.repeat(begin[kind] - ends + times, times)
    owner, first = np.repeat(slots.owner, times), flat[at, 0]
    order = np.argsort(owner * WIDTH + first, kind="stable")
    owner, first, end = owner[order], first[order], (first + flat[at, 1])[order]
    reach = np.maximum.accumulate(owner * WIDTH + end)
    opens = np.flatnonzero(np.concatenate([[True], (owner * WIDTH + first)[1:] >= reach[:-1]])[: len(owner)])
    last = np.append(opens, len(owner))[1:] - 1
    length = reach[last] - (owner * WIDTH + first)[opens]
    return distinct(owner[opens], first[opens] * WIDTH + length, lambda code: divmod(code, WIDTH))


def _windows(slot: str, timezone: str, on: date | None) -> tuple[Stretch, ...]:
    return hours.in_utc((slot,), hours.clock(timezone, on) if timezone else 0)
