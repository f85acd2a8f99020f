"""Who may say hello to whom, ask whom to be a pair, and answer."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.models import Conversation, MentorRequest
from alongside.domain.programs.models import Program
from alongside.policy import enrollments, programs
from alongside.policy.people import SignedInPerson
from alongside.policy.programs import Seat

Request = MentorRequest


@dataclass(frozen=True)
class Acquaintance:
    """A member before the card of somebody they might be paired with."""

    seat: Seat
    program: Program
    own: Enrollment | None  # their own place in the other role, when they have one
    other: Enrollment

    @property
    def own_is_mentor(self) -> bool:
        return self.own is not None and self.own.is_mentor

    @property
    def mentee(self) -> Enrollment:
        return self.other if self.own_is_mentor else self._own

    @property
    def mentor(self) -> Enrollment:
        return self._own if self.own_is_mentor else self.other

    @property
    def _own(self) -> Enrollment:
        if self.own is None:
            raise Http404
        return self.own

    @property
    def must_sign_up(self) -> bool:
        """Whether they have to sign up in the other role before they can write."""
        return self.own is None or not self.own.is_active


def to_meet(person: SignedInPerson, slug: str, program_id: UUID, enrollment_id: UUID) -> Acquaintance:
    """Somebody whose card the person may read, in a program whose members choose. Raises Http404."""
    seat, other = enrollments.to_read_card(person, slug, program_id, enrollment_id)
    if other.person_id == person.pk or not other.program.members_choose:
        raise Http404
    own = enrollments.own_in_role(seat, other.program, "mentee" if other.is_mentor else "mentor")
    return Acquaintance(seat, other.program, own, other)


def talk_between(acquaintance: Acquaintance) -> Conversation | None:
    """The conversation the two are in, or are waiting to begin."""
    if acquaintance.own is None:
        return None
    talks = Conversation.objects.between(acquaintance.own, acquaintance.other)
    return talks.filter(state__in=["waiting", "open"]).first()


def request_between(acquaintance: Acquaintance) -> MentorRequest | None:
    """The request that stands between the two, whoever asked."""
    if acquaintance.own is None:
        return None
    alive = MentorRequest.objects.alive()
    return alive.filter(mentee=acquaintance.mentee, mentor=acquaintance.mentor).first()


def asked_of(person: SignedInPerson) -> QuerySet[MentorRequest]:
    """Requests this person is asked to answer, longest waiting first."""
    mine = Q(mentor__person=person) | Q(mentee__person=person)
    rows = MentorRequest.objects.open().filter(mine).exclude(asked_by=person)
    return _with_people(rows).order_by("requested_at")


def asked_by(person: SignedInPerson) -> QuerySet[MentorRequest]:
    """What this person asked others, newest first, also what was answered."""
    return _with_people(MentorRequest.objects.filter(asked_by=person)).order_by("-requested_at")


def to_answer(person: SignedInPerson, request_id: UUID) -> MentorRequest:
    """A request made to this person. Raises Http404, whoever else asks for it."""
    mine = Q(mentor__person=person) | Q(mentee__person=person)
    found = _with_people(MentorRequest.objects.filter(mine, pk=request_id).exclude(asked_by=person)).first()
    if found is None:
        raise Http404
    return found


def to_withdraw(person: SignedInPerson, request_id: UUID) -> MentorRequest:
    """A request this person made. Raises Http404."""
    found = asked_by(person).filter(pk=request_id).first()
    if found is None:
        raise Http404
    return found


def waiting_for_approval(seat: Seat, program: Program) -> QuerySet[MentorRequest]:
    """Pairs who found each other and wait for an organizer, longest first; none for anybody else."""
    if not seat.may_manage:
        return MentorRequest.objects.none()
    rows = MentorRequest.objects.filter(state=MentorRequest.State.APPROVAL, mentor__program=program)
    return _with_people(rows).order_by("answered_at")


def to_approve(person: SignedInPerson, slug: str, program_id: UUID, request_id: UUID) -> tuple[Seat, MentorRequest]:
    """One of these, for an organizer of the group. Raises Http404 or PermissionDenied."""
    seat, program = programs.to_manage(person, slug, program_id)
    found = waiting_for_approval(seat, program).filter(pk=request_id).first()
    if found is None:
        raise Http404
    return seat, found


def to_be_suggested(person: SignedInPerson, slug: str, program_id: UUID) -> tuple[Seat, Enrollment | None]:
    """The person's own place as a mentee, to suggest mentors to. Raises Http404."""
    seat, program = programs.to_see(person, slug, program_id)
    own = enrollments.own_in_role(seat, program, "mentee")
    return seat, own if own is not None and own.is_active and program.members_choose else None


def readable(seat: Seat, program: Program, keys: list[UUID]) -> set[UUID]:
    """Which of these cards the person may read."""
    return set(enrollments.visible_to(seat, program).filter(pk__in=keys).values_list("pk", flat=True))


def _with_people(rows: QuerySet[MentorRequest]) -> QuerySet[MentorRequest]:
    return rows.select_related("mentee__person", "mentor__person", "mentor__program__group", "mentee__program")
