"""Why not: for everyone with places left open, the rule or the lack that stands in the way."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from alongside.matching import components
from alongside.matching.exclusions import needs
from alongside.matching.market import Market
from alongside.matching.parts import POINTS
from alongside.matching.plain import obstacles, scores_of
from alongside.matching.reasons import Reason
from alongside.matching.results import Matching, Unmatched


def unplaced(matching: Matching) -> tuple[Unmatched, ...]:
    """Everyone with places left: mentees first, then mentors, sorted by id."""
    market = matching.market
    given = np.bincount(matching.rows, minlength=len(market.mentees))
    filled = np.bincount(matching.columns, minlength=len(market.mentors))
    mentees = [
        Unmatched(
            market.mentees[i].id,
            "mentee",
            int(market.demand[i] - given[i]),
            tuple(_why(matching, int(i), filled)),
        )
        for i in np.flatnonzero(given < market.demand)
    ]
    touched = _touchable(matching)
    mentors = [
        Unmatched(
            market.mentors[j].id,
            "mentor",
            int(market.capacity[j] - filled[j]),
            tuple(_idle(matching, bool(touched[j]))),
        )
        for j in np.flatnonzero(filled < market.capacity)
    ]
    return (
        *sorted(mentees, key=lambda each: each.person_id),
        *sorted(mentors, key=lambda each: each.person_id),
    )


def _why(matching: Matching, i: int, filled: NDArray[np.int64]) -> Iterator[Reason]:
    market = matching.market
    with_room = np.flatnonzero(market.capacity > 0)
    if not len(with_room):
        yield Reason("nobody_on_the_other_side", "", "mentee", ("mentors",))
        return
    scores = scores_of(market.features, i, with_room)
    own = matching.columns[matching.rows == i]
    scores[np.isin(with_room, own)] = -1
    floor = round((market.rules.floor or 0) * POINTS)
    if (scores < 0).all():
        yield from _barred(market, i, with_room)
    elif scores.max() < floor:
        facts = {"best": int(scores.max()) / POINTS, "floor": floor / POINTS}
        yield Reason("below_floor", "", "mentee", ("program.floor",), facts)
    else:
        fits = with_room[scores >= max(floor, 0)]
        if (filled[fits] >= market.capacity[fits]).all():
            yield Reason("all_fitting_are_taken", "", "mentee", ("program.places",), {"count": len(fits)})
        else:
            yield Reason("no_gain", "", "mentee", ("program.objective",))
    places, asked = int(market.capacity.sum()), int(market.demand.sum())
    if places < asked:
        margin = float((matching.prices[with_room] - scores)[scores >= 0].min(initial=POINTS)) / POINTS
        facts = {"places": places, "asked": asked, "margin": max(0.0, margin)}
        yield Reason("places_are_short", "", "mentee", ("program.places",), facts)


def _barred(market: Market, i: int, mentors: NDArray[np.int64]) -> Iterator[Reason]:
    """Rules in the order of how many mentors they take away from this mentee."""
    found = obstacles(market.features, i, mentors)
    mentee = market.mentees[i]
    for number, barred in sorted(found.items(), key=lambda item: (-int(item[1].sum()), item[0])):
        if not barred.any():
            continue
        count: dict[str, str | int | float | Sequence[str]] = {"count": int(barred.sum()), "of": len(mentors)}
        if number == -2:
            yield Reason("excluded_pairs", "", "mentee", ("rules.pairs",), count)
        elif number == -1:
            yield Reason("too_little_overlap", "availability", "mentee", ("mentee.availability",), count)
        elif market.parts[number].component.name == "share_language":
            facts = {**count, "languages": components.spoken(mentee) or ()}
            yield Reason("no_shared_language", "languages", "mentee", ("mentee.languages",), facts)
        elif needs(mentee):
            facts = {**count, "traits": sorted(needs(mentee))}
            yield Reason("required_preferences", "preferences", "mentee", ("mentee.requires",), facts)
        else:
            yield Reason("not_what_mentors_require", "preferences", "mentee", ("mentor.requires",), count)


def _idle(matching: Matching, fits_someone: bool) -> Iterator[Reason]:
    if not len(matching.market.mentees):
        yield Reason("nobody_on_the_other_side", "", "mentor", ("mentees",))
    elif fits_someone:
        yield Reason("not_needed", "", "mentor", ("program.places",))
    else:
        yield Reason("no_fitting_mentee", "", "mentor", ("rules",))


def _touchable(matching: Matching) -> NDArray[np.bool_]:
    """Which mentors may be paired with at least one mentee."""
    market = matching.market
    fits = np.zeros(len(market.mentors), bool)
    fits[matching.columns] = True
    open_ = np.arange(len(market.mentors))
    floor = round((market.rules.floor or 0) * POINTS)
    for i in range(len(market.mentees)):
        open_ = open_[~fits[open_]]
        if not len(open_):
            break
        fits[open_] = scores_of(market.features, i, open_) >= floor
    return fits
