"""One run of the engine over a whole program: proposals, and who stays out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final
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
from alongside.matching import Matching, Objective, Reason, best_mentors, fairness, match
from alongside.matching.topics import plain

Stored = dict[str, Any]
Progress = Callable[[int], None]

# How much score, from 0 to 1, a standing suggestion may cost before it is changed.
STEADINESS: Final[dict[str, float]] = {
    Round.Steadiness.FREE: 0.0,
    Round.Steadiness.UNLESS: 0.05,
    Round.Steadiness.FIRM: 1.0,
}
# As many as an organizer may want to choose from; the board shows three at a time.
OTHERS_KEPT = 12
_LOADED, _SOLVED, _EXPLAINED = 10, 40, 90


@dataclass(frozen=True)
class Proposal:
    """What a run answers, ready to be kept."""

    field: Field
    matching: Matching
    matches: Sequence[Match]
    unmatched: Sequence[Stored]
    fairness: Sequence[Stored]


def propose(for_round: Round, *, at: datetime, progress: Progress) -> Proposal:
    """Ask the engine about everybody in the round's program. Same people, same answer."""
    program = for_round.program
    field = load_field(program, at)
    mentors, mentees = engine_mentors(field, at), engine_mentees(field, at)
    rules = rules_of(program, field, at)
    progress(_LOADED)
    objective: Objective = for_round.objective  # type: ignore[assignment]
    matching = match(
        mentors,
        mentees,
        weights=weights_of(program),
        rules=rules,
        objective=objective,
        previous=_standing_pairs(for_round),
        steadiness=STEADINESS[for_round.steadiness],
    )
    progress(_SOLVED)
    matches = list(_matches(for_round, field, matching, places_taken(program), at, progress))
    unmatched = _unmatched(field, matching)
    shares = [asdict(share) for share in fairness(matching)]
    return Proposal(field, matching, matches, unmatched, shares)


def _standing_pairs(for_round: Round) -> list[tuple[str, str]]:
    """What stands on the board now and nobody left out; nothing once it was introduced."""
    rounds = Round.objects.filter(program=for_round.program, finished_at__isnull=False)
    last = rounds.exclude(pk=for_round.pk).order_by("-requested_at").first()
    if last is None or last.state != Round.State.PROPOSED:
        return []
    rows = Match.objects.filter(round=last).standing().order_by("pk").values_list("mentee", "mentor")
    return [(str(mentee), str(mentor)) for mentee, mentor in rows]


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
        reasons = [stored(reason) for reason in person.reasons]
        wanted = named_topics(mentee)
        missing = [topic for topic in wanted if plain(topic) not in offered]
        if missing and len(missing) == len(wanted):
            reasons.insert(0, {"code": "topics_nobody_offers", "facts": {"topics": missing}})
        rows.append({"enrollment": person.person_id, "reasons": reasons})
    return sorted(rows, key=lambda row: (row["reasons"][0]["code"] != "topics_nobody_offers", row["enrollment"]))


def stored(reason: Reason) -> Stored:
    simple = (str, int, float)
    facts = {name: value if isinstance(value, simple) else list(value) for name, value in reason.facts.items()}
    return {"code": reason.code, "facts": facts}
