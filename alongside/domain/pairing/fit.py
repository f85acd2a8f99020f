"""What speaks for a pair, what to check, and which band it belongs to.

The bands are words, never percentages, and follow three rules an organizer can read:

- **Strong fit**: nothing to check.
- **Good fit**: the right help, with one thing to check.
- **Not sure**: two things to check or more, or one that matters by itself: nothing of what was asked for is
  offered, or the two are never free at the same time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.pairing.loading import is_readable, named_topics
from alongside.domain.pairing.models import Match
from alongside.matching import Match as Explained
from alongside.matching import Reason
from alongside.matching.hours import clock, in_utc
from alongside.matching.topics import plain

ENOUGH_HOURS = 2.0
FAR_CLOCKS = 6
_SERIOUS = frozenset({"topics_missing", "topics_only_close", "no_overlap"})
_LABELLED = ("topics", "wanted", "offered")
# Said better by what this module finds itself.
_REPLACED = frozenset({"shared_hours", "same_clock"})

Stored = dict[str, Any]


@dataclass(frozen=True)
class Fit:
    """Why two people, in the stored form, and the band."""

    reasons: dict[str, list[Stored]]
    band: str


def fit_of(mentee: Enrollment, mentor: Enrollment, explained: Explained, *, others: int, on: date) -> Fit:
    """Turn the engine's explanation into reasons for each side, things to check and a band.

    ``others`` is how many mentees the mentor has already.
    """
    labels = {plain(label): label for label in (*mentor.topics, *mentee.topics)}
    sides: dict[str, list[Stored]] = {"mentee": [], "mentor": [], "both": []}
    for reason in explained.reasons:
        if reason.code not in _REPLACED:
            sides[reason.side].append(_stored(reason, labels))
    if not others and sides["mentor"]:
        sides["mentor"].append({"code": "first_of_yours", "facts": {}})
    if times := _same_times(mentee, mentor, on):
        sides["both"].insert(0, {"code": "shared_times", "facts": {"times": times}})
    elif hours := hours_in_common(mentee, mentor, on):
        sides["both"].insert(0, {"code": "shared_hours", "facts": {"hours": hours}})
    if ways := [way for way in mentee.reach_ways if way in mentor.reach_ways]:
        sides["both"].append({"code": "shared_ways", "facts": {"ways": ways}})
    checks = list(_checks(mentee, mentor, explained, others, on))
    return Fit({**sides, "check": checks}, band_for(checks))


def _same_times(mentee: Enrollment, mentor: Enrollment, on: date) -> list[str]:
    """Times both ticked, which mean the same only where the clocks show the same."""
    if clock(mentee.person.time_zone, on) != clock(mentor.person.time_zone, on):
        return []
    return [slot for slot in mentee.reach_times if slot in mentor.reach_times]


def band_for(checks: Iterable[Stored]) -> str:
    """The band that follows from what there is to check."""
    codes = [check["code"] for check in checks]
    if len(codes) > 1 or any(code in _SERIOUS for code in codes):
        return Match.Band.UNSURE
    return Match.Band.GOOD if codes else Match.Band.STRONG


def hours_in_common(mentee: Enrollment, mentor: Enrollment, on: date) -> float:
    """Hours a week both are free, each on their own clock."""
    theirs = _free(mentor, on)
    return sum(max(0, min(a + n, b + m) - max(a, b)) for a, n in _free(mentee, on) for b, m in theirs) / 2


def _free(enrollment: Enrollment, on: date) -> tuple[tuple[int, int], ...]:
    slots = tuple(slot for slot in enrollment.reach_times if is_readable(slot))
    return in_utc(slots, clock(enrollment.person.time_zone, on)) if slots else ()


def _checks(mentee: Enrollment, mentor: Enrollment, explained: Explained, others: int, on: date) -> Iterator[Stored]:
    yield from _topic_checks(mentee, mentor, explained)
    if mentee.reach_times and mentor.reach_times:
        hours = hours_in_common(mentee, mentor, on)
        if not hours:
            yield {"code": "no_overlap", "facts": {}}
        elif hours < ENOUGH_HOURS:
            yield {"code": "little_overlap", "facts": {"hours": hours}}
    apart = abs(clock(mentee.person.time_zone, on) - clock(mentor.person.time_zone, on)) / 2
    if apart >= FAR_CLOCKS:
        yield {"code": "clocks_apart", "facts": {"hours": apart}}
    if mentee.reach_ways and mentor.reach_ways and not set(mentee.reach_ways) & set(mentor.reach_ways):
        facts = {"wanted": list(mentee.reach_ways), "offered": list(mentor.reach_ways)}
        yield {"code": "ways_differ", "facts": facts}
    if unmet := [wish for wish in mentee.preferences if wish in _NAMED_WISHES and wish not in mentor.traits]:
        yield {"code": "wish_unmet", "facts": {"traits": unmet}}
    if others >= 2:
        yield {"code": "mentor_has_others", "facts": {}}


# Wishes a mentor either said of themselves or did not. Whether somebody is patient shows only later.
_NAMED_WISHES = frozenset({"a_woman", "a_man", "same_job", "same_thing"})


def _topic_checks(mentee: Enrollment, mentor: Enrollment, explained: Explained) -> Iterator[Stored]:
    wanted = named_topics(mentee)
    if not wanted:
        return
    offered = {plain(topic) for topic in mentor.topics}
    missing = [topic for topic in wanted if plain(topic) not in offered]
    if len(missing) == len(wanted):
        is_close = any(reason.code == "related_topics" for reason in explained.reasons)
        yield {"code": "topics_only_close" if is_close else "topics_missing", "facts": {}}
    elif len(missing) * 2 > len(wanted):
        yield {"code": "topics_in_part", "facts": {"topics": missing}}


def _stored(reason: Reason, labels: dict[str, str]) -> Stored:
    """As JSON, with topics spelled as people wrote them."""
    facts: Stored = {}
    for name, value in reason.facts.items():
        if isinstance(value, str):
            facts[name] = labels.get(value, value) if name in _LABELLED else value
        elif isinstance(value, int | float):
            facts[name] = value
        else:
            facts[name] = [labels.get(each, each) if name in _LABELLED else each for each in value]
    return {"code": reason.code, "facts": facts}
