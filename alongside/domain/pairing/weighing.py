"""Looking at a few people closely: how well two fit, on the same scale as a whole round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.queries import places_taken
from alongside.domain.pairing.fit import Fit, fit_of
from alongside.domain.pairing.loading import Field, engine_mentees, engine_mentors, pairing_rules, rules_of, weights_of
from alongside.domain.programs.models import Program
from alongside.matching import Match as Explained
from alongside.matching import Matching, Mentor, Rules, match

_WHOLE = 10_000


@dataclass(frozen=True)
class Weighed:
    """How well two people fit, and why."""

    mentee: UUID
    mentor: UUID
    score: float
    fit: Fit


class Scales:
    """Weighs any of a few mentees with any of a few mentors. ``points`` are those of the round they belong to.

    Without ``reads_words`` only by what mentors ticked, which takes a third of the time.
    """

    def __init__(
        self,
        program: Program,
        mentees: Iterable[Enrollment],
        mentors: Iterable[Enrollment],
        *,
        points: Mapping[str, int],
        at: datetime,
        reads_words: bool = True,
        taken: Counter[UUID] | None = None,
    ) -> None:
        self._mentees = {each.pk: each for each in mentees}
        self._mentors = {each.pk: each for each in mentors}
        self._points = points
        self._on = at.date()
        self._program = program
        self._known: dict[tuple[UUID, UUID], Weighed | None] = {}
        self._taken = taken
        places = dict.fromkeys([*self._mentees, *self._mentors], 1)
        field = Field(program, self._mentees, self._mentors, places, frozenset(), {})
        self.asked = pairing_rules(program)
        self._rules = replace(rules_of(program, field, at, self.asked), pinned=(), floor=None)
        # Nobody asks for a mentor here, so the engine reads everybody and solves nothing.
        self._asking = [replace(mentee, demand=0) for mentee in engine_mentees(field, at)]
        self._offering = engine_mentors(field, at)
        self.matching = self._match(self._offering if reads_words else _without_words(self._offering))

    def among(self, mentors: Iterable[UUID]) -> Scales:
        """The same scales for fewer mentors, reading their own words; asks the database nothing."""
        fewer, names = copy(self), {str(mentor) for mentor in mentors}
        fewer._known = {}
        fewer.matching = self._match([mentor for mentor in self._offering if mentor.id in names])
        return fewer

    def _match(self, offering: Sequence[Mentor]) -> Matching:
        return match(offering, self._asking, weights=weights_of(self._program, self.asked), rules=self._rules)

    @cached_property
    def taken(self) -> Counter[UUID]:
        """Places taken by enrollment, counted when first asked for."""
        return places_taken(self._program) if self._taken is None else self._taken

    def weigh(self, mentee: UUID, mentor: UUID) -> Weighed | None:
        """The fit of two people; None when a rule keeps them apart."""
        pair = (mentee, mentor)
        if pair not in self._known:
            self._known[pair] = self._weigh(mentee, mentor)
        return self._known[pair]

    def _weigh(self, mentee: UUID, mentor: UUID) -> Weighed | None:
        explained = self.matching.match_of(str(mentee), str(mentor))
        if explained is None:
            return None
        others = self.taken[mentor]
        fit = fit_of(self._mentees[mentee], self._mentors[mentor], explained, others=others, on=self._on)
        return Weighed(mentee, mentor, self._score(explained), fit)

    def _score(self, explained: Explained) -> float:
        """A component nobody here said anything about counts for nothing, as in the round."""
        if not self._points:
            return explained.score
        return sum(value * self._points.get(name, 0) for name, value in explained.components.items()) / _WHOLE


def _without_words(offering: Iterable[Mentor]) -> list[Mentor]:
    return [replace(mentor, about="") for mentor in offering]


def reasons_between(program: Program, mentee: Enrollment, mentor: Enrollment, *, at: datetime) -> dict[str, Any]:
    """What speaks for two people who found each other, whatever the rules of a round would say."""
    field = Field(program, {mentee.pk: mentee}, {mentor.pk: mentor}, {mentee.pk: 1, mentor.pk: 1}, frozenset(), {})
    rules = Rules(share_language=False, required_preferences=False, keep_apart=False, clocks_on=at.date())
    matching = match(engine_mentors(field, at), engine_mentees(field, at), weights=weights_of(program), rules=rules)
    explained = matching.match_of(str(mentee.pk), str(mentor.pk))
    if explained is None:
        return {}
    reasons = fit_of(mentee, mentor, explained, others=1, on=at.date()).reasons
    return {side: found for side, found in reasons.items() if side != "check"}
