"""Newcomers to a market that is read already: their features are laid behind everyone else's.

What was learned from everyone stays as it was (how rare a topic is, how telling a group of letters),
until the market is read anew. Costs a few copies of the features, a millisecond at 20,000 people.
"""

from collections.abc import Hashable
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np

from alongside.matching.choices import points_for_choices, ranked
from alongside.matching.features import ADDING, BARRING, COUNTING, Features, Part, cells_by_key
from alongside.matching.market import Market, laid_texts, least_hours
from alongside.matching.parts import Cells
from alongside.matching.people import Mentee, Mentor

A = TypeVar("A", bound=np.ndarray[Any, Any])


class UnforeseenError(Exception):
    """A newcomer says something that changes what the others' answers are worth: the market must be read anew."""


def with_mentee(market: Market, person: Mentee, never: list[int]) -> Market:
    """The market with one more mentee, the last, excluded from mentors ``never``. Raises UnforeseenError."""
    _check(market, person, market.silent_mentees)
    f, parts, constants = market.features, list(market.parts), dict(market.constants)
    terms: list[tuple[int, int, int, int]] = []
    for number, part in enumerate(parts):
        asked = part.component.ask([person])
        f, parts[number] = _with_rows(f, part, asked.things)
        rows = [parts[number].rows[asked.things[k]] for k in asked.number.tolist()]
        terms += [(part.stage, row, weight, number) for row, weight in zip(rows, asked.weight.tolist(), strict=True)]
        if len(asked.constant):
            constants[part.component.name] = np.append(constants[part.component.name], asked.constant)
    stage, row, weight, number_of = np.array(sorted(terms, key=lambda t: t[0]), np.int64).reshape(-1, 4).T
    first = int(f.start[-1])
    counted = bool((stage == COUNTING).any())
    chosen = points_for_choices(market.mentors, [person], market.points["choices"])
    words = laid_texts([market.texts.newcomer(person.about)] if f.word_points else [{}], market.groups)
    features = f._replace(
        start=np.append(f.start, first + len(row)),
        hours_at=np.append(f.hours_at, first + int((stage == ADDING).sum())),
        bars_at=np.append(f.bars_at, first + int((stage != BARRING).sum())),
        row=_more(f.row, row),
        weight=_more(f.weight, weight),
        part=_more(f.part, number_of),
        constant=_more(f.constant, sum(int(each[-1]) for each in constants.values())),
        need=_more(f.need, least_hours(market.rules) if counted else 0),
        word_start=_more(f.word_start, f.word_start[-1] + len(words[1])),
        word=_more(f.word, words[1]),
        word_weight=_more(f.word_weight, words[2]),
        words=len(market.groups),
        out_start=_more(f.out_start, f.out_start[-1] + len(never)),
        out=_more(f.out, never),
        extra_start=_more(f.extra_start, f.extra_start[-1] + len(chosen)),
        extra=_more(f.extra, [j for _, j, _ in sorted(chosen)]),
        extra_points=_more(f.extra_points, [worth for _, _, worth in sorted(chosen)]),
    )
    i = len(market.mentees)
    return replace(
        market,
        mentees=(*market.mentees, person),
        features=features,
        parts=tuple(parts),
        constants=constants,
        chosen={**market.chosen, **{(i, j): worth for _, j, worth in chosen}} if chosen else market.chosen,
        demand=_more(market.demand, max(0, person.demand)),
    )


def with_mentor(market: Market, person: Mentor, never: list[int]) -> Market:
    """The market with one more mentor, the last, excluded from mentees ``never``. Raises UnforeseenError."""
    _check(market, person, market.silent_mentors)
    f, parts, keys = market.features, list(market.parts), []
    for number, part in enumerate(parts):
        brought = part.component.bring([person])
        f, parts[number] = _with_keys(f, part, brought.things)
        keys += [parts[number].keys[brought.things[k]] for k in brought.number.tolist()]
    j = len(market.mentors)
    out = np.array(never, np.int64)
    words = laid_texts([market.texts.newcomer(person.about)] if f.word_points else [{}], market.groups)
    shift = np.zeros(len(f.out_start), np.int64)
    np.add.at(shift, out + 1, 1)
    features = f._replace(
        key_start=_more(f.key_start, f.key_start[-1] + len(keys)),
        key=_more(f.key, keys),
        offer_start=_more(f.offer_start, f.offer_start[-1] + len(words[1])),
        offer=_more(f.offer, words[1]),
        offer_weight=_more(f.offer_weight, words[2]),
        words=len(market.groups),
        out=np.insert(f.out, f.out_start[out + 1], j).astype(np.int32),
        out_start=f.out_start + np.cumsum(shift),
    )
    return replace(
        market,
        mentors=(*market.mentors, person),
        features=features,
        parts=tuple(parts),
        capacity=_more(market.capacity, max(0, person.capacity)),
    )


def _check(market: Market, person: Mentee | Mentor, silent: frozenset[str]) -> None:
    """A first answer turns a component on, and ranked choices are worth what all of them together say."""
    if any(getattr(person, name, None) for name in silent):
        raise UnforeseenError
    others: tuple[Mentee | Mentor, ...] = market.mentors if isinstance(person, Mentee) else market.mentees
    by_choice = market.points["choices"] and (
        any(person.id in other.choices for other in others if other.choices)
        or (isinstance(person, Mentor) and ranked([person], list(market.mentees)))
    )
    if by_choice or (isinstance(person, Mentor) and person.requires):
        raise UnforeseenError


def _with_rows(f: Features, part: Part, things: list[Hashable]) -> tuple[Features, Part]:
    """Rows for what no mentee asked for before, and what every mentor's things are worth there."""
    new = [thing for thing in things if thing not in part.rows]
    if not new:
        return f, part
    rows = len(f.counts) + np.arange(len(new))
    met: Cells = part.component.meet(new, list(part.keys))
    key = np.fromiter(part.keys.values(), np.int64, len(part.keys))[met.offered]
    held = np.repeat(np.arange(len(f.cell_start) - 1), np.diff(f.cell_start))
    laid = cells_by_key(
        np.concatenate([held, key]),
        np.concatenate([f.cell_row, rows[met.wanted]]),
        np.concatenate([f.cell_value, met.value]),
        len(f.cell_start) - 1,
    )
    counts = _more(f.counts, np.full(len(new), part.stage == COUNTING))
    numbers = dict(zip(new, rows.tolist(), strict=True))
    return f._replace(counts=counts, **laid), replace(part, rows={**part.rows, **numbers})


def _with_keys(f: Features, part: Part, things: list[Hashable]) -> tuple[Features, Part]:
    """Keys for what no mentor brought before, and what they are worth in every row."""
    new = [thing for thing in things if thing not in part.keys]
    if not new:
        return f, part
    met: Cells = part.component.meet(list(part.rows), new)
    row = np.fromiter(part.rows.values(), np.int64, len(part.rows))[met.wanted]
    laid = cells_by_key(met.offered, row, met.value, len(new))
    numbers = {thing: len(f.cell_start) - 1 + k for k, thing in enumerate(new)}
    features = f._replace(
        cell_start=np.append(f.cell_start, f.cell_start[-1] + laid["cell_start"][1:]),
        cell_row=_more(f.cell_row, laid["cell_row"]),
        cell_value=_more(f.cell_value, laid["cell_value"]),
    )
    return features, replace(part, keys={**part.keys, **numbers})


def _more(array: A, items: Any) -> A:
    """An array with more at its end, of the same kind."""
    return np.append(array, np.asarray(items).astype(array.dtype))  # type: ignore[return-value]
