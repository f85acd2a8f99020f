"""The named components of a score: each says what it measures, its range and where it was read from.

A component is built over all people of a run at once, as a ``Part``; ``points`` is what it is worth
at most. Values move in tenths. "Unknown" means a person left the field empty: such a pair gets half,
so that silence neither lifts nor sinks anyone, except where a component says otherwise.
"""

import math
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

import numpy as np

from alongside.matching import hours
from alongside.matching.parts import TENTHS, Numbering, Part, Terms, apportion
from alongside.matching.people import Mentee, Mentor, Participant
from alongside.matching.topics import Vocabulary, alike, plain

Mentors = Sequence[Mentor]
Mentees = Sequence[Mentee]
UNKNOWN = TENTHS // 2
C = TypeVar("C", bound=Hashable)


def topics(mentors: Mentors, mentees: Mentees, points: int, words: Vocabulary) -> Part:
    """How much of what the mentee wants to learn the mentor offers.

    Range 0 to 1: the share of the mentee's wishes that are met, each wish weighted by how much it
    matters to the mentee and by its rarity among mentors, log(1 + mentors / (1 + offering it)); a
    topic that is only alike counts partly (``topics.alike``), a mentor who is less strong in it too.
    Unknown counts 0: topics are what a match is about. Source: both sides' ``topics``.
    """
    wanted = [words.read(mentee.topics) for mentee in mentees]
    offered = [words.read(mentor.topics) for mentor in mentors]
    count = Counter(topic for topics in offered for topic in topics)
    row = Numbering[str]()
    terms = []
    for wishes in wanted:
        shares = [weight * _rarity(count[topic], len(mentors)) for topic, weight in wishes.items()]
        units = apportion(shares, points // TENTHS)
        terms.append([(row(topic), unit) for topic, unit in zip(wishes, units, strict=True)])

    near = alike(row.seen, count, words)
    key = Numbering[tuple[str, int]]()
    keys = [
        [key((topic, max(1, min(TENTHS, round(TENTHS * strength))))) for topic, strength in offers.items()]
        for offers in offered
    ]
    cells = [
        [(row.seen[other], tenths * strength // TENTHS) for other, tenths in near[topic].items()]
        for topic, strength in key.seen
    ]
    return Part("topics", len(row), terms, keys, cells)


def goals(mentors: Mentors, mentees: Mentees, points: int) -> Part:
    """The share of the mentee's goals that the mentor likes to help with.

    Range 0 to 1, unknown half. Source: both sides' ``goals``.
    """
    row = Numbering[str]()
    terms = []
    for mentee in mentees:
        wishes = _plain_set(mentee.goals)
        units = apportion([1.0] * len(wishes), points // TENTHS)
        terms.append([(row(goal), unit) for goal, unit in zip(wishes, units, strict=True)])
    key = Numbering[str]()
    keys = [[key(goal) for goal in _plain_set(mentor.goals) or ("",)] for mentor in mentors]
    cells = [
        [(row.seen[goal], TENTHS)] if goal in row.seen else []
        if goal
        else [(k, UNKNOWN) for k in range(len(row))]
        for goal in key.seen
    ]  # fmt: skip
    constant = [0 if each else points // 2 for each in terms]
    return Part("goals", len(row), terms, keys, cells, constant)


def background(mentors: Mentors, mentees: Mentees, points: int) -> Part:
    """How close the two careers are in the tree of backgrounds.

    Range 0 to 1 (Wu and Palmer: twice the common depth over the sum of depths), unknown half.
    Source: both sides' ``background``.
    """

    def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> int:
        common = 0
        for a, b in zip(one, other, strict=False):
            if a != b:
                break
            common += 1
        return 2 * TENTHS * common // (len(one) + len(other))

    return _by_class("background", mentors, mentees, points, path_of, likeness)


def languages(mentors: Mentors, mentees: Mentees, points: int) -> Part:
    """Whether they share a language, and whether it is the one the mentee prefers.

    1 when the mentor speaks the mentee's first language, 0.6 for any other shared one, 0 without;
    unknown half. Source: both sides' ``languages``.
    """

    def likeness(mentee: tuple[str, ...], mentor: tuple[str, ...]) -> int:
        if mentee[0] in mentor:
            return TENTHS
        return 6 if set(mentee) & set(mentor) else 0

    return _by_class("languages", mentors, mentees, points, spoken, likeness)


def time_zone(mentors: Mentors, mentees: Mentees, points: int, on: date | None) -> Part:
    """How few hours apart their clocks are: 1 - hours / 12 around the globe, unknown half.

    Source: both sides' ``timezone``.
    """

    def likeness(mentee: int, mentor: int) -> int:
        return TENTHS - round(TENTHS * hours_apart(mentee, mentor) / 12)

    def read(person: Participant) -> int | None:
        return clock_of(person, on)

    return _by_class("time_zone", mentors, mentees, points, read, likeness)


def preferences(mentors: Mentors, mentees: Mentees, points: int) -> Part:
    """The share of stated wishes about the other person that are met, half of it for each side.

    Range 0 to 1; a side that states no wish is content. Source: ``prefers`` and ``traits``.
    """
    half = points // 2
    row = Numbering[tuple[str, str]]()
    terms: list[Terms] = []
    constant = []
    for mentee in mentees:
        wishes = _plain_set(mentee.prefers)
        units = apportion([1.0] * len(wishes), half // TENTHS)
        own = [(row(("wish", wish)), unit) for wish, unit in zip(wishes, units, strict=True)]
        own += [(row(("trait", trait)), half // TENTHS) for trait in _plain_set(mentee.traits)]
        terms.append([*own, (row(("any", "")), half // TENTHS)])
        constant.append(0 if wishes else half)

    key = Numbering[tuple[str, str, int]]()
    keys = []
    for mentor in mentors:
        wishes = _plain_set(mentor.prefers)
        own_keys = [key(("wish", trait, TENTHS)) for trait in _plain_set(mentor.traits)]
        shares = apportion([1.0] * len(wishes), TENTHS)
        own_keys += [key(("trait", wish, share)) for wish, share in zip(wishes, shares, strict=True)]
        keys.append(own_keys if wishes else [*own_keys, key(("any", "", TENTHS))])
    cells = [[(row.seen[kind, name], tenths)] if (kind, name) in row.seen else [] for kind, name, tenths in key.seen]
    return Part("preferences", len(row), terms, keys, cells, constant)


def waiting(mentors: Mentors, mentees: Mentees, points: int) -> Part:
    """How long the mentee has waited, 0 to 1, the same with every mentor.

    It never changes who fits whom, only who comes first when places are short. Source: ``waiting``.
    """
    constant = [round(points * min(1.0, max(0.0, mentee.waiting))) for mentee in mentees]
    return Part("waiting", 0, [[] for _ in mentees], [[] for _ in mentors], [], constant)


def free_hours(mentors: Mentors, mentees: Mentees, on: date | None, least: int) -> Part:
    """Half hours of the week in which both are free, by stretches of the mentee's week in UTC.

    A mentor who gave no times touches every stretch with enough to pass any rule. The score of it is
    the ``availability`` component: half hours in common up to ``FULL``, unknown half. Source: both
    sides' ``availability`` and ``timezone``.
    """
    row = Numbering[tuple[int, int]]()
    terms = [[(row(stretch), 1) for stretch in free(mentee, on)] for mentee in mentees]
    key = Numbering[tuple[int, int]]()
    unknown = (-1, 0)
    keys = [[key(stretch) for stretch in free(mentor, on) or (unknown,)] for mentor in mentors]
    wanted = np.array(list(row.seen), np.int64).reshape(-1, 2)
    cells: list[Terms] = []
    for first, many in key.seen:
        if first < 0:
            cells.append([(k, max(TENTHS, least)) for k in range(len(row))])
            continue
        until = np.minimum(first + many, wanted.sum(1))
        common = until - np.maximum(first, wanted[:, 0])
        met = np.flatnonzero(common > 0)
        cells.append(list(zip(met.tolist(), common[met].tolist(), strict=True)))
    return Part("availability", len(row), terms, keys, cells)


def hours_unknown(mentors: Mentors, mentees: Mentees, points: int, on: date | None) -> Part:
    """Takes half back from pairs whose mentor gave no times, and gives half where the mentee gave none."""
    given = [bool(free(mentee, on)) for mentee in mentees]
    terms = [[(0, -(points // 2))] if known else [] for known in given]
    keys = [[] if free(mentor, on) else [0] for mentor in mentors]
    return Part("availability", 1, terms, keys, [[(0, 1)]], [0 if known else points // 2 for known in given])


def free(person: Participant, on: date | None) -> tuple[tuple[int, int], ...]:
    """A person's free stretches of the week in UTC; without a time zone their clock is taken as UTC."""
    return _free(tuple(person.availability), person.timezone, on) if person.availability else ()


@lru_cache(maxsize=1 << 16)
def _free(slots: tuple[str, ...], timezone: str, on: date | None) -> tuple[tuple[int, int], ...]:
    return hours.in_utc(slots, hours.clock(timezone, on) if timezone else 0)


def path_of(person: Participant) -> tuple[str, ...] | None:
    """The path of a background, widest part first."""
    return tuple(plain(part) for part in person.background.split("/") if part.strip()) or None


def spoken(person: Participant) -> tuple[str, ...] | None:
    """The languages a person speaks, the preferred one first, the others in one order."""
    return _spoken(tuple(person.languages))


@lru_cache(maxsize=1 << 16)
def _spoken(languages: tuple[str, ...]) -> tuple[str, ...] | None:
    codes = list(dict.fromkeys(code.strip().casefold() for code in languages if code.strip()))
    return (codes[0], *sorted(codes[1:])) if codes else None


def clock_of(person: Participant, on: date | None) -> int | None:
    """Half hours a person's clock is ahead of UTC."""
    return hours.clock(person.timezone, on) if person.timezone else None


def hours_apart(one: int, other: int) -> float:
    """Hours between two clocks, the shorter way around."""
    apart = abs(one - other) % 48
    return min(apart, 48 - apart) / 2


def _by_class(
    name: str,
    mentors: Mentors,
    mentees: Mentees,
    points: int,
    read: Callable[[Participant], C | None],
    likeness: Callable[[C, C], int],
) -> Part:
    """A component that only depends on one small class of each person."""
    row, key = Numbering[C](), Numbering[C | None]()
    weight = points // TENTHS
    classes = [read(mentee) for mentee in mentees]
    terms: list[Terms] = [[] if each is None else [(row(each), weight)] for each in classes]
    keys = [[key(read(mentor))] for mentor in mentors]
    cells = [
        [(k, UNKNOWN if offered is None else likeness(mentee, offered)) for mentee, k in row.seen.items()]
        for offered in key.seen
    ]
    constant = [points // 2 if each is None else 0 for each in classes]
    return Part(name, len(row), terms, keys, cells, constant)


def _rarity(offering: int, mentors: int) -> float:
    return math.log(1 + mentors / (1 + offering))


def _plain_set(words: Sequence[str]) -> list[str]:
    return sorted({plain(word) for word in words if word.strip()})
