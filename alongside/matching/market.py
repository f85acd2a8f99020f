"""A market: all mentors and mentees of a run, turned into the whole-number features that are scored."""

import gc
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from alongside.matching import calendars, components, exclusions, texts
from alongside.matching.choices import points_for_choices
from alongside.matching.features import ADDING, BARRING, COUNTING, Features, Part, Read, lay, numbered, read_part
from alongside.matching.parts import POINTS, STEP, TENTHS, Component, Mentees, Mentors, apportion
from alongside.matching.people import Mentee, Mentor, Participant, TopicTree
from alongside.matching.program import Rules, Weights
from alongside.matching.said import Longs, Numbering, starts
from alongside.matching.topics import Vocabulary

P = TypeVar("P", bound=Participant)
_COUNTED = (
    "topics", "goals", "background", "about", "languages", "availability", "timezone", "prefers", "requires",
    "choices", "waiting",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Market:
    """People in canonical order with their features.

    ``silent_mentors`` and ``silent_mentees`` name what nobody on that side said. ``texts`` and ``groups``
    weigh and number groups of letters in free texts.
    """

    mentors: tuple[Mentor, ...]
    mentees: tuple[Mentee, ...]
    points: Mapping[str, int]
    rules: Rules
    words: Vocabulary
    parts: tuple[Part, ...]
    constants: Mapping[str, Longs]
    chosen: Mapping[tuple[int, int], int]
    pins: tuple[tuple[int, int], ...]
    silent_mentors: frozenset[str]
    silent_mentees: frozenset[str]
    texts: texts.Weighing
    groups: Numbering[str]
    features: Features
    capacity: NDArray[np.int32]
    demand: NDArray[np.int32]


def in_canonical_order(people: Sequence[P]) -> tuple[P, ...]:
    """People sorted by a hash of their id, so that neither rows nor names decide ties.

    Raises ValueError when two have the same id.
    """
    if len({person.id for person in people}) != len(people):
        seen: set[str] = set()
        double = next(p.id for p in people if p.id in seen or seen.add(p.id))  # type: ignore[func-returns-value]
        raise ValueError(f"Two people on one side have the id {double!r}.")
    return tuple(sorted(people, key=lambda person: (zlib.crc32(person.id.encode()), person.id)))


def points_of(weights: Weights, silent_mentors: frozenset[str], silent_mentees: frozenset[str]) -> dict[str, int]:
    """What each component is worth, of 10,000 points: 0 where one whole side said nothing."""
    on_both = {"time_zone": "timezone"}
    on_either = {"preferences": "prefers", "choices": "choices", "waiting": "waiting"}

    def active(name: str) -> bool:
        if name in on_either:
            return on_either[name] not in silent_mentors & silent_mentees
        return on_both.get(name, name) not in silent_mentors | silent_mentees

    names = [each.name for each in fields(weights)]
    shares = [getattr(weights, name) if active(name) else 0.0 for name in names]
    return {name: STEP * units for name, units in zip(names, apportion(shares, POINTS // STEP), strict=True)}


def build_market(
    mentors: Sequence[Mentor], mentees: Sequence[Mentee], weights: Weights, rules: Rules, tree: TopicTree
) -> Market:
    """Read all people into features. Time and memory grow with people, never with pairs."""
    # Many small things come and go here, none of them in a ring: looking for rings costs half as much again.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _market(mentors, mentees, weights, rules, tree)
    finally:
        if collecting:
            gc.enable()


def _market(
    mentors: Sequence[Mentor], mentees: Sequence[Mentee], weights: Weights, rules: Rules, tree: TopicTree
) -> Market:
    mentors, mentees = in_canonical_order(mentors), in_canonical_order(mentees)
    silent = _silent(mentors), _silent(mentees)
    points = points_of(weights, *silent)
    words = Vocabulary(tree)
    chosen = _components(mentors, mentees, points, rules, words)
    read = [read_part(component, mentors, mentees) for _, component in chosen]
    parts = numbered(chosen, read)
    weighing, groups, said = _texts(mentors, mentees, points["about"])
    choices = points_for_choices(mentors, mentees, points["choices"])
    pins = exclusions.pins(mentors, mentees, rules)
    out = np.unique(exclusions.never_together(mentors, mentees, rules, pins), axis=0)
    constants = {
        part.component.name: each.asked.constant
        for part, each in zip(parts, read, strict=True)
        if len(each.asked.constant)
    }
    features = Features(
        **lay(parts, read, len(mentors), len(mentees)),
        constant=sum(constants.values(), np.zeros(len(mentees), np.int64)).astype(np.int16),
        need=_needed_hours(parts, read, rules, len(mentees)),
        hour_points=points["availability"] // TENTHS,
        **said,
        out_start=starts(out[:, 0], len(mentees)),
        out=out[:, 1].astype(np.int32),
        **_extra_points(choices, len(mentees)),
    )
    return Market(
        mentors=mentors,
        mentees=mentees,
        points=points,
        rules=rules,
        words=words,
        parts=parts,
        constants=constants,
        chosen={(i, j): worth for i, j, worth in choices},
        pins=pins,
        silent_mentors=silent[0],
        silent_mentees=silent[1],
        texts=weighing,
        groups=groups,
        features=features,
        capacity=np.array([max(0, mentor.capacity) for mentor in mentors], np.int32),
        demand=np.array([max(0, mentee.demand) for mentee in mentees], np.int32),
    )


def _components(
    mentors: Mentors, mentees: Mentees, points: Mapping[str, int], rules: Rules, words: Vocabulary
) -> list[tuple[int, Component[Any, Any]]]:
    """What counts in this run, in three stages: adding points, counting hours, barring pairs."""
    on = rules.clocks_on
    builders: dict[str, Callable[[int], Component[Any, Any]]] = {
        "topics": lambda worth: components.topics(mentors, worth, words),
        "goals": components.goals,
        "background": components.background,
        "languages": components.languages,
        "time_zone": lambda worth: components.time_zone(worth, on),
        "preferences": components.preferences,
        "availability": calendars.hours_unknown,
        "waiting": components.waiting,
    }
    found = [(ADDING, build(points[name])) for name, build in builders.items() if points[name]]
    if points["availability"] or rules.minimum_overlap:
        found.append((COUNTING, calendars.free_hours(on, least_hours(rules))))
    if rules.share_language:
        found.append((BARRING, exclusions.no_shared_language()))
    if rules.required_preferences and any(person.requires for person in (*mentors, *mentees)):
        found.append((BARRING, exclusions.unmet_requirements(mentors)))
    return found


def least_hours(rules: Rules) -> int:
    """How many half hours a week both must be free."""
    return round(2 * rules.minimum_overlap)


def _needed_hours(parts: Sequence[Part], read: Sequence[Read], rules: Rules, mentees: int) -> NDArray[np.int16]:
    """The least half hours in common, for mentees who gave times."""
    need = np.zeros(mentees, np.int16)
    for part, each in zip(parts, read, strict=True):
        if part.stage == COUNTING:
            need[each.asked.owner] = least_hours(rules)
    return need


def _texts(mentors: Mentors, mentees: Mentees, points: int) -> tuple[texts.Weighing, Numbering[str], dict[str, Any]]:
    """The component ``about``: likeness of the free texts, see ``texts``; an empty one is like none."""
    held = [texts.groups(person.about) for person in (*mentees, *mentors)] if points else []
    weighing, number = texts.Weighing(held), Numbering[str]()
    vectors = [weighing.vector(each) for each in held] if points else [{}] * (len(mentees) + len(mentors))
    wishes, offers = laid_texts(vectors[: len(mentees)], number), laid_texts(vectors[len(mentees) :], number)
    return (
        weighing,
        number,
        {
            **dict(zip(("word_start", "word", "word_weight"), wishes, strict=True)),
            **dict(zip(("offer_start", "offer", "offer_weight"), offers, strict=True)),
            "words": len(number),
            "word_points": points,
        },
    )


def _silent(people: Mentors | Mentees) -> frozenset[str]:
    """What nobody among them said anything about."""
    return frozenset(name for name in _COUNTED if not any(getattr(person, name, 0) for person in people))


def laid_texts(
    vectors: Sequence[texts.Vector], number: Numbering[str]
) -> tuple[Longs, NDArray[np.int32], NDArray[np.int32]]:
    """Weighed groups of letters laid end to end, weights in thousandths."""
    start = np.cumsum([0, *map(len, vectors)])
    flat = (item for vector in vectors for item in sorted(vector.items()))
    pairs = np.array([(number[group], round(1000 * weight)) for group, weight in flat], np.int32).reshape(-1, 2)
    return start, pairs[:, 0].copy(), pairs[:, 1].copy()


def _extra_points(pairs: list[tuple[int, int, int]], mentees: int) -> dict[str, Any]:
    extra = np.array(sorted(pairs), np.int64).reshape(-1, 3)
    return {
        "extra_start": starts(extra[:, 0], mentees),
        "extra": extra[:, 1].astype(np.int32),
        "extra_points": extra[:, 2].astype(np.int32),
    }


def with_favors(market: Market, favors: Mapping[tuple[int, int], int]) -> Market:
    """The same market with points for some pairs that steer the choice but are no part of any score."""
    together = {pair: market.chosen.get(pair, 0) + favors.get(pair, 0) for pair in [*market.chosen, *favors]}
    extra = _extra_points([(i, j, points) for (i, j), points in together.items()], len(market.mentees))
    return replace(market, features=market.features._replace(**extra))
