"""What an organizer may know of a program: counts and times, and whom they may write to. Never a word of a space."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from alongside.domain.desk.queries.lists import left
from alongside.domain.enrollments.models import Enrollment
from alongside.domain.groups.models import Membership
from alongside.domain.insights.queries import attention
from alongside.domain.insights.queries.attention import RULE_OF_LETTER
from alongside.domain.journeys.models import CheckIn
from alongside.domain.journeys.queries import words_of_check_in
from alongside.domain.mentorships.models import Mentorship, Participant, Testimonial
from alongside.domain.notifications.models import Notice, OrganizerLetter
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.safety.models import Report
from alongside.domain.spaces.sealing import KeyUnavailable, seals_of
from alongside.policy import mentorships, programs, safety
from alongside.policy.programs import Seat

ManagedProgram = Program
GROUPS_OF_PEOPLE = ("everyone", "mentors", "mentees", "waiting", "quiet", "not_met", "ending", "asked", "members")
ROLES = ("mentor", "mentee")


@dataclass(frozen=True)
class Audience:
    """Some people of a program an organizer may write to."""

    key: str
    people: Sequence[UUID]
    name: str = ""  # of the one person, when it is one
    others: tuple[str, ...] = ()  # who walks with that person
    words: str = ""  # what that person wrote for the organizer
    subjects: Sequence[UUID] = ()  # what of the attention list a letter to them looks after
    is_filtered: bool = False  # pairs chosen by a filter of the list of pairs


def open_reports(seat: Seat) -> QuerySet[Report]:
    """Reports of the group this organizer may look at and nobody has decided about."""
    return safety.for_organizers(seat).exclude(state=Report.State.RESOLVED)


def to_write(person: Person, slug: str, program_id: UUID, key: str, *, at: datetime) -> tuple[Seat, Program, Audience]:
    """People of a program, named by a key, for its organizer to write to. Raises Http404 or PermissionDenied."""
    seat, program = programs.to_manage(person, slug, program_id)
    return seat, program, _audience(program, key, at, seat.person)


def to_take_back(person: Person, slug: str, program_id: UUID, letter_id: UUID) -> OrganizerLetter:
    """A letter of a program, for any of its organizers to take back. Raises Http404 or PermissionDenied."""
    _seat, program = programs.to_manage(person, slug, program_id)
    letter = OrganizerLetter.objects.filter(program=program, pk=letter_id).first()
    if letter is None:
        raise Http404
    return letter


def to_read_letter(person: Person, letter_id: UUID, *, at: datetime) -> OrganizerLetter:
    """A letter that was told to the person. Raises Http404."""
    told = Notice.objects.shown_to(person.pk, at).filter(once=f"organizer_wrote:{letter_id}:{person.pk}")
    letters = OrganizerLetter.objects.select_related("written_by", "program__group")
    letter = letters.filter(pk=letter_id).first() if told.exists() else None
    if letter is None:
        raise Http404
    return letter


def to_share_words(person: Person, slug: str, program_id: UUID, testimonial_id: UUID) -> Testimonial:
    """Words the organizer may put on the tab or take off it. Raises Http404 or PermissionDenied."""
    _seat, program = programs.to_manage(person, slug, program_id)
    words = Testimonial.objects.shareable().filter(program=program, pk=testimonial_id).first()
    if words is None:
        raise Http404
    return words


def all_words(program: Program) -> QuerySet[Testimonial]:
    """Everything members said about the program, for its organizers, newest first."""
    return (
        Testimonial.objects.filter(program=program, withdrawn_at=None).select_related("author").order_by("-written_at")
    )


def to_settle(person: Person, slug: str, program_id: UUID, check_in_id: UUID) -> CheckIn:
    """A call for a hand in the organizer's program. Raises Http404 or PermissionDenied."""
    _seat, program = programs.to_manage(person, slug, program_id)
    return _hand(program, check_in_id, person)


def _audience(program: Program, key: str, at: datetime, reader: Person) -> Audience:
    kind, _colon, rest = key.partition(":")
    if kind.startswith("pairs."):
        return _filtered(program, key, at)
    if not rest and kind in GROUPS_OF_PEOPLE:
        subjects = (
            list(left(RULE_OF_LETTER[kind], program, at=at).values_list("pk", flat=True)) if _is_rule(kind) else []
        )
        return Audience(key, list(dict.fromkeys(_people(program, kind, at))), subjects=subjects)
    try:
        one = UUID(rest)
    except ValueError:
        raise Http404 from None
    if kind == "hand":
        return _who_asked(program, key, one, reader)
    if kind == "pair":
        return _pair(program, key, one)
    if kind == "thanks":
        return _author(program, key, one)
    raise Http404


def _people(program: Program, kind: str, at: datetime) -> QuerySet[Any, UUID]:
    enrolled = Enrollment.objects.active().filter(program=program).order_by("enrolled_at", "pk")
    going_on = Participant.objects.current().filter(mentorship__program=program)
    if kind in ("quiet", "not_met", "ending"):
        # Those an organizer looked after lately are not written to again.
        found = left(RULE_OF_LETTER[kind], program, at=at).values("pk")
        return going_on.filter(mentorship__in=found).values_list("person", flat=True)
    if kind == "waiting":
        return left(RULE_OF_LETTER[kind], program, at=at).values_list("person", flat=True)
    others: dict[str, QuerySet] = {  # type: ignore[type-arg]
        "everyone": enrolled,
        "mentors": enrolled.mentors(),
        "mentees": enrolled.mentees(),
        "asked": _asked(program, at),
        "members": Membership.objects.current().filter(group=program.group),
    }
    return others[kind].values_list("person", flat=True)


def _asked(program: Program, at: datetime) -> QuerySet[Enrollment]:
    """Those who owe somebody an answer for a week."""
    late = left(RULE_OF_LETTER["asked"], program, at=at)
    owing = {each.asked.pk for each in late.select_related("mentee", "mentor")}
    return Enrollment.objects.filter(pk__in=owing).order_by("pk")


def _is_rule(kind: str) -> bool:
    return kind in RULE_OF_LETTER


def _filtered(program: Program, key: str, at: datetime) -> Audience:
    """The people of the pairs a filter of the list shows: "pairs.<show>.<week>.<role>", each part may be empty."""
    parts = key.split(".")
    if len(parts) != 4 or parts[3] not in ("", *ROLES) or (parts[2] and not parts[2].isdecimal()):
        raise Http404
    _pairs, show, week, role = parts
    rows = mentorships.filtered_pairs(program, at=at, show=show, week=int(week[:4] or 0))
    people = Participant.objects.current().filter(mentorship__in=rows.values("pk"))
    if role:
        people = people.filter(role=role)
    return Audience(key, list(dict.fromkeys(people.values_list("person", flat=True))), is_filtered=True)


def _hand(program: Program, check_in_id: UUID, reader: Person) -> CheckIn:
    asking = attention.open_hands(program, reader=reader)
    check_in = next((each for each in asking if each.pk == check_in_id), None)
    if check_in is None:
        raise Http404
    return check_in


def _who_asked(program: Program, key: str, check_in_id: UUID, reader: Person) -> Audience:
    check_in = _hand(program, check_in_id, reader)
    walker = check_in.walker
    try:
        words = words_of_check_in(check_in, seals_of(walker.journey.space_id)).text
    except KeyUnavailable:
        words = ""
    others = [each.person.first_name for each in walker.journey.walkers.all() if each.person_id != walker.person_id]
    return Audience(key, [walker.person_id], walker.person.first_name, tuple(others), words, [check_in.pk])


def _pair(program: Program, key: str, mentorship_id: UUID) -> Audience:
    mentorship = Mentorship.objects.current().filter(program=program, pk=mentorship_id).first()
    if mentorship is None:
        raise Http404
    people = [part.person for part in mentorship.participants.select_related("person").order_by("role")]
    return Audience(key, [each.pk for each in people], others=tuple(each.first_name for each in people))


def _author(program: Program, key: str, testimonial_id: UUID) -> Audience:
    words = all_words(program).filter(pk=testimonial_id).first()
    if words is None:
        raise Http404
    return Audience(key, [words.author_id], words.author.first_name)
