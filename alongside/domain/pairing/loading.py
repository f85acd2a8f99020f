"""What the engine is told: people with room as they described themselves, and what no pair may break."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q

from alongside.domain.enrollments.answers import UNSURE
from alongside.domain.enrollments.models import Enrollment, Role
from alongside.domain.mentorships.models import MentorRequest, Participant
from alongside.domain.mentorships.queries import places_taken
from alongside.domain.pairing.models import Match, NeverPair, PairingRules, Round
from alongside.domain.pairing.silence import silent_mentors
from alongside.domain.programs.models import Program
from alongside.domain.safety.models import Block
from alongside.matching import Mentee, Mentor, Rules, UnreadableTimeError, Weights
from alongside.matching.hours import clock as read_clock
from alongside.matching.hours import windows

# What an enrollment holds that says nothing about who fits whom.
_UNREAD = ("answers", "audiences", "seen_pages", "search_words", "kind_line", "reach_words")

# Somebody who was let down before comes ahead of everybody who simply waits.
_LET_DOWN = 0.5
_PATIENT = 0.4


@dataclass(frozen=True)
class Field:
    """Everybody who takes part in a round, by enrollment id, and how many places there are."""

    program: Program
    mentees: Mapping[UUID, Enrollment]
    mentors: Mapping[UUID, Enrollment]
    places: Mapping[UUID, int]
    silent: frozenset[UUID]
    wanted: Mapping[UUID, Sequence[UUID]]

    @property
    def everybody(self) -> dict[UUID, Enrollment]:
        return {**self.mentees, **self.mentors}


def load_field(program: Program, at: datetime, *, only_mentors: bool = False) -> Field:
    """Everybody in ``program`` who looks for somebody: enrolled, not paused, not away, with room, and not silent."""
    taken = places_taken(program)
    silent = silent_mentors(program, at)
    mentees: dict[UUID, Enrollment] = {}
    mentors: dict[UUID, Enrollment] = {}
    places: dict[UUID, int] = {}
    active = Enrollment.objects.active().here_on(at.date()).filter(program=program)
    here = active.select_related("person").order_by("pk").defer(*_UNREAD)
    for enrollment in here.filter(role=Role.MENTOR) if only_mentors else here:
        room = enrollment.capacity - taken[enrollment.pk]
        if room <= 0 or enrollment.pk in silent:
            continue
        (mentors if enrollment.is_mentor else mentees)[enrollment.pk] = enrollment
        places[enrollment.pk] = room
    return Field(program, mentees, mentors, places, silent, _choices(program))


def pairing_rules(program: Program) -> PairingRules:
    """What the organizer asks of every pair; the usual where nobody changed anything."""
    found = PairingRules.objects.filter(program=program).first()
    return found or PairingRules(program=program)


def weights_of(program: Program, asked: PairingRules | None = None) -> Weights:
    """The program's weights; those an organizer changed win, and what the engine does not know is left aside."""
    known = {each.name for each in fields(Weights)}
    own = (asked or pairing_rules(program)).weights
    return Weights(**{name: float(value) for name, value in {**program.weights, **own}.items() if name in known})


def engine_mentors(field: Field, at: datetime) -> list[Mentor]:
    return [Mentor(**_described(each, field), capacity=field.places.get(each.pk, 1)) for each in field.mentors.values()]


def engine_mentees(field: Field, at: datetime) -> list[Mentee]:
    """Mentees with how far along their wait is."""
    longest = max((at - _since(each, at) for each in field.mentees.values()), default=timedelta(0))
    return [
        Mentee(**_described(each, field), demand=1, waiting=_waiting(each, longest, at))
        for each in field.mentees.values()
    ]


def rules_of(program: Program, field: Field, at: datetime, asked: PairingRules | None = None) -> Rules:
    """What the organizer asks of every pair; blocks, earlier and never-wanted pairs; and the pins that still stand."""
    asked = asked or pairing_rules(program)
    by_person: dict[UUID, list[UUID]] = defaultdict(list)
    for enrollment in field.everybody.values():
        by_person[enrollment.person_id].append(enrollment.pk)
    blocked = Block.objects.filter(blocker__enrollments__program=program).values_list("blocker", "blocked")
    never = NeverPair.objects.filter(program=program).values_list("one", "other")
    own = ((person, person) for person, places in by_person.items() if len(places) > 1)
    blocks = _both_ways(blocked.distinct(), by_person, field)
    unwanted = _both_ways((*never, *own), by_person, field)
    earlier = _both_ways(_earlier_pairs(program), by_person, field)
    return Rules(
        blocked=blocks,
        never_pair=unwanted,
        already_paired=earlier,
        pinned=_pins(program, field, blocks | unwanted | earlier),
        share_language=asked.share_language,
        required_preferences=asked.keep_musts,
        minimum_overlap=asked.least_hours,
        floor=asked.least_score or None,
        clocks_on=at.date(),
    )


def named_topics(enrollment: Enrollment) -> list[str]:
    """What somebody offers or asks for by name; whoever is not sure yet may go to anybody."""
    return [topic for topic in enrollment.topics if topic != UNSURE]


def _described(enrollment: Enrollment, field: Field) -> dict[str, Any]:
    person = enrollment.person
    required = set(enrollment.required_preferences)
    return {
        "id": str(enrollment.pk),
        "name": person.first_name,
        "topics": tuple(named_topics(enrollment)),
        "languages": tuple(enrollment.languages or [person.language]),
        "timezone": _readable_zone(person.time_zone),
        "availability": tuple(slot for slot in enrollment.reach_times if is_readable(slot)),
        "background": enrollment.background.lower(),
        "traits": tuple(enrollment.traits),
        "prefers": tuple(each for each in enrollment.preferences if each not in required),
        "requires": tuple(enrollment.required_preferences),
        "apart": tuple(sorted(enrollment.apart_keys)),
        "choices": tuple(str(each) for each in field.wanted.get(enrollment.pk, ()) if each in field.places),
        "about": " ".join((enrollment.help_words, enrollment.about_words, enrollment.third_words)).strip(),
    }


@lru_cache(maxsize=1024)
def is_readable(slot: str) -> bool:
    """Whether a time of the week says something to the engine; ``chat lunchtime`` does not."""
    try:
        windows(slot)
    except UnreadableTimeError:
        return False
    return True


@lru_cache(maxsize=1024)
def _readable_zone(name: str) -> str:
    try:
        read_clock(name, None)
    except UnreadableTimeError:
        return ""
    return name


def _since(mentee: Enrollment, at: datetime) -> datetime:
    return mentee.waiting_since or mentee.enrolled_at or at


def _waiting(mentee: Enrollment, longest: timedelta, at: datetime) -> float:
    """From 0 (just came) to 1 (waits longest); whoever was let down stands in the upper half."""
    share = (at - _since(mentee, at)) / longest if longest > timedelta(0) else 0.0
    return _LET_DOWN + share * (1 - _LET_DOWN) if mentee.waiting_since else share * _PATIENT


def _choices(program: Program) -> dict[UUID, list[UUID]]:
    """Whom people asked, best first, in both directions."""
    wanted: dict[UUID, list[UUID]] = defaultdict(list)
    alive = MentorRequest.objects.alive().filter(mentee__program=program).order_by("rank", "pk")
    for mentor_request in alive.select_related("mentor"):
        asker, asked = mentor_request.mentee_id, mentor_request.mentor_id
        if mentor_request.asked_by_id == mentor_request.mentor.person_id:
            asker, asked = asked, asker
        wanted[asker].append(asked)
    return wanted


def _earlier_pairs(program: Program) -> Iterable[tuple[UUID, UUID]]:
    """Everybody of this program and everyone they were ever in a mentorship with, in any program."""
    rows = Participant.objects.filter(person__enrollments__program=program, role="mentee")
    pairs = rows.values_list("person", "mentorship__participants__person").distinct()
    return ((one, other) for one, other in pairs if one != other)


def _both_ways(
    people: Iterable[tuple[UUID, UUID]], by_person: Mapping[UUID, Sequence[UUID]], field: Field
) -> frozenset[tuple[str, str]]:
    """Pairs of people as pairs of enrollments (mentee, mentor), whichever of the two is which."""
    pairs = set()
    for one, other in people:
        for a in by_person.get(one, ()):
            for b in by_person.get(other, ()):
                if a in field.mentees and b in field.mentors:
                    pairs.add((str(a), str(b)))
                elif b in field.mentees and a in field.mentors:
                    pairs.add((str(b), str(a)))
    return frozenset(pairs)


def _pins(program: Program, field: Field, impossible: Collection[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Pairs the organizer pinned or put together in the last round, where both can still form them.

    A pin that a block or a household forbids by now is let go: the engine would refuse the whole round.
    """
    last = Round.objects.filter(program=program, finished_at__isnull=False).order_by("-requested_at").first()
    chosen = Q(pinned=True) | Q(change=Match.CHOSEN, ticked=True)
    pinned = Match.objects.filter(chosen, round=last).standing() if last else Match.objects.none()
    kept, room = set(), dict(field.places)
    for mentee, mentor in pinned.order_by("pk").values_list("mentee", "mentor"):
        if mentee not in field.mentees or mentor not in field.mentors or room[mentor] < 1:
            continue
        pair = (str(mentee), str(mentor))
        if pair in impossible or field.mentees[mentee].apart_keys & field.mentors[mentor].apart_keys:
            continue
        room[mentor] -= 1
        kept.add(pair)
    return frozenset(kept)
