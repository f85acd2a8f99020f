"""A market: all mentors and mentees of a run, turned into the whole-number features that are scored."""

import gc
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from alongside.matching import components, exclusions, texts
from alongside.matching.choices import points_for_choices
from alongside.matching.components import Mentees, Mentors
from alongside.matching.parts import POINTS, STEP, TENTHS, Laid, Numbering, Part, Ragged, apportion, joined, lay, ragged
from alongside.matching.people import Mentee, Mentor, Participant, TopicTree
from alongside.matching.program import Rules, Weights
from alongside.matching.topics import Vocabulary

P = TypeVar("P", bound=Participant)


class Features(NamedTuple):
    """What the scoring kernels read. Lists are laid end to end, as in ``Ragged``.

    Terms of mentee ``i`` are ``start[i]`` to ``start[i + 1]``: first those that add to the score, from
    ``hours_at[i]`` those that count half hours in common, from ``bars_at[i]`` those that bar a pair.
    Rows are numbered in the same three stretches. ``word`` and ``offer`` are groups of letters in the
    free texts of mentees and mentors, with weights in thousandths. ``out`` are excluded mentors, ``extra`` mentors with
    points of their own; both sorted within each mentee.
    """

    start: NDArray[np.int64]
    hours_at: NDArray[np.int64]
    bars_at: NDArray[np.int64]
    row: NDArray[np.int32]
    weight: NDArray[np.int16]
    part: NDArray[np.int16]
    key_start: NDArray[np.int64]
    key: NDArray[np.int32]
    cell_start: NDArray[np.int64]
    cell_row: NDArray[np.int32]
    cell_value: NDArray[np.int16]
    rows: int
    hours_from: int
    bars_from: int
    constant: NDArray[np.int16]
    need: NDArray[np.int16]
    hour_points: int
    word_start: NDArray[np.int64]
    word: NDArray[np.int32]
    word_weight: NDArray[np.int32]
    offer_start: NDArray[np.int64]
    offer: NDArray[np.int32]
    offer_weight: NDArray[np.int32]
    words: int
    word_points: int
    out_start: NDArray[np.int64]
    out: NDArray[np.int32]
    extra_start: NDArray[np.int64]
    extra: NDArray[np.int32]
    extra_points: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Market:
    """People in canonical order with their features."""

    mentors: tuple[Mentor, ...]
    mentees: tuple[Mentee, ...]
    points: Mapping[str, int]
    rules: Rules
    words: Vocabulary
    parts: tuple[str, ...]
    constants: Mapping[str, NDArray[np.int64]]
    chosen: Mapping[tuple[int, int], int]
    pins: tuple[tuple[int, int], ...]
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


def points_of(weights: Weights, mentors: Mentors, mentees: Mentees) -> dict[str, int]:
    """What each component is worth, of 10,000 points: 0 where one whole side said nothing."""

    def said(people: Sequence[Participant], name: str) -> bool:
        return any(getattr(person, name) for person in people)

    on_both = {
        "topics": "topics",
        "goals": "goals",
        "background": "background",
        "about": "about",
        "languages": "languages",
        "availability": "availability",
        "time_zone": "timezone",
    }
    active = {name: said(mentors, source) and said(mentees, source) for name, source in on_both.items()}
    active["preferences"] = said(mentees, "prefers") or said(mentors, "prefers")
    active["choices"] = said(mentees, "choices") or said(mentors, "choices")
    active["waiting"] = any(mentee.waiting > 0 for mentee in mentees)
    names = [each.name for each in fields(weights)]
    shares = [getattr(weights, name) if active[name] else 0.0 for name in names]
    return {name: STEP * units for name, units in zip(names, apportion(shares, POINTS // STEP), strict=True)}


def build_market(
    mentors: Sequence[Mentor], mentees: Sequence[Mentee], weights: Weights, rules: Rules, tree: TopicTree
) -> Market:
    """Read all people into features. Time and memory grow with people, never with pairs."""
    # Millions of small tuples come and go here, none in a ring: looking for rings doubles the time.
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
    points = points_of(weights, mentors, mentees)
    words = Vocabulary(tree)
    adding = _adding_parts(mentors, mentees, points, rules, words)
    least = round(2 * rules.minimum_overlap)
    counting = []
    if points["availability"] or least:
        counting = [lay(components.free_hours(mentors, mentees, rules.clocks_on, least))]
    barring = _barring_parts(mentors, mentees, rules)
    choices = points_for_choices(mentors, mentees, points["choices"])
    pins = exclusions.pins(mentors, mentees, rules)
    out = exclusions.never_together(mentors, mentees, rules, pins)
    features = _features(mentors, mentees, (adding, counting, barring), points, least, rules, choices, out)
    return Market(
        mentors=mentors,
        mentees=mentees,
        points=points,
        rules=rules,
        words=words,
        parts=tuple(part.component for part in (*adding, *counting, *barring)),
        constants={part.component: part.constant for part in adding if len(part.constant)},
        chosen={(i, j): worth for i, j, worth in choices},
        pins=pins,
        features=features,
        capacity=np.array([max(0, mentor.capacity) for mentor in mentors], np.int32),
        demand=np.array([max(0, mentee.demand) for mentee in mentees], np.int32),
    )


def _adding_parts(
    mentors: Mentors, mentees: Mentees, points: Mapping[str, int], rules: Rules, words: Vocabulary
) -> list[Laid]:
    on = rules.clocks_on
    builders: dict[str, Callable[[int], Part]] = {
        "topics": lambda worth: components.topics(mentors, mentees, worth, words),
        "goals": lambda worth: components.goals(mentors, mentees, worth),
        "background": lambda worth: components.background(mentors, mentees, worth),
        "languages": lambda worth: components.languages(mentors, mentees, worth),
        "time_zone": lambda worth: components.time_zone(mentors, mentees, worth, on),
        "preferences": lambda worth: components.preferences(mentors, mentees, worth),
        "availability": lambda worth: components.hours_unknown(mentors, mentees, worth, on),
        "waiting": lambda worth: components.waiting(mentors, mentees, worth),
    }
    # Laid out one by one, so that the lists of only one part are in memory at a time.
    return [lay(build(points[name])) for name, build in builders.items() if points[name]]


def _barring_parts(mentors: Mentors, mentees: Mentees, rules: Rules) -> list[Laid]:
    parts = []
    if rules.share_language:
        parts.append(lay(exclusions.no_shared_language(mentors, mentees)))
    if rules.required_preferences and any(person.requires for person in (*mentors, *mentees)):
        parts.append(lay(exclusions.unmet_requirements(mentors, mentees)))
    return parts


def _features(
    mentors: Mentors,
    mentees: Mentees,
    groups: tuple[list[Laid], list[Laid], list[Laid]],
    points: Mapping[str, int],
    least: int,
    rules: Rules,
    choices: list[tuple[int, int, int]],
    excluded: exclusions.PairIndex,
) -> Features:
    parts = [part for group in groups for part in group]
    rows = np.cumsum([0] + [part.rows for part in parts])
    keys = np.cumsum([0] + [len(part.cells.start) - 1 for part in parts])
    edges = np.cumsum([0] + [len(group) for group in groups])

    # Terms of all parts, sorted by mentee; a stable sort keeps the parts in their order.
    owner, row, weight, number = _stacked([part.terms for part in parts], rows, len(mentees))
    key_owner, key, _, _ = _stacked([part.keys for part in parts], keys, len(mentors))
    held = joined([part.cells for part in parts], rows.tolist())

    constant = np.zeros(len(mentees), np.int16)
    for part in parts:
        if len(part.constant):
            constant += part.constant.astype(np.int16)
    start = _starts(owner, len(mentees))
    out = np.unique(excluded, axis=0)
    known = np.array([bool(components.free(m, rules.clocks_on)) for m in mentees], bool) if least else None
    return Features(
        start=start,
        hours_at=start[:-1] + np.bincount(owner[number < edges[1]], minlength=len(mentees)),
        bars_at=start[:-1] + np.bincount(owner[number < edges[2]], minlength=len(mentees)),
        row=row.astype(np.int32),
        weight=weight.astype(np.int16),
        part=number.astype(np.int16),
        key_start=_starts(key_owner, len(mentors)),
        key=key.astype(np.int32),
        cell_start=held.start,
        cell_row=held.first.astype(np.int32),
        cell_value=held.second.astype(np.int16),
        rows=int(rows[-1]),
        hours_from=int(rows[edges[1]]),
        bars_from=int(rows[edges[2]]),
        constant=constant,
        need=np.where(known, least, 0).astype(np.int16) if known is not None else np.zeros(len(mentees), np.int16),
        hour_points=points["availability"] // TENTHS,
        **_texts(mentors, mentees, points["about"]),
        out_start=_starts(out[:, 0], len(mentees)),
        out=out[:, 1].astype(np.int32),
        **_extra_points(choices, len(mentees)),
    )


def _texts(mentors: Mentors, mentees: Mentees, points: int) -> dict[str, Any]:
    """The component ``about``: likeness of the free texts, see ``texts``; an empty one is like none."""
    spoken = [person.about for person in (*mentees, *mentors)]
    found = texts.vectors(spoken) if points else [{} for _ in spoken]
    number = Numbering[str]()
    laid = [[(number(group), round(1000 * weight)) for group, weight in sorted(each.items())] for each in found]
    wishes, offers = ragged(laid[: len(mentees)]), ragged(laid[len(mentees) :])
    return {
        "word_start": wishes.start,
        "word": wishes.first.astype(np.int32),
        "word_weight": wishes.second.astype(np.int32),
        "offer_start": offers.start,
        "offer": offers.first.astype(np.int32),
        "offer_weight": offers.second.astype(np.int32),
        "words": len(number),
        "word_points": points,
    }


def _extra_points(pairs: list[tuple[int, int, int]], mentees: int) -> dict[str, Any]:
    extra = np.array(sorted(pairs), np.int64).reshape(-1, 3)
    return {
        "extra_start": _starts(extra[:, 0], mentees),
        "extra": extra[:, 1].astype(np.int32),
        "extra_points": extra[:, 2].astype(np.int32),
    }


def with_favors(market: Market, favors: Mapping[tuple[int, int], int]) -> Market:
    """The same market with points for some pairs that steer the choice but are no part of any score."""
    together = {pair: market.chosen.get(pair, 0) + favors.get(pair, 0) for pair in [*market.chosen, *favors]}
    extra = _extra_points([(i, j, points) for (i, j), points in together.items()], len(market.mentees))
    return replace(market, features=market.features._replace(**extra))


def _stacked(lists: list[Ragged], shifts: NDArray[np.int64], people: int) -> tuple[NDArray[np.int64], ...]:
    owners, firsts, seconds, numbers = [], [], [], []
    for number, laid in enumerate(lists):
        owners.append(np.repeat(np.arange(people), np.diff(laid.start)))
        firsts.append(laid.first + shifts[number])
        seconds.append(laid.second)
        numbers.append(np.full(len(laid.first), number))
    if not lists:
        return (np.zeros(0, np.int64),) * 4
    owner = np.concatenate(owners)
    order = np.argsort(owner, kind="stable")
    return owner[order], *(np.concatenate(each)[order] for each in (firsts, seconds, numbers))


def _starts(owner: NDArray[np.int64], people: int) -> NDArray[np.int64]:
    start = np.zeros(people + 1, np.int64)
    np.cumsum(np.bincount(owner, minlength=people), out=start[1:])
    return start
