"""What would help: the few recruitments and rule changes that would place most people, computed.

Every suggestion was tried: the round is solved again with it, most people first, and what is told is
how many more would then have a mentor. Nothing is estimated.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from alongside.matching import components
from alongside.matching.engine import match
from alongside.matching.people import Mentee, Mentor, TopicTree
from alongside.matching.program import Rules, Weights
from alongside.matching.reasons import Fact, Reason, in_words
from alongside.matching.results import Matching

RECRUITS = 3
CANDIDATES = 8
ROOM = 2
"""Places of a mentor one would look for."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to do, and how many more mentees would then have a mentor."""

    reason: Reason
    placed: int

    @property
    def words(self) -> str:
        """The suggestion in plain English."""
        return in_words(self.reason)


def suggestions(
    mentors: Sequence[Mentor], mentees: Sequence[Mentee], *, weights: Weights, rules: Rules,
    topics: TopicTree | None = None,
) -> tuple[Suggestion, ...]:  # fmt: skip
    """Rule changes one by one, and up to three recruitments one after another, best first."""
    trial = _Trial(tuple(mentors), tuple(mentees), weights, rules, topics or TopicTree())
    now = trial.run()
    if trial.placed(now) == len(trial.asking):
        return ()
    found = [*_rule_changes(trial, now), *_recruitments(trial, now)]
    return tuple(sorted(found, key=lambda each: -each.placed))


@dataclass(frozen=True, slots=True)
class _Trial:
    mentors: tuple[Mentor, ...]
    mentees: tuple[Mentee, ...]
    weights: Weights
    rules: Rules
    topics: TopicTree

    @property
    def asking(self) -> list[Mentee]:
        return [mentee for mentee in self.mentees if mentee.demand > 0]

    def run(self) -> Matching:
        return match(
            self.mentors, self.mentees, weights=self.weights, rules=self.rules, objective="most", topics=self.topics
        )

    def placed(self, matching: Matching) -> int:
        return len(np.unique(matching.rows))


def _rule_changes(trial: _Trial, now: Matching) -> Iterator[Suggestion]:
    rules, more_room = trial.rules, tuple(replace(each, capacity=each.capacity + 1) for each in trial.mentors)
    tries: list[tuple[str, dict[str, Fact], _Trial]] = [("one_more_place_each", {}, replace(trial, mentors=more_room))]
    if rules.minimum_overlap > 0:
        changed = replace(rules, minimum_overlap=rules.minimum_overlap / 2)
        facts: dict[str, Fact] = {"hours": changed.minimum_overlap}
        tries.append(("halve_the_overlap", facts, replace(trial, rules=changed)))
    if rules.floor:
        changed = replace(rules, floor=max(0.0, rules.floor - 0.1))
        tries.append(("lower_the_floor", {"floor": changed.floor or 0.0}, replace(trial, rules=changed)))
    if rules.share_language:
        tries.append(("allow_no_shared_language", {}, replace(trial, rules=replace(rules, share_language=False))))
    if rules.earlier and not rules.repeat_earlier:
        tries.append(("allow_earlier_pairs", {}, replace(trial, rules=replace(rules, repeat_earlier=True))))
    before = trial.placed(now)
    for code, facts, changed_trial in tries:
        more = trial.placed(changed_trial.run()) - before
        if more > 0:
            yield Suggestion(Reason(code, "", "both", ("rules",), {**facts, "placed": more}), more)


def _recruitments(trial: _Trial, now: Matching) -> Iterator[Suggestion]:
    """Add the best of some imagined mentors, then look again with that one on board."""
    for number in range(RECRUITS):
        before = trial.placed(now)
        tried = []
        for imagined in _imagined(trial, now, f"\0recruit {number}"):
            with_one = replace(trial, mentors=(*trial.mentors, imagined))
            matching = with_one.run()
            tried.append((trial.placed(matching) - before, imagined, with_one, matching))
        more, best, trial, now = max(tried, key=lambda each: each[0], default=(0, None, trial, now))
        if best is None or more <= 0:
            return
        facts: dict[str, Fact] = {
            "topics": list(best.topics),
            "languages": list(best.languages),
            "timezone": best.timezone,
            "places": best.capacity,
            "placed": more,
        }
        yield Suggestion(Reason("recruit_a_mentor", "", "both", ("mentees",), facts), more)


def _imagined(trial: _Trial, now: Matching, name: str) -> Iterator[Mentor]:
    """Mentors such as the people left over would need: their languages, clocks, hours and topics."""
    placed = {pair[0] for pair in now.pair_ids}
    left = [mentee for mentee in trial.asking if mentee.id not in placed]
    by_language = Counter((components.spoken(mentee) or ("",))[0] for mentee in left)
    for language, _ in by_language.most_common(CANDIDATES // 2):
        group = [mentee for mentee in left if (components.spoken(mentee) or ("",))[0] == language]
        wishes = Counter(topic for mentee in group for topic in now.market.words.read(mentee.topics))
        common = [topic for topic, _ in wishes.most_common(3)]
        for topics in [common[:1], common] if len(common) > 1 else [common]:
            yield Mentor(
                id=name,
                topics=topics,
                languages=[language] if language else [],
                timezone=_most_common(mentee.timezone for mentee in group),
                availability=sorted({slot for mentee in group for slot in mentee.availability}),
                traits=sorted({need for mentee in group for need in mentee.requires}),
                capacity=ROOM,
            )


def _most_common(words: Iterator[str]) -> str:
    found = Counter(word for word in words if word)
    return found.most_common(1)[0][0] if found else ""
