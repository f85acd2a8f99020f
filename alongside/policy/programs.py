"""Who may see and run a group's programs."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Max, QuerySet
from django.http import Http404

from alongside.domain.groups.models import Group, Membership
from alongside.domain.journeys.models import Journey
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program, Step
from alongside.policy.people import SignedInPerson


@dataclass(frozen=True)
class Seat:
    """A person's place in a group: what every page about its programs starts from."""

    person: SignedInPerson
    group: Group
    membership: Membership

    @property
    def may_manage(self) -> bool:
        return self.membership.is_organizer


def seat_in(person: SignedInPerson, slug: str) -> Seat:
    """The person's place in the group. Raises Http404 for everybody who is not a member."""
    membership = (
        Membership.objects.current().filter(person=person, group__slug=slug).select_related("group", "person").first()
    )
    if membership is None:
        raise Http404
    return Seat(membership.person, membership.group, membership)


def organizer_seat(person: SignedInPerson, slug: str) -> Seat:
    """The place of somebody who runs the group. Raises Http404 for outsiders, PermissionDenied for other members."""
    seat = seat_in(person, slug)
    if not seat.may_manage:
        raise PermissionDenied
    return seat


def visible_to(seat: Seat) -> QuerySet[Program]:
    """The programs a member finds on the Mentorship tab, newest first. Organizers find their drafts under Manage."""
    return seat.group.programs.visible_to_members().order_by("-launched_at")


def managed_by(seat: Seat) -> QuerySet[Program]:
    """Every program an organizer can work on, newest first; none for other members."""
    programs = seat.group.programs.order_by("-created_at")
    return programs if seat.may_manage else programs.none()


def may_see_tab(seat: Seat) -> bool:
    """Members find the Mentorship tab once there is something on it; organizers can always start a program."""
    return seat.may_manage or seat.group.programs.exclude(state=Program.State.DRAFT).exists()


def organizers_of(seat: Seat) -> list[Person]:
    """Who runs the group, longest first."""
    running = Membership.objects.organizers().filter(group=seat.group).select_related("person")
    return [membership.person for membership in running.order_by("joined_at", "pk")]


def member_count(seat: Seat) -> int:
    """How many people belong to the group."""
    return Membership.objects.current().filter(group=seat.group).count()


def to_see(person: SignedInPerson, slug: str, program_id: UUID) -> tuple[Seat, Program]:
    """A program as a member sees it. Raises Http404."""
    seat = seat_in(person, slug)
    return seat, _one(visible_to(seat), program_id, seat)


def to_manage(person: SignedInPerson, slug: str, program_id: UUID) -> tuple[Seat, Program]:
    """A program as its organizer works on it. Raises Http404 or PermissionDenied."""
    seat = organizer_seat(person, slug)
    return seat, _one(managed_by(seat), program_id, seat)


def to_edit_step(person: SignedInPerson, slug: str, program_id: UUID, step_id: UUID) -> tuple[Seat, Program, Step]:
    """One week of a program, to be changed by an organizer. Raises Http404 or PermissionDenied."""
    seat, program = to_manage(person, slug, program_id)
    step = program.steps.filter(pk=step_id).first()
    if step is None:
        raise Http404
    step.program = program
    return seat, program, step


def weeks_reached(program: Program) -> int:
    """The furthest week any pair is in; what lies before it keeps its place."""
    walking = Journey.objects.filter(program=program, finished_at=None)
    return walking.aggregate(furthest=Max("position"))["furthest"] or 0


def may_sign_up(seat: Seat, program: Program) -> bool:
    """Whether the member may ask for a place. Late-comers reach the waiting list, so only the end closes the door."""
    return program.state in (Program.State.OPEN, Program.State.RUNNING)


def _one(programs: QuerySet[Program], program_id: UUID, seat: Seat) -> Program:
    program = programs.filter(pk=program_id).first()
    if program is None:
        raise Http404
    program.group = seat.group
    return program
