"""The named components of a score: each says what it measures, its range and where it was read from.

``points`` is what a component is worth at most. Values move in tenths. "Unknown" means a person left
the field empty: such a pair gets half, so that silence neither lifts nor sinks anyone, except where a
component says otherwise.
"""

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain, repeat
from typing import TypeVar

import numpy as np

from alongside.matching import hours
from alongside.matching.parts import TENTHS, Asked, Cells, Component, Mentees, Mentors, cells, cells_of
from alongside.matching.people import Participant
from alongside.matching.said import Longs, Said, apportion_each, distinct, one_each, said, spelled, strongest
from alongside.matching.topics import Vocabulary, alike, plain

UNKNOWN = TENTHS // 2
C = TypeVar("C", bound=Hashable)
Path = tuple[str, ...]


def topics(mentors: Mentors, points: int, words: Vocabulary) -> Component[str, tuple[str, int]]:
    """How much of what the mentee wants to learn the mentor offers.

    Range 0 to 1: the share of the mentee's wishes that are met, each wish weighted by how much it
    matters to the mentee and by its rarity among mentors, log(1 + mentors / (1 + offering it)); a
    topic that is only alike counts partly (``topics.alike``), a mentor who is less strong in it too.
    Unknown counts 0: topics are what a match is about. Source: both sides' ``topics``.
    """
    everyones = _weighed_topics(mentors, words)
    offering = dict(zip(everyones[2], np.bincount(everyones[1], minlength=len(everyones[2])).tolist(), strict=True))

    def ask(mentees: Mentees) -> Asked[str]:
        owner, number, things, weight = _weighed_topics(mentees, words)
        rarity = np.array([math.log(1 + len(mentors) / (1 + offering.get(topic, 0))) for topic in things])
        units = apportion_each(owner, weight * rarity[number], points // TENTHS, len(mentees))
        return Asked(owner, number, things, units)

    def bring(people: Mentors) -> Said[tuple[str, int]]:
        owner, number, things, strength = everyones if people is mentors else _weighed_topics(people, words)
        tenths = np.clip(np.rint(TENTHS * strength), 1, TENTHS).astype(np.int64)
        codes = number * (TENTHS + 1) + tenths
        return distinct(owner, codes, lambda code: (things[code // (TENTHS + 1)], code % (TENTHS + 1)))

    def meet(wanted: Sequence[str], offered: Sequence[tuple[str, int]]) -> Cells:
        place = {topic: number for number, topic in enumerate(wanted)}
        near = alike(wanted, {topic for topic, _ in offered}, words)
        return cells(
            [
                (place[other], k, tenths * strength // TENTHS)
                for k, (topic, strength) in enumerate(offered)
                for other, tenths in near[topic].items()
            ]
        )

    return Component("topics", ask, bring, meet)


def goals(points: int) -> Component[str, str]:
    """The share of the mentee's goals that the mentor likes to help with.

    Range 0 to 1, unknown half. Source: both sides' ``goals``.
    """

    def ask(mentees: Mentees) -> Asked[str]:
        owner, number, things = spelled(said([mentee.goals for mentee in mentees]), plain)
        units = apportion_each(owner, np.ones(len(owner)), points // TENTHS, len(mentees))
        return Asked(owner, number, things, units, np.where(_met(owner, len(mentees)), 0, points // 2))

    def bring(mentors: Mentors) -> Said[str]:
        owner, number, things = spelled(said([mentor.goals for mentor in mentors]), plain)
        silent = np.flatnonzero(~_met(owner, len(mentors)))
        return _together((owner, number, things), (silent, np.zeros(len(silent), np.int64), [""]))

    def meet(wanted: Sequence[str], offered: Sequence[str]) -> Cells:
        table = np.array([[TENTHS * (goal == own) if own else UNKNOWN for own in offered] for goal in wanted], np.int64)
        return cells_of(table.reshape(len(wanted), len(offered)))

    return Component("goals", ask, bring, meet)


def background(points: int) -> Component[Path, Path | None]:
    """How close the two careers are in the tree of backgrounds.

    Range 0 to 1 (Wu and Palmer: twice the common depth over the sum of depths), unknown half.
    Source: both sides' ``background``.
    """

    def likeness(one: Path, other: Path) -> int:
        common = 0
        for a, b in zip(one, other, strict=False):
            if a != b:
                break
            common += 1
        return 2 * TENTHS * common // (len(one) + len(other))

    def read(people: Sequence[Participant]) -> Said[Path]:
        return one_each((person.background for person in people), _path)

    return _by_class("background", points, read, likeness)


def languages(points: int) -> Component[Path, Path | None]:
    """Whether they share a language, and whether it is the one the mentee prefers.

    1 when the mentor speaks the mentee's first language, 0.6 for any other shared one, 0 without;
    unknown half. Source: both sides' ``languages``.
    """

    def likeness(mentee: Path, mentor: Path) -> int:
        if mentee[0] in mentor:
            return TENTHS
        return 0 if set(mentee).isdisjoint(mentor) else 6

    return _by_class("languages", points, languages_of, likeness)


def time_zone(points: int, on: date | None) -> Component[int, int | None]:
    """How few hours apart their clocks are: 1 - hours / 12 around the globe, unknown half.

    Source: both sides' ``timezone``.
    """

    def likeness(mentee: int, mentor: int) -> int:
        return TENTHS - round(TENTHS * hours_apart(mentee, mentor) / 12)

    def read(people: Sequence[Participant]) -> Said[int]:
        return one_each((each.timezone for each in people), lambda zone: hours.clock(zone, on) if zone else None)

    return _by_class("time_zone", points, read, likeness)


def preferences(points: int) -> Component[tuple[str, str], tuple[str, str, int]]:
    """The share of stated wishes about the other person that are met, half of it for each side.

    Range 0 to 1; a side that states no wish is content. Source: ``prefers`` and ``traits``.
    """
    half = points // 2

    def ask(mentees: Mentees) -> Asked[tuple[str, str]]:
        wishes = spelled(said([mentee.prefers for mentee in mentees]), plain)
        traits = spelled(said([mentee.traits for mentee in mentees]), plain)
        units = apportion_each(wishes.owner, np.ones(len(wishes.owner)), half // TENTHS, len(mentees))
        everyone = np.arange(len(mentees))
        both = _together(
            (wishes.owner, wishes.number, [("wish", wish) for wish in wishes.things]),
            (traits.owner, traits.number, [("trait", trait) for trait in traits.things]),
            (everyone, np.zeros(len(mentees), np.int64), [("any", "")]),
        )
        weight = np.concatenate([units, np.full(len(traits.owner) + len(mentees), half // TENTHS)])
        return Asked(*both, weight, np.where(_met(wishes.owner, len(mentees)), 0, half))

    def bring(mentors: Mentors) -> Said[tuple[str, str, int]]:
        wishes = spelled(said([mentor.prefers for mentor in mentors]), plain)
        traits = spelled(said([mentor.traits for mentor in mentors]), plain)
        units = apportion_each(wishes.owner, np.ones(len(wishes.owner)), TENTHS, len(mentors))
        codes = wishes.number * (TENTHS + 1) + units
        shares = distinct(
            wishes.owner, codes, lambda code: ("trait", wishes.things[code // (TENTHS + 1)], code % (TENTHS + 1))
        )
        content = np.flatnonzero(~_met(wishes.owner, len(mentors)))
        return _together(
            (traits.owner, traits.number, [("wish", trait, TENTHS) for trait in traits.things]),
            shares,
            (content, np.zeros(len(content), np.int64), [("any", "", TENTHS)]),
        )

    def meet(wanted: Sequence[tuple[str, str]], offered: Sequence[tuple[str, str, int]]) -> Cells:
        place = {thing: number for number, thing in enumerate(wanted)}
        named = enumerate(offered)
        return cells([(place[kind, name], k, tenths) for k, (kind, name, tenths) in named if (kind, name) in place])

    return Component("preferences", ask, bring, meet)


def waiting(points: int) -> Component[str, str]:
    """How long the mentee has waited, 0 to 1, the same with every mentor.

    It never changes who fits whom, only who comes first when places are short. Source: ``waiting``.
    """

    def ask(mentees: Mentees) -> Asked[str]:
        waited = np.fromiter((mentee.waiting for mentee in mentees), float, len(mentees))
        none = np.zeros(0, np.int64)
        return Asked(none, none, [], none, np.rint(points * np.clip(waited, 0, 1)).astype(np.int64))

    return Component("waiting", ask, lambda _: said([]), lambda _, __: cells([]))


def languages_of(people: Sequence[Participant]) -> Said[Path]:
    """The languages of everyone who named some, as ``spoken``."""
    return one_each((tuple(person.languages) for person in people), _spoken)


def path_of(person: Participant) -> Path | None:
    """The path of a background, widest part first."""
    return _path(person.background)


def _path(background: str) -> Path | None:
    return tuple(plain(part) for part in background.split("/") if part.strip()) or None


def spoken(person: Participant) -> Path | None:
    """The languages a person speaks, the preferred one first, the others in one order."""
    return _spoken(tuple(person.languages))


@lru_cache(maxsize=1 << 16)
def _spoken(languages: Path) -> Path | None:
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
    name: str, points: int, read: Callable[[Sequence[Participant]], Said[C]], likeness: Callable[[C, C], int]
) -> Component[C, C | None]:
    """A component that only depends on one small class of each person."""

    def ask(mentees: Mentees) -> Asked[C]:
        owner, number, things = read(mentees)
        constant = np.where(_met(owner, len(mentees)), 0, points // 2)
        return Asked(owner, number, things, np.full(len(owner), points // TENTHS), constant)

    def bring(mentors: Mentors) -> Said[C | None]:
        owner, number, things = read(mentors)
        silent = np.flatnonzero(~_met(owner, len(mentors)))
        return _together((owner, number, things), (silent, np.zeros(len(silent), np.int64), [None]))

    def meet(wanted: Sequence[C], offered: Sequence[C | None]) -> Cells:
        table = [[UNKNOWN if other is None else likeness(one, other) for other in offered] for one in wanted]
        return cells_of(np.array(table, np.int64).reshape(len(wanted), len(offered)))

    return Component(name, ask, bring, meet)


def _weighed_topics(
    people: Sequence[Participant], words: Vocabulary
) -> tuple[Longs, Longs, list[str], np.ndarray[tuple[int], np.dtype[np.float64]]]:
    named = [person.topics for person in people]
    items = said(named)
    weights = np.ones(len(items.owner))
    if any(issubclass(kind, Mapping) for kind in set(map(type, named))):
        each = (topics.values() if isinstance(topics, Mapping) else repeat(1.0, len(topics)) for topics in named)
        weights = np.fromiter(chain.from_iterable(each), float, len(items.owner))
    return strongest(items, weights, words.canonical)


def _met(owner: Longs, people: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Who of them owns at least one item."""
    met = np.zeros(people, np.bool_)
    met[owner] = True
    return met


def _together(*parts: tuple[Longs, Longs, Sequence[C]]) -> Said[C]:
    """Several kinds of things in one; owners ascend within each kind only."""
    shift = np.cumsum([0, *(len(things) for _, _, things in parts)])
    number = np.concatenate([number + shift[k] for k, (_, number, _) in enumerate(parts)])
    return Said(np.concatenate([owner for owner, _, _ in parts]), number, [t for _, _, things in parts for t in things])
