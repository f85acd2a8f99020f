"""Why this pair: the score taken apart, and reasons from what both people wrote or ticked."""

from collections.abc import Iterator, Sequence

import numpy as np

from alongside.matching import calendars, components, texts
from alongside.matching.choices import ranked
from alongside.matching.market import Market
from alongside.matching.parts import POINTS, TENTHS
from alongside.matching.people import Mentee, Mentor
from alongside.matching.plain import scores_of, words_of
from alongside.matching.reasons import Reason
from alongside.matching.results import Match
from alongside.matching.topics import alike, plain

LONG_WAIT = 0.5


def explain(market: Market, i: int, j: int, pinned: bool = False) -> Match:
    """The pair of mentee ``i`` and mentor ``j`` with its score, components and reasons."""
    points = breakdown(market, i, j)
    mentee, mentor = market.mentees[i], market.mentors[j]
    worth = {name: market.points[name] for name in points}
    return Match(
        mentee_id=mentee.id,
        mentor_id=mentor.id,
        score=sum(points.values()) / POINTS,
        components={name: round(got / worth[name], 4) for name, got in points.items()},
        shares={name: got / POINTS for name, got in points.items()},
        reasons=tuple(reasons_for(market, mentee, mentor, pinned)),
        pinned=pinned,
    )


def look_up(market: Market, mentee_id: str, mentor_id: str) -> Match | None:
    """Explain any pair by ids; None where a rule excludes it or an id is unknown."""
    rows = [i for i, mentee in enumerate(market.mentees) if mentee.id == mentee_id]
    columns = [j for j, mentor in enumerate(market.mentors) if mentor.id == mentor_id]
    if not rows or not columns or scores_of(market.features, rows[0], np.array(columns))[0] < 0:
        return None
    return explain(market, rows[0], columns[0])


def breakdown(market: Market, i: int, j: int) -> dict[str, int]:
    """The points of a pair by component; components worth nothing in this run are left out."""
    f = market.features
    points = {name: 0 for name, worth in market.points.items() if worth}
    cells: dict[int, int] = {}
    for key in f.key[f.key_start[j] : f.key_start[j + 1]]:
        for at in range(f.cell_start[key], f.cell_start[key + 1]):
            row, value = int(f.cell_row[at]), int(f.cell_value[at])
            counts = f.counts[row]
            cells[row] = cells.get(row, 0) + value if counts else max(cells.get(row, 0), value)
    for at in range(f.start[i], f.hours_at[i]):
        points[market.parts[f.part[at]].component.name] += int(f.weight[at]) * cells.get(int(f.row[at]), 0)
    common = sum(cells.get(int(f.row[at]), 0) for at in range(f.hours_at[i], f.bars_at[i]))
    if "availability" in points:
        points["availability"] += f.hour_points * min(common, TENTHS)
    for name, constants in market.constants.items():
        points[name] += int(constants[i])
    if "about" in points:
        points["about"] += words_of(f, i, j)
    if (i, j) in market.chosen:
        points["choices"] += market.chosen[i, j]
    return points


def reasons_for(market: Market, mentee: Mentee, mentor: Mentor, pinned: bool) -> Iterator[Reason]:
    """Reasons, strongest kind first. Only what both sides stated; nothing is inferred about anyone."""
    if pinned:
        yield Reason("pinned", "", "both", ("organizer",))
    yield from _choices(mentee, mentor)
    yield from _topics(market, mentee, mentor)
    yield from _goals(mentee, mentor)
    yield from _background(mentee, mentor)
    yield from _about(mentee, mentor)
    yield from _preferences(mentee, mentor)
    yield from _together(market, mentee, mentor)


def _choices(mentee: Mentee, mentor: Mentor) -> Iterator[Reason]:
    for _ in ranked([mentee], [mentor]):
        place = {"rank": list(mentee.choices).index(mentor.id) + 1}
        yield Reason("your_choice_as_mentee", "choices", "mentee", ("mentee.choices",), place)
        yield Reason("chosen_by_mentee", "choices", "mentor", ("mentee.choices",), place)
    for _ in ranked([mentor], [mentee]):
        place = {"rank": list(mentor.choices).index(mentee.id) + 1}
        yield Reason("your_choice_as_mentor", "choices", "mentor", ("mentor.choices",), place)
        yield Reason("chosen_by_mentor", "choices", "mentee", ("mentor.choices",), place)


def _topics(market: Market, mentee: Mentee, mentor: Mentor) -> Iterator[Reason]:
    wanted, offered = market.words.read(mentee.topics), market.words.read(mentor.topics)
    source = ("mentee.topics", "mentor.topics")
    shared = sorted((topic for topic in wanted if topic in offered), key=lambda topic: -wanted[topic])
    if shared:
        yield Reason("offers_topics", "topics", "mentee", source, {"topics": shared})
        yield Reason("wants_topics", "topics", "mentor", source, {"topics": shared})
    near = alike([topic for topic in wanted if topic not in offered], offered, market.words)
    best = max(((tenths, a, b) for b, them in near.items() for a, tenths in them.items()), default=None)
    if best:
        facts = {"wanted": best[1], "offered": best[2]}
        yield Reason("related_topics", "topics", "mentee", source, facts)
        yield Reason("wants_related_topics", "topics", "mentor", source, facts)


def _goals(mentee: Mentee, mentor: Mentor) -> Iterator[Reason]:
    shared = _shared(mentee.goals, mentor.goals)
    if shared:
        source = ("mentee.goals", "mentor.goals")
        yield Reason("helps_with_goals", "goals", "mentee", source, {"goals": shared})
        yield Reason("has_goals", "goals", "mentor", source, {"goals": shared})


def _background(mentee: Mentee, mentor: Mentor) -> Iterator[Reason]:
    one, other = components.path_of(mentee), components.path_of(mentor)
    if not one or not other or one[0] != other[0]:
        return
    source = ("mentee.background", "mentor.background")
    if one == other:
        yield Reason("shared_background", "background", "both", source, {"background": " / ".join(one)})
    else:
        facts = {"mentee_background": " / ".join(one), "mentor_background": " / ".join(other)}
        yield Reason("related_background", "background", "both", source, facts)


def _about(mentee: Mentee, mentor: Mentor) -> Iterator[Reason]:
    if words := texts.shared_words(mentee.about, mentor.about)[:3]:
        yield Reason("shared_words", "about", "both", ("mentee.about", "mentor.about"), {"words": words})


def _preferences(mentee: Mentee, mentor: Mentor) -> Iterator[Reason]:
    if met := _shared((*mentee.prefers, *mentee.requires), mentor.traits):
        source = ("mentee.prefers", "mentor.traits")
        yield Reason("mentor_has_preferred", "preferences", "mentee", source, {"traits": met})
    if met := _shared((*mentor.prefers, *mentor.requires), mentee.traits):
        source = ("mentor.prefers", "mentee.traits")
        yield Reason("mentee_has_preferred", "preferences", "mentor", source, {"traits": met})


def _together(market: Market, mentee: Mentee, mentor: Mentor) -> Iterator[Reason]:
    """What it takes to meet: a language, free hours, clocks; and how long the mentee has waited."""
    theirs = set(components.spoken(mentor) or ())
    if shared := [code for code in components.spoken(mentee) or () if code in theirs]:
        source = ("mentee.languages", "mentor.languages")
        yield Reason("shared_language", "languages", "both", source, {"languages": shared})
    on = market.rules.clocks_on
    common = sum(
        max(0, min(a + n, b + m) - max(a, b))
        for a, n in calendars.free(mentee, on)
        for b, m in calendars.free(mentor, on)
    )
    if common:
        source = ("mentee.availability", "mentor.availability")
        yield Reason("shared_hours", "availability", "both", source, {"hours": common / 2})
    one, other = components.clock_of(mentee, on), components.clock_of(mentor, on)
    if one is not None and other is not None and (apart := components.hours_apart(one, other)) <= 2:
        source = ("mentee.timezone", "mentor.timezone")
        facts = {"hours": apart} if apart else {}
        yield Reason("close_clocks" if apart else "same_clock", "time_zone", "both", source, facts)
    if mentee.waiting >= LONG_WAIT:
        yield Reason("waited_long", "waiting", "mentor", ("mentee.waiting",))


def _shared(one: Sequence[str], other: Sequence[str]) -> list[str]:
    named = {plain(word): word for word in one if word.strip()}
    return [named[word] for word in sorted(named.keys() & {plain(word) for word in other})]
