"""The rules of a program as the engine checks them: barred rows, and pairs that must never be."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from alongside.matching.components import Path, languages_of
from alongside.matching.parts import Asked, Cells, Component, Mentees, Mentors, cells, cells_of
from alongside.matching.people import Mentee, Mentor, Participant
from alongside.matching.program import BrokenRuleError, Pair, Rules
from alongside.matching.said import Said, said
from alongside.matching.topics import plain

PairIndex = NDArray[np.int64]
Places = tuple[int, int]
Needs = tuple[frozenset[str], frozenset[str]]


def no_shared_language() -> Component[Path, Path]:
    """Bars pairs who both named languages and share none."""

    def ask(mentees: Mentees) -> Asked[Path]:
        owner, number, things = languages_of(mentees)
        return Asked(owner, number, things, np.ones(len(owner), np.int64))

    def meet(wanted: Sequence[Path], offered: Sequence[Path]) -> Cells:
        table = [[set(one).isdisjoint(other) for other in offered] for one in wanted]
        return cells_of(np.array(table, np.int64).reshape(len(wanted), len(offered)))

    return Component("share_language", ask, languages_of, meet)


def unmet_requirements(mentors: Mentors) -> Component[tuple[str, str], Needs]:
    """Bars pairs where one requires something the other did not tick, whichever side asks.

    What ``mentors`` require is known from the start: a newcomer who requires something else is unforeseen.
    """
    asked_by_mentors = {need for mentor in mentors if mentor.requires for need in needs(mentor)}

    def ask(mentees: Mentees) -> Asked[tuple[str, str]]:
        lists = []
        for mentee in mentees:
            lacking = asked_by_mentors - traits(mentee) if asked_by_mentors else ()
            own = [("mentee asks", need) for need in sorted(needs(mentee))] if mentee.requires else []
            lists.append(own + [("mentor asks", need) for need in sorted(lacking)])
        owner, number, things = said(lists)
        return Asked(owner, number, things, np.ones(len(owner), np.int64))

    def bring(people: Mentors) -> Said[Needs]:
        return said([((traits(mentor), needs(mentor)),) for mentor in people])

    def meet(wanted: Sequence[tuple[str, str]], offered: Sequence[Needs]) -> Cells:
        return cells(
            [
                (row, k, 1)
                for k, (has, asks) in enumerate(offered)
                for row, (who, need) in enumerate(wanted)
                if (need in asks if who == "mentor asks" else need not in has)
            ]
        )

    return Component("required_preferences", ask, bring, meet)


def never_together(mentors: Mentors, mentees: Mentees, rules: Rules, pins: Collection[Places]) -> PairIndex:
    """Index pairs (mentee, mentor) that no run may propose, pins among them, for they are settled."""
    row, column = _numbers(mentees), _numbers(mentors)
    named = [*rules.already_paired, *rules.forbidden, *(() if rules.repeat_earlier else rules.earlier)]
    found = [(row[a], column[b]) for a, b in named if a in row and b in column]
    found += _for_safety(mentors, mentees, row, column, rules)
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
    for i, j in sorted(set(found) & set(_for_safety(mentors, mentees, row, column, rules))):
        raise BrokenRuleError(f"{mentees[i].id} and {mentors[j].id} may never be paired.")
    return tuple(found)


def _for_safety(
    mentors: Mentors, mentees: Mentees, row: Mapping[str, int], column: Mapping[str, int], rules: Rules
) -> list[Places]:
    """Pairs not even a pin may put together."""
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


class Partners:
    """Who may never be paired with whom, by id and by key: for newcomers, without looking at everyone."""

    def __init__(self, mentors: Mentors, mentees: Mentees, rules: Rules) -> None:
        self._never: dict[str, set[str]] = defaultdict(set)
        for a, b in (*rules.blocked, *rules.never_pair):
            self._never[a].add(b)
            self._never[b].add(a)
        # Of the other rules the first id is a mentee's and the second a mentor's.
        self._by_side: tuple[dict[str, set[str]], ...] = (defaultdict(set), defaultdict(set))
        for a, b in (*rules.already_paired, *rules.forbidden, *(() if rules.repeat_earlier else rules.earlier)):
            self._by_side[0][a].add(b)
            self._by_side[1][b].add(a)
        self._apart = rules.keep_apart
        self._number: tuple[dict[str, int], ...] = ({}, {})
        self._by_key: tuple[dict[str, list[int]], ...] = (defaultdict(list), defaultdict(list))
        for mentee in mentees:
            self.add(mentee)
        for mentor in mentors:
            self.add(mentor)

    def add(self, person: Mentee | Mentor) -> None:
        """Take someone in, as the last on their side."""
        side = isinstance(person, Mentor)
        number = self._number[side][person.id] = len(self._number[side])
        for key in set(person.apart):
            self._by_key[side][key].append(number)

    def of(self, person: Mentee | Mentor) -> list[int]:
        """The numbers of all on the other side whom they may never be paired with, ascending."""
        side = isinstance(person, Mentor)
        number, by_key = self._number[1 - side], self._by_key[1 - side]
        never = self._never.get(person.id, set()) | self._by_side[side].get(person.id, set()) | {person.id}
        found = {number[name] for name in never if name in number}
        for key in set(person.apart) if self._apart else ():
            found.update(by_key.get(key, ()))
        return sorted(found)
