"""Who may put people into a circle, and whom."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.mentorships.queries import places_taken
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.policy import programs
from alongside.policy.mentorships import to_look_after
from alongside.policy.people import SignedInPerson
from alongside.policy.programs import Seat
from alongside.policy.spaces import Room


def to_put_together(person: SignedInPerson, slug: str, program_id: UUID) -> tuple[Seat, Program, list[Enrollment]]:
    """Everybody of a program with a place free, for its organizers. Raises Http404 or PermissionDenied."""
    seat, program = programs.to_manage(person, slug, program_id)
    return seat, program, _with_a_place(program)


def to_let_in(
    person: SignedInPerson, slug: str, program_id: UUID, mentorship_id: UUID
) -> tuple[Seat, Program, Mentorship, list[Enrollment]]:
    """A circle, and who could join it. Raises Http404 or PermissionDenied."""
    seat, program, circle = to_look_after(person, slug, program_id, mentorship_id)
    if circle.kind != Mentorship.Kind.CIRCLE or not circle.is_current:
        raise Http404
    inside = set(circle.participants.filter(left_at=None).values_list("person_id", flat=True))
    return seat, program, circle, [each for each in _with_a_place(program) if each.person_id not in inside]


def to_take_out(
    person: SignedInPerson, slug: str, program_id: UUID, mentorship_id: UUID, person_id: UUID
) -> tuple[Mentorship, Person]:
    """A circle and somebody in it, for its organizers. Raises Http404 or PermissionDenied."""
    _seat, _program, circle, _free = to_let_in(person, slug, program_id, mentorship_id)
    part = circle.participants.filter(left_at=None, person=person_id).select_related("person").first()
    if part is None:
        raise Http404
    return circle, part.person


def refuse_unless_circle(room: Room) -> None:
    """A pair ends together; only a circle can be left. Raises Http404."""
    if room.mentorship.kind != Mentorship.Kind.CIRCLE or not room.mentorship.is_current:
        raise Http404


def _with_a_place(program: Program) -> list[Enrollment]:
    taken = places_taken(program)
    enrolled = Enrollment.objects.filter(program=program, state=Enrollment.State.ENROLLED).select_related("person")
    here = enrolled.order_by("person__first_name", "pk")
    return [each for each in here if each.is_active and taken.get(each.pk, 0) < each.capacity]
