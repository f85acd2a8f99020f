"""What is on an organizer's desk, and who may take it, settle it, note something or change what counts as healthy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404

from alongside.domain.desk.models import Claim, PairNote
from alongside.domain.desk.queries.lists import claims, left, without_marked
from alongside.domain.desk.queries.minutes import Spent, minutes_this_week
from alongside.domain.desk.queries.notes import ReadNote, notes_about
from alongside.domain.insights.models import HealthRules
from alongside.domain.insights.queries import attention
from alongside.domain.insights.queries.attention import RULES, Hands, Rule
from alongside.domain.insights.queries.health import rules_of
from alongside.domain.journeys.models import CheckIn
from alongside.domain.mentorships.models import Mentorship, Participant, Testimonial
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.policy import programs
from alongside.policy.mentorships import to_look_after
from alongside.policy.people import SignedInPerson
from alongside.policy.programs import Seat

PairRules = HealthRules
Taken = Claim


@dataclass(frozen=True)
class Desk:
    """What is left for the organizers of one program: how many subjects each rule finds, and who is on what."""

    hands: Hands
    counts: dict[str, int]
    applied_mentors: int
    claims: dict[str, Claim]

    def __getitem__(self, rule: str) -> int:
        return self.counts[rule]


def desk_of(seat: Seat, program: Program, *, at: datetime) -> Desk:
    """As many questions for a thousand pairs as for one. A program that is over has only kind words left."""
    if program.state == Program.State.CLOSED:
        words = left(RULES["words"], program, at=at).count()
        return Desk(Hands((), 0), {"words": words}, 0, claims(program, at=at))
    counts = {key: left(rule, program, at=at).count() for key, rule in RULES.items() if key not in _OTHERWISE_COUNTED}
    applied = left(RULES["applications"], program, at=at)
    counts |= applied.aggregate(applications=Count("pk"), of_mentors=Count("pk", filter=Q(role="mentor")))
    counts["too_few"] = int(left(RULES["too_few"], program, at=at).exists())
    hands = attention.hands(_open_hands(program, seat.person, at=at))
    return Desk(hands, counts, counts.pop("of_mentors"), claims(program, at=at))


def program_acted_in(person: SignedInPerson, slug: str, program_id: UUID) -> Program | None:
    """The program an organizer has just done something in; None for everybody else, and for one thrown away."""
    try:
        return programs.to_manage(person, slug, program_id)[1]
    except (Http404, PermissionDenied):
        return None


def words_left(program: Program, *, at: datetime) -> list[Testimonial]:
    """Kind words nobody looked at yet, newest first."""
    return list(left(RULES["words"], program, at=at).select_related("author").order_by("-written_at")[:20])


def minutes_spent(seat: Seat, program: Program, *, at: datetime) -> Spent:
    """How long this organizer, and all of them, were at it this week."""
    return minutes_this_week(program, seat.person.pk, seat.person.time_zone, at=at)


def to_settle_row(
    person: SignedInPerson, slug: str, program_id: UUID, row: str, *, at: datetime
) -> tuple[Program, Rule, list[UUID]]:
    """A row of the list with all it stands for right now. Raises Http404 or PermissionDenied."""
    seat, program = programs.to_manage(person, slug, program_id)
    key, _colon, rest = row.partition(":")
    rule = RULES.get(key)
    if rule is None or bool(rest) != (key == "hand"):
        raise Http404
    if key == "hand":
        asking = [each.pk for each in _open_hands(program, seat.person, at=at) if str(each.pk) == rest]
        return program, rule, asking
    return program, rule, list(left(rule, program, at=at).values_list("pk", flat=True))


def to_note(
    person: SignedInPerson, slug: str, program_id: UUID, mentorship_id: UUID
) -> tuple[Seat, Program, Mentorship]:
    """A pair this organizer may note something about: not one they walk in. Raises Http404 or PermissionDenied."""
    seat, program, mentorship = to_look_after(person, slug, program_id, mentorship_id)
    if _walks_in(person, mentorship):
        raise Http404
    return seat, program, mentorship


def to_remove_note(person: SignedInPerson, slug: str, program_id: UUID, mentorship_id: UUID, note_id: UUID) -> PairNote:
    """A note any organizer of the group may remove. Raises Http404 or PermissionDenied."""
    _seat, _program, mentorship = to_note(person, slug, program_id, mentorship_id)
    note = PairNote.objects.filter(mentorship=mentorship, pk=note_id, removed_at=None).first()
    if note is None:
        raise Http404
    return note


def notes_for(seat: Seat, mentorship: Mentorship) -> list[ReadNote] | None:
    """The notes on a pair; None for an organizer who walks in it, whom they may be about."""
    return None if _walks_in(seat.person, mentorship) else notes_about(mentorship)


def health_rules(program: Program) -> HealthRules:
    """The rules by which a program's pairs are called healthy."""
    return rules_of(program)


def _walks_in(person: Person, mentorship: Mentorship) -> bool:
    return Participant.objects.filter(mentorship=mentorship, person=person).exists()


def _open_hands(program: Program, reader: Person, *, at: datetime) -> list[CheckIn]:
    asking: QuerySet[CheckIn] = without_marked(
        attention.asking_in(program, reader=reader), RULES["hand"], program, at=at
    )
    return attention.with_walkers(asking)


_OTHERWISE_COUNTED = ("hand", "applications", "too_few")
