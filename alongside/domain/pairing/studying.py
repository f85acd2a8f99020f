"""What would help, and what another objective would bring: tried out by the engine, run after run, none guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from alongside.domain.pairing.loading import (
    Field,
    engine_mentees,
    engine_mentors,
    load_field,
    named_topics,
    rules_of,
    weights_of,
)
from alongside.domain.pairing.models import Round
from alongside.domain.pairing.proposing import stored
from alongside.matching import (
    OBJECTIVES,
    Matching,
    Mentee,
    Mentor,
    Rules,
    Suggestion,
    TooLargeError,
    Weights,
    match,
    suggestions,
)
from alongside.matching.parts import POINTS
from alongside.matching.topics import plain

Stored = dict[str, Any]

_TOPICS_AT_MOST = 3


@dataclass(frozen=True)
class Study:
    """What was found out about a round, ready to be kept."""

    advice: Sequence[Stored]
    trades: Sequence[Stored]


@dataclass(frozen=True)
class _Question:
    mentors: Sequence[Mentor]
    mentees: Sequence[Mentee]
    weights: Weights
    rules: Rules

    def placed(self) -> int:
        """How many people could have a mentor."""
        found = match(self.mentors, self.mentees, weights=self.weights, rules=self.rules, objective="most")
        return len(found.pair_ids)


def study(shown: Round, *, at: datetime) -> Study:
    """Try out every objective, the rules that could be softer, and the mentors who could be found.

    What cannot be told for certain among so many people is left out.
    """
    field = load_field(shown.program, at)
    mentors, mentees = engine_mentors(field, at), engine_mentees(field, at)
    question = _Question(mentors, mentees, weights_of(shown.program), rules_of(shown.program, field, at))
    return Study(_advice(shown, field, question), [*_trades(question)])


def _trades(question: _Question) -> Iterator[Stored]:
    """How many people each objective places, how good all fits are together, and the weakest of them."""
    for objective in OBJECTIVES:
        try:
            found: Matching = match(
                question.mentors, question.mentees, weights=question.weights, rules=question.rules, objective=objective
            )
        except TooLargeError:
            continue
        worst = int(found.scores.min()) / POINTS if len(found.scores) else 0.0
        yield {"objective": objective, "people": len(found.pair_ids), "total": found.total, "worst": worst}


def _advice(shown: Round, field: Field, question: _Question) -> list[Stored]:
    if not shown.unmatched:
        return []
    advice = _topics_to_recruit(shown.unmatched)
    with suppress(TooLargeError):
        advice += _tried(shown, field, _without_texts(question))
    if field.silent:
        advice.append({"code": "ask_silent", "facts": {"mentors": len(field.silent)}})
    return advice


def _tried(shown: Round, field: Field, sparing: _Question) -> list[Stored]:
    """Softer rules and more mentors, each tried out. Raises TooLargeError."""
    tried = suggestions(sparing.mentors, sparing.mentees, weights=sparing.weights, rules=sparing.rules)
    advice = _together(tried, field)
    if any(reason["code"] == "required_preferences" for row in shown.unmatched for reason in row["reasons"]):
        softer = replace(sparing, rules=replace(sparing.rules, required_preferences=False))
        if (more := softer.placed() - sparing.placed()) > 0:
            advice.append({"code": "soften_required", "facts": {"people": more}})
    return advice


def _without_texts(question: _Question) -> _Question:
    """How many people can be placed does not hang on what they wrote, unless there is a least score."""
    if question.rules.floor:
        return question
    return replace(
        question,
        mentors=[replace(each, about="") for each in question.mentors],
        mentees=[replace(each, about="") for each in question.mentees],
    )


def _together(tried: Iterable[Suggestion], field: Field) -> list[Stored]:
    """Several mentors of one kind are one piece of advice; topics are spelled as people wrote them."""
    spelled = {plain(topic): topic for each in field.everybody.values() for topic in named_topics(each)}
    found: list[Stored] = []
    kinds: dict[tuple[str, ...], Stored] = {}
    for suggestion in tried:
        advice = stored(suggestion.reason)
        if advice["code"] != "recruit_a_mentor":
            found.append(advice)
            continue
        facts = advice["facts"]
        facts["topics"] = [spelled.get(topic, topic) for topic in facts["topics"]]
        kind = (*facts["topics"], "/", *facts["languages"])
        if kind in kinds:
            known = kinds[kind]["facts"]
            known["mentors"] += 1
            known["placed"] += facts["placed"]
        else:
            facts["mentors"] = 1
            kinds[kind] = advice
            found.append(advice)
    return [_named(each) for each in found]


def _named(advice: Stored) -> Stored:
    """One mentor and several are different sentences."""
    if advice["code"] != "recruit_a_mentor":
        return advice
    facts: Mapping[str, Any] = advice["facts"]
    kept = {name: facts[name] for name in ("topics", "languages", "mentors", "placed")}
    return {"code": "recruit_a_mentor" if facts["mentors"] == 1 else "recruit_mentors", "facts": kept}


def _topics_to_recruit(unmatched: Sequence[Stored]) -> list[Stored]:
    wanted: Counter[str] = Counter()
    for row in unmatched:
        for reason in row["reasons"]:
            if reason["code"] == "topics_nobody_offers":
                wanted.update(reason["facts"]["topics"])
    best = sorted(wanted.items(), key=lambda item: (-item[1], item[0]))[:_TOPICS_AT_MOST]
    return [{"code": "recruit_for_topic", "facts": {"topic": topic, "people": count}} for topic, count in best]
