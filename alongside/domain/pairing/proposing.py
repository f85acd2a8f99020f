"""One run of the engine over a whole program: proposals, who stays out and why, advice, and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.domain.mentorships.queries import places_taken
from alongside.domain.pairing.fit import fit_of
from alongside.domain.pairing.loading import (
    Field,
    engine_mentees,
    engine_mentors,
    load_field,
    named_topics,
    rules_of,
    weights_of,
)
from alongside.domain.pairing.models import Match, Round
from alongside.matching import Matching, Mentor, Objective, Reason, Rules, best_mentors, match
from alongside.matching.topics import plain

Stored = dict[str, Any]
Progress = Callable[[int], None]

# As many as an organizer may want to choose from; the board shows three at a time.
OTHERS_KEPT = 12
_ADVICE_AT_MOST = 3
_LOADED, _SOLVED, _EXPLAINED = 10, 40, 90


@dataclass(frozen=True)
class Proposal:
    """What a run answers, ready to be kept."""

    field: Field
    matching: Matching
    matches: Sequence[Match]
    unmatched: Sequence[Stored]
    advice: Sequence[Stored]


def propose(for_round: Round, *, at: datetime, progress: Progress) -> Proposal:
    """Ask the engine about everybody in the round's program. Same people, same answer."""
    program = for_round.program
    field = load_field(program, at)
    mentors, mentees = engine_mentors(field, at), engine_mentees(field, at)
    rules = rules_of(program, field, at)
    progress(_LOADED)
    objective: Objective = for_round.objective  # type: ignore[assignment]
    weights = weights_of(program)
    matching = match(mentors, mentees, weights=weights, rules=rules, objective=objective)
    progress(_SOLVED)
    matches = list(_matches(for_round, field, matching, places_taken(program), at, progress))
    unmatched = _unmatched(field, matching)
    advice = _advice(field, matching, unmatched, lambda people, places, loose: _placed(matching, people, places, loose))
    return Proposal(field, matching, matches, unmatched, advice)


def _matches(
    for_round: Round, field: Field, matching: Matching, taken: Counter[UUID], at: datetime, progress: Progress
) -> Iterator[Match]:
    others = best_mentors(matching, OTHERS_KEPT)
    total = max(1, len(matching.pairs))
    for done, pair in enumerate(matching.pairs):
        mentee, mentor = field.mentees[UUID(pair.mentee_id)], field.mentors[UUID(pair.mentor_id)]
        fit = fit_of(mentee, mentor, pair, others=taken[mentor.pk], on=at.date())
        yield Match(
            round=for_round,
            mentee=mentee,
            mentor=mentor,
            score=pair.score,
            band=fit.band,
            reasons=fit.reasons,
            others=list(others[pair.mentee_id]),
            ticked=fit.band != Match.Band.UNSURE or pair.pinned,
            pinned=pair.pinned,
        )
        if done % 250 == 0:
            progress(_SOLVED + (_EXPLAINED - _SOLVED) * done // total)


def _unmatched(field: Field, matching: Matching) -> list[Stored]:
    """Mentees without a mentor and why, those who asked for what nobody offers first."""
    offered = {plain(topic) for mentor in field.mentors.values() for topic in mentor.topics}
    rows = []
    for person in matching.unmatched_mentees:
        mentee = field.mentees[UUID(person.person_id)]
        reasons = [_stored(reason) for reason in person.reasons]
        wanted = named_topics(mentee)
        missing = [topic for topic in wanted if plain(topic) not in offered]
        if missing and len(missing) == len(wanted):
            reasons.insert(0, {"code": "topics_nobody_offers", "facts": {"topics": missing}})
        rows.append({"enrollment": person.person_id, "reasons": reasons})
    return sorted(rows, key=lambda row: (row["reasons"][0]["code"] != "topics_nobody_offers", row["enrollment"]))


def _advice(
    field: Field,
    matching: Matching,
    unmatched: Sequence[Stored],
    placed: Callable[[Sequence[str], Mapping[str, int], bool], int],
) -> list[Stored]:
    """What would give most people a mentor: each number is worked out, none is guessed."""
    advice: list[Stored] = []
    people = [row["enrollment"] for row in unmatched]
    if not people:
        return advice
    advice += _topics_to_recruit(unmatched)
    advice += _languages_to_recruit(unmatched)
    full = {str(pk): 1 for pk in field.mentors}
    if helped := placed(people, full, False):
        advice.append({"code": "raise_capacity", "facts": {"mentors": helped, "people": helped}})
    if any(reason["code"] == "required_preferences" for row in unmatched for reason in row["reasons"]):
        used = Counter(mentor for _, mentor in matching.pair_ids)
        left = {str(pk): field.places[pk] - used[str(pk)] for pk in field.mentors}
        if helped := placed(people, left, True):
            advice.append({"code": "soften_required", "facts": {"people": helped}})
    if field.silent:
        advice.append({"code": "ask_silent", "facts": {"mentors": len(field.silent)}})
    missing = len(field.mentees) - sum(field.places[pk] for pk in field.mentors)
    if missing > 0:
        advice.append({"code": "recruit_places", "facts": {"people": missing}})
    return advice


def _topics_to_recruit(unmatched: Sequence[Stored]) -> list[Stored]:
    wanted: Counter[str] = Counter()
    for row in unmatched:
        for reason in row["reasons"]:
            if reason["code"] == "topics_nobody_offers":
                wanted.update(reason["facts"]["topics"])
    best = sorted(wanted.items(), key=lambda item: (-item[1], item[0]))[:_ADVICE_AT_MOST]
    return [{"code": "recruit_for_topic", "facts": {"topic": topic, "people": count}} for topic, count in best]


def _languages_to_recruit(unmatched: Sequence[Stored]) -> list[Stored]:
    wanted: Counter[tuple[str, ...]] = Counter()
    for row in unmatched:
        for reason in row["reasons"]:
            if reason["code"] == "no_shared_language":
                wanted[tuple(reason["facts"]["languages"])] += 1
    best = sorted(wanted.items(), key=lambda item: (-item[1], item[0]))[:_ADVICE_AT_MOST]
    facts = [{"languages": list(codes), "people": count} for codes, count in best]
    return [{"code": "recruit_for_language", "facts": each} for each in facts]


def _placed(matching: Matching, people: Sequence[str], places: Mapping[str, int], loose: bool) -> int:
    """How many of ``people`` could have a mentor, given so many more places."""
    wanted = set(people)
    mentees = [mentee for mentee in matching.market.mentees if mentee.id in wanted]
    mentors: list[Mentor] = [
        replace(mentor, capacity=places[mentor.id]) for mentor in matching.market.mentors if places[mentor.id] > 0
    ]
    rules: Rules = replace(matching.market.rules, pinned=())
    if loose:
        rules = replace(rules, required_preferences=False)
    return len(match(mentors, mentees, rules=rules, objective="most").pair_ids)


def _stored(reason: Reason) -> Stored:
    simple = (str, int, float)
    facts = {name: value if isinstance(value, simple) else list(value) for name, value in reason.facts.items()}
    return {"code": reason.code, "facts": facts}
