"""Choosing another mentor by hand: everybody there is, what each would cost everyone, and what stands against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.queries import places_taken
from alongside.domain.pairing.loading import pairing_rules
from alongside.domain.pairing.models import Match, Round
from alongside.domain.pairing.obstacles import obstacles
from alongside.domain.pairing.silence import silent_mentors
from alongside.domain.pairing.weighing import Scales, Weighed

_CANDIDATES = 12
SHOWN = 12


@dataclass(frozen=True)
class Exchange:
    """Another mentor for a mentee: how well they fit, and who changes mentor in return."""

    match: Match
    mentor: Enrollment
    fit: Weighed
    gain: float  # of the total over everybody, from -1 to 1
    other: Match | None = None
    other_fit: Weighed | None = None


@dataclass(frozen=True)
class Offer:
    """A mentor an organizer may think of: places left on the board, how well it would fit, and what is against it."""

    mentor: Enrollment
    free: int
    fit: Weighed | None
    against: Sequence[dict[str, Any]] = ()
    exchange: Exchange | None = None
    is_silent: bool = False


@dataclass(frozen=True)
class Found:
    """The mentors a search shows, and how many there are in all."""

    offers: Sequence[Offer]
    total: int


def exchanges_for(match: Match, *, at: datetime, count: int = 3) -> list[Exchange]:
    """The other mentors that cost everybody least, best first, each with what changes for whom."""
    candidates = _enrollments([UUID(each) for each in match.others if each != str(match.mentor_id)])
    found = [each.exchange for each in _swaps(match, candidates, at) if each.exchange is not None]
    return sorted(found, key=lambda each: (-each.gain, str(each.mentor.pk)))[:count]


def exchange_for(match: Match, mentor: Enrollment, *, at: datetime) -> Exchange | None:
    """What giving this mentor to the mentee of ``match`` would change; None when it is not possible."""
    return next((each.exchange for each in _swaps(match, _enrollments([mentor.pk]), at)), None)


def offer_of(shown: Round, mentee: Enrollment, mentor: Enrollment, *, at: datetime) -> Offer:
    """What giving ``mentor`` to somebody without one would mean."""
    return _offers(shown, mentee, [mentor], at)[0]


def find_swaps(match: Match, words: str, *, at: datetime) -> Found:
    """Mentors with these words in their name, topics or title, for the mentee of ``match``; the best first."""
    keys, total = _search(match.round, match.mentee, words, exclude=match.mentor_id)
    offers = _swaps(match, _enrollments(keys), at)
    return Found(sorted(offers, key=_best_swap_first), total)


def find_offers(shown: Round, mentee: Enrollment, words: str, *, at: datetime) -> Found:
    """The same for somebody without a mentor: those with room first, and what stands against the others."""
    keys, total = _search(shown, mentee, words)
    offers = _offers(shown, mentee, _enrollments(keys), at)
    return Found(sorted(offers, key=_possible_first), total)


def _best_swap_first(offer: Offer) -> tuple[bool, float, str]:
    exchange = offer.exchange
    return exchange is None, -exchange.gain if exchange else 0.0, str(offer.mentor.pk)


def _possible_first(offer: Offer) -> tuple[bool, bool, float, str]:
    return offer.fit is None, offer.free < 1, -offer.fit.score if offer.fit else 0.0, str(offer.mentor.pk)


def _search(shown: Round, mentee: Enrollment, words: str, *, exclude: UUID | None = None) -> tuple[list[UUID], int]:
    """Whom to show of all mentors: those who may be and have places first, then those who offer most of what is asked.

    Only names and topics are read of everybody, so that thousands of mentors take a few hundredths of a second.
    """
    looked_for = words.casefold().split()
    wanted = {topic.casefold() for topic in mentee.topics}
    room, must_share = _room(shown), pairing_rules(shown.program).share_language
    spoken = set(mentee.languages or [mentee.person.language])
    found = []
    mentors = Enrollment.objects.active().mentors().filter(program=shown.program_id).exclude(person=mentee.person_id)
    for pk, capacity, topics, title, languages, own, first, family in mentors.values_list(
        "pk", "capacity", "topics", "background", "languages", "person__language",
        "person__first_name", "person__family_name",
    ):  # fmt: skip
        if pk == exclude:
            continue
        said = " ".join((first, family, title, *topics)).casefold()
        if all(word in said for word in looked_for):
            offered = len(wanted & {topic.casefold() for topic in topics})
            is_barred = must_share and not spoken & set(languages or [own])
            found.append((is_barred, capacity - room[pk] < 1, -offered, str(pk)))
    return [UUID(key) for *_order, key in sorted(found)[:SHOWN]], len(found)


def _room(shown: Round) -> Counter[UUID]:
    """How many places of each mentor are gone: to pairs there are, and to pairs on the board."""
    taken = places_taken(shown.program)
    standing = Match.objects.filter(round=shown).standing().values_list("mentor").annotate(Count("pk")).order_by()
    taken.update(dict(standing))
    return taken


def _swaps(match: Match, candidates: Sequence[Enrollment], at: datetime) -> list[Offer]:
    """Weigh every candidate, and for a full one the mentee of theirs who could take the freed mentor instead."""
    if not candidates:
        return []
    mentors = {each.pk: each for each in (*candidates, match.mentor)}
    standing = Match.objects.filter(round=match.round).standing().select_related("mentee__person")
    given: dict[UUID, list[Match]] = {pk: [] for pk in mentors}
    for row in standing.filter(mentor__in=mentors).exclude(pk=match.pk):
        given[row.mentor_id].append(row)
    mentees = {match.mentee_id: match.mentee}
    mentees.update((row.mentee_id, row.mentee) for rows in given.values() for row in rows)
    scales = Scales(match.round.program, mentees.values(), mentors.values(), points=match.round.points, at=at)
    silent = silent_mentors(match.round.program, at)
    offers = []
    for mentor in candidates:
        free = mentor.capacity - scales.taken[mentor.pk] - len(given[mentor.pk])
        fit = scales.weigh(match.mentee_id, mentor.pk)
        against = [] if fit else obstacles(match.mentee, mentor, scales.asked, at.date())
        exchange = _exchange(match, mentor, given, scales) if fit and mentor.pk != match.mentor_id else None
        offers.append(Offer(mentor, max(0, free), fit, against, exchange, mentor.pk in silent))
    return offers


def _exchange(
    match: Match, mentor: Enrollment, given: Mapping[UUID, Sequence[Match]], scales: Scales
) -> Exchange | None:
    now, then = scales.weigh(match.mentee_id, match.mentor_id), scales.weigh(match.mentee_id, mentor.pk)
    if then is None:
        return None
    gain = then.score - (now.score if now and match.state != Match.State.LEFT_OUT else 0.0)
    if mentor.capacity - scales.taken[mentor.pk] > len(given[mentor.pk]):
        return Exchange(match, mentor, then, gain)
    freed = match.mentor
    if freed.capacity - scales.taken[freed.pk] <= len(given[freed.pk]):
        return None  # the pair was left out, and somebody else has its mentor by now
    options = []
    for row in given[mentor.pk]:
        theirs, instead = scales.weigh(row.mentee_id, mentor.pk), scales.weigh(row.mentee_id, freed.pk)
        if instead is not None and not row.pinned:
            cost = instead.score - (theirs.score if theirs else 0.0)
            options.append(Exchange(match, mentor, then, gain + cost, row, instead))
    return max(options, key=lambda each: (each.gain, str(each.other and each.other.pk)), default=None)


def _offers(shown: Round, mentee: Enrollment, candidates: Sequence[Enrollment], at: datetime) -> list[Offer]:
    if not candidates:
        return []
    scales = Scales(shown.program, [mentee], candidates, points=shown.points, at=at)
    room, silent = _room(shown), silent_mentors(shown.program, at)
    offers = []
    for mentor in candidates:
        fit = scales.weigh(mentee.pk, mentor.pk)
        against = [] if fit else obstacles(mentee, mentor, scales.asked, at.date())
        free = max(0, mentor.capacity - room[mentor.pk])
        offers.append(Offer(mentor, free, fit, against, is_silent=mentor.pk in silent))
    return offers


def _enrollments(keys: Iterable[UUID]) -> list[Enrollment]:
    people = Enrollment.objects.active().mentors().select_related("person").filter(pk__in=list(keys)[:_CANDIDATES])
    return list(people.order_by("pk"))
