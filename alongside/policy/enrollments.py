"""Who may sign up, whose card may be read by whom, and who decides about applications."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from alongside.domain.enrollments.models import Enrollment, Role
from alongside.domain.enrollments.queries import first_answers
from alongside.domain.mentorships.models import Mentorship, Participant
from alongside.domain.mentorships.queries import places_taken
from alongside.domain.programs.models import Program
from alongside.domain.safety.queries import behind_a_block
from alongside.policy import programs
from alongside.policy.people import SignedInPerson
from alongside.policy.programs import Seat

ROLES = (Role.MENTOR, Role.MENTEE)


@dataclass(frozen=True)
class Numbers:
    """How many people take part, by role, as the reader may count them."""

    mentors: int
    mentees: int


def visible_to(seat: Seat, program: Program) -> QuerySet[Enrollment]:
    """The cards this member may read: people one could be paired with, who let the group read what it is about.

    Organizers read every card of their program. Whoever is behind a block is not there.
    """
    cards = Enrollment.objects.active().filter(program=program).select_related("person", "program")
    if seat.may_manage:
        return cards
    open_cards = Q(audiences__help=Enrollment.Audience.GROUP)
    if not program.is_sensitive:
        open_cards |= Q(audiences__help__isnull=True)
    return cards.filter(open_cards | Q(person=seat.person)).exclude(person__in=behind_a_block(seat.person.pk))


def found(cards: QuerySet[Enrollment], *, role: str, words: str = "", topic: str = "") -> QuerySet[Enrollment]:
    """Those of the cards with this role that hold every word and the topic, newest first."""
    cards = cards.filter(role=role)
    for word in words.lower().split()[:6]:
        named = Q(person__first_name__icontains=word) | Q(person__family_name__icontains=word)
        cards = cards.filter(named | Q(search_words__contains=word))
    if topic:
        cards = cards.filter(search_words__contains=topic.lower())
    return cards.order_by("-enrolled_at", "pk")


def numbers(seat: Seat, program: Program) -> Numbers:
    """How many mentors and mentees the member can see."""
    counted = visible_to(seat, program).order_by().values("role").annotate(count=Count("pk"))
    by_role = {row["role"]: row["count"] for row in counted.values("role", "count")}
    return Numbers(by_role.get(Role.MENTOR, 0), by_role.get(Role.MENTEE, 0))


def sign_up_counts(seat: Seat) -> dict[UUID, Numbers]:
    """Finished sign-ups of every program of the group, for its organizers."""
    if not seat.may_manage:
        return {}
    places = Enrollment.objects.places().filter(program__group=seat.group).values("program", "role").order_by()
    counted = {(row["program"], row["role"]): row["count"] for row in places.annotate(count=Count("pk"))}
    programs_counted = {program for program, _role in counted}
    return {
        program: Numbers(counted.get((program, Role.MENTOR), 0), counted.get((program, Role.MENTEE), 0))
        for program in programs_counted
    }


def pair_count(seat: Seat, program: Program) -> int:
    """How many pairs go on in the program, for its organizers."""
    return Mentorship.objects.current().filter(program=program).count() if seat.may_manage else 0


def places_left(program: Program, cards: list[Enrollment]) -> dict[UUID, int]:
    """How many more people each of these has room for."""
    taken = places_taken(program)
    return {each.pk: max(0, each.capacity - taken[each.pk]) for each in cards}


def to_read_card(person: SignedInPerson, slug: str, program_id: UUID, enrollment_id: UUID) -> tuple[Seat, Enrollment]:
    """One card. Raises Http404 when there is none the person may read."""
    seat, program = programs.to_see(person, slug, program_id)
    enrollment = visible_to(seat, program).filter(pk=enrollment_id).first()
    if enrollment is None:
        raise Http404
    enrollment.program = program
    return seat, enrollment


def may_read(seat: Seat, enrollment: Enrollment, answer: str) -> bool:
    """Whether the reader may see one of the four answers of a card they can open."""
    return seat.may_manage or enrollment.person_id == seat.person.pk or enrollment.group_may_read(answer)


def own(seat: Seat, program: Program) -> list[Enrollment]:
    """The reader's own sign-ups in the program, begun or finished, mentor first."""
    mine = Enrollment.objects.filter(program=program, person=seat.person).exclude(state=Enrollment.State.LEFT)
    return list(mine.select_related("person", "program").order_by("-role", "started_at"))


def programs_with_a_place(seat: Seat) -> set[UUID]:
    """The group's programs in which the reader has a place, so that a list can say so."""
    mine = Enrollment.objects.places().filter(program__group=seat.group, person=seat.person)
    return set(mine.values_list("program", flat=True))


def may_greet(program: Program, own_places: list[Enrollment]) -> set[str]:
    """The roles whose cards the reader may say hello to: the other side of every place they have themselves."""
    if not program.members_choose:
        return set()
    return {Role.MENTEE if each.is_mentor else Role.MENTOR for each in own_places if each.is_active}


def own_in_role(seat: Seat, program: Program, role: str) -> Enrollment | None:
    """The reader's own sign-up in one role."""
    return next((each for each in own(seat, program) if each.role == role), None)


def to_sign_up(person: SignedInPerson, slug: str, program_id: UUID, role: str) -> tuple[Seat, Program, Enrollment]:
    """One's own sign-up in one role; when there is none yet, what it would begin with, not kept.

    Raises Http404 for a role that does not exist, or after being turned down.
    """
    seat, program = programs.to_see(person, slug, program_id)
    if role not in ROLES:
        raise Http404
    enrollment = own_in_role(seat, program, role)
    if enrollment is None:
        answers = first_answers(person, program, role)
        enrollment = Enrollment(program=program, person=seat.person, role=role, **answers)
    if enrollment.state == Enrollment.State.TURNED_DOWN:
        raise Http404
    enrollment.program = program
    return seat, program, enrollment


def to_answer(person: SignedInPerson, slug: str, program_id: UUID, role: str) -> tuple[Seat, Enrollment]:
    """One's own sign-up in one role, to be written in. Raises Http404."""
    seat, program = programs.to_see(person, slug, program_id)
    enrollment = own_in_role(seat, program, role)
    if enrollment is None or enrollment.state == Enrollment.State.TURNED_DOWN:
        raise Http404
    return seat, enrollment


def pairs_of(enrollment: Enrollment) -> list[tuple[str, str]]:
    """One's own current pairs from this sign-up: the other's first name, and where the pair's space is."""
    mine = Participant.objects.current().filter(enrollment=enrollment).values("mentorship")
    others = Participant.objects.filter(mentorship__in=mine).exclude(person=enrollment.person_id)
    together = others.select_related("person").order_by("mentorship__began_at")
    return [(other.person.first_name, f"/p/{other.mentorship_id}/") for other in together]


def waiting_place(enrollment: Enrollment) -> int:
    """How many wait before this person, plus one."""
    before = Enrollment.objects.filter(
        program=enrollment.program_id, role=enrollment.role, state=Enrollment.State.WAITING,
        applied_at__lt=enrollment.applied_at,
    )  # fmt: skip
    return before.count() + 1


def applications(seat: Seat, program: Program) -> QuerySet[Enrollment]:
    """Who waits for a decision, longest first; for organizers."""
    if not seat.may_manage:
        return Enrollment.objects.none()
    waiting = Enrollment.objects.filter(program=program, state__in=[Enrollment.State.APPLIED, Enrollment.State.WAITING])
    return waiting.select_related("person", "program").order_by("applied_at")


def to_decide(person: SignedInPerson, slug: str, program_id: UUID, enrollment_id: UUID) -> tuple[Seat, Enrollment]:
    """An application an organizer may decide about. Raises Http404 or PermissionDenied."""
    seat, program = programs.to_manage(person, slug, program_id)
    together = Enrollment.objects.select_related("person", "program")
    enrollment = together.filter(program=program, pk=enrollment_id).first()
    if enrollment is None or enrollment.state == Enrollment.State.DRAFT:
        raise Http404
    return seat, enrollment


def people_of(seat: Seat, program: Program, *, words: str = "", role: str = "") -> QuerySet[Enrollment]:
    """Every finished sign-up of the program by name, for its organizers."""
    if not seat.may_manage:
        return Enrollment.objects.none()
    people = Enrollment.objects.places().filter(program=program).select_related("person", "program")
    for word in words.lower().split()[:6]:
        named = Q(person__first_name__icontains=word) | Q(person__family_name__icontains=word)
        people = people.filter(named | Q(person__email__icontains=word) | Q(search_words__contains=word))
    if role in ROLES:
        people = people.filter(role=role)
    return people.order_by("person__first_name", "person__family_name", "pk")


def paired_counts(enrollments: list[Enrollment]) -> dict[UUID, int]:
    """How many pairs each of these is in."""
    current = Participant.objects.current().filter(enrollment__in=enrollments)
    counted = current.values("enrollment").order_by().annotate(count=Count("pk"))
    return {row["enrollment"]: row["count"] for row in counted}
