"""One run of the engine over a whole program: proposals, who stays out and why, advice, and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
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
from alongside.matching import Matching, Objective, Reason, best_mentors, fairness, match, suggestions
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
    fairness: Sequence[Stored]


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
    advice = _advice(field, matching, unmatched)
    shares = [asdict(share) for share in fairness(matching)]
    return Proposal(field, matching, matches, unmatched, advice, shares)


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


def _advice(field: Field, matching: Matching, unmatched: Sequence[Stored]) -> list[Stored]:
    """What would give most people a mentor: every number was tried out by the engine, none is guessed."""
    if not unmatched:
        return []
    market, advice = matching.market, _topics_to_recruit(unmatched)
    weights = weights_of(field.program)
    for suggestion in suggestions(market.mentors, market.mentees, weights=weights, rules=market.rules):
        advice.append(_stored(suggestion.reason))
    if any(reason["code"] == "required_preferences" for row in unmatched for reason in row["reasons"]):
        loose = replace(market.rules, required_preferences=False)
        more = len(match(market.mentors, market.mentees, rules=loose, objective="most").pair_ids)
        if more > len(matching.pair_ids):
            advice.append({"code": "soften_required", "facts": {"people": more - len(matching.pair_ids)}})
    if field.silent:
        advice.append({"code": "ask_silent", "facts": {"mentors": len(field.silent)}})
    return advice


def _topics_to_recruit(unmatched: Sequence[Stored]) -> list[Stored]:
    wanted: Counter[str] = Counter()
    for row in unmatched:
        for reason in row["reasons"]:
            if reason["code"] == "topics_nobody_offers":
                wanted.update(reason["facts"]["topics"])
    best = sorted(wanted.items(), key=lambda item: (-item[1], item[0]))[:_ADVICE_AT_MOST]
    return [{"code": "recruit_for_topic", "facts": {"topic": topic, "people": count}} for topic, count in best]


def _stored(reason: Reason) -> Stored:
    simple = (str, int, float)
    facts = {name: value if isinstance(value, simple) else list(value) for name, value in reason.facts.items()}
    return {"code": reason.code, "facts": facts}
