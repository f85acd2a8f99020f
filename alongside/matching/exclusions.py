"""The rules of a program as the engine checks them: barred rows, and pairs that must never be."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from alongside.matching.components import Mentees, Mentors, spoken
from alongside.matching.parts import Numbering, Part, Terms
from alongside.matching.people import Participant
from alongside.matching.program import BrokenRuleError, Pair, Rules
from alongside.matching.topics import plain

PairIndex = NDArray[np.int64]
Places = tuple[int, int]


def no_shared_language(mentors: Mentors, mentees: Mentees) -> Part:
    """Bars pairs who both named languages and share none."""
    row, key = Numbering[tuple[str, ...]](), Numbering[tuple[str, ...]]()
    terms: list[Terms] = [[(row(known), 1)] if (known := spoken(mentee)) else [] for mentee in mentees]
    keys = [[key(known)] if (known := spoken(mentor)) else [] for mentor in mentors]
    cells = [[(k, 1) for known, k in row.seen.items() if not set(known) & set(offered)] for offered in key.seen]
    return Part("share_language", len(row), terms, keys, cells)


def unmet_requirements(mentors: Mentors, mentees: Mentees) -> Part:
    """Bars pairs where one requires something the other did not tick, whichever side asks."""
    row = Numbering[tuple[str, str]]()
    asked_by_mentors = sorted({need for mentor in mentors for need in needs(mentor)})
    terms = []
    for mentee in mentees:
        lacking = set(asked_by_mentors) - traits(mentee)
        asks: Terms = [(row(("mentee asks", need)), 1) for need in sorted(needs(mentee))]
        terms.append(asks + [(row(("mentor asks", need)), 1) for need in sorted(lacking)])
    key = Numbering[tuple[frozenset[str], frozenset[str]]]()
    keys = [[key((traits(mentor), needs(mentor)))] for mentor in mentors]
    cells = [
        [(k, 1) for (who, need), k in row.seen.items() if (need in asks if who == "mentor asks" else need not in has)]
        for has, asks in key.seen
    ]
    return Part("required_preferences", len(row), terms, keys, cells)


def never_together(mentors: Mentors, mentees: Mentees, rules: Rules, pins: Collection[Places]) -> PairIndex:
    """Index pairs (mentee, mentor) that no run may propose, pins among them, for they are settled."""
    row, column = _numbers(mentees), _numbers(mentors)
    named = [*rules.already_paired, *rules.forbidden, *(() if rules.repeat_earlier else rules.earlier)]
    found = [(row[a], column[b]) for a, b in named if a in row and b in column]
    found += _for_safety(mentors, mentees, rules)
    found += pins
    return np.array(found, np.int64).reshape(-1, 2)


def pins(mentors: Mentors, mentees: Mentees, rules: Rules) -> tuple[Places, ...]:
    """The organizer's pins as index pairs; those with an unknown id are left out.

    Raises BrokenRuleError where a pin meets a block, a never-pair rule or people kept apart.
    """
    if not rules.pinned:
        return ()
    row, column = _numbers(mentees), _numbers(mentors)
    found = sorted({(row[a], column[b]) for a, b in rules.pinned if a in row and b in column})
    for i, j in sorted(set(found) & set(_for_safety(mentors, mentees, rules))):
        raise BrokenRuleError(f"{mentees[i].id} and {mentors[j].id} may never be paired.")
    return tuple(found)


def _for_safety(mentors: Mentors, mentees: Mentees, rules: Rules) -> list[Places]:
    """Pairs not even a pin may put together."""
    row, column = _numbers(mentees), _numbers(mentors)
    named = [*_either_order(rules.blocked), *_either_order(rules.never_pair)]
    named += ((same, same) for same in row.keys() & column.keys())
    found = [(row[a], column[b]) for a, b in named if a in row and b in column]
    return found + (_sharing_a_key(mentors, mentees) if rules.keep_apart else [])


def needs(person: Participant) -> frozenset[str]:
    """What a person requires of the other side."""
    return frozenset(plain(word) for word in person.requires)


def traits(person: Participant) -> frozenset[str]:
    """What a person ticked about themselves."""
    return frozenset(plain(word) for word in person.traits)


def _numbers(people: Mentors | Mentees) -> dict[str, int]:
    return {person.id: number for number, person in enumerate(people)}


def _either_order(pairs: Collection[Pair]) -> Iterable[Pair]:
    for one, other in pairs:
        yield one, other
        yield other, one


def _sharing_a_key(mentors: Mentors, mentees: Mentees) -> list[tuple[int, int]]:
    by_key: Mapping[str, list[int]] = defaultdict(list)
    for j, mentor in enumerate(mentors):
        for shared in set(mentor.apart):
            by_key[shared].append(j)
    return [(i, j) for i, mentee in enumerate(mentees) for shared in set(mentee.apart) for j in by_key.get(shared, ())]
