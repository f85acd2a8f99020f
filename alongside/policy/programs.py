"""Who may see and run a group's programs."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, QuerySet
from django.http import Http404

from alongside.domain.groups.models import Membership
from alongside.domain.journeys.models import Journey
from alongside.domain.mentorships.models import Mentorship, Testimonial
from alongside.domain.people.models import Person
from alongside.domain.programs.models import ExtraStep, Program, Step
from alongside.policy import groups
from alongside.policy.groups import Standing
from alongside.policy.people import SignedInPerson


@dataclass(frozen=True)
class Seat(Standing):
    """A member's standing in a group: what every page about its programs starts from."""

    person: Person
    membership: Membership


def seat_in(person: SignedInPerson, slug: str) -> Seat:
    """The person's place in the group. Raises Http404 or PermissionDenied for everybody who is not a member."""
    return _seat(groups.to_enter(person, slug))


def organizer_seat(person: SignedInPerson, slug: str) -> Seat:
    """The place of somebody who runs the group. Raises Http404 or PermissionDenied for everybody else."""
    return _seat(groups.to_manage(person, slug))


def visible_to(seat: Seat) -> QuerySet[Program]:
    """The programs a member finds on the Mentorship tab, newest first. Organizers find their drafts under Manage."""
    return seat.group.programs.visible_to_members().order_by("-launched_at")


def asking_in(seat: Seat) -> Program | None:
    """The program members are being asked about right now, if any."""
    return seat.group.programs.filter(state=Program.State.ASKING).order_by("-created_at").first()


def managed_by(seat: Seat) -> QuerySet[Program]:
    """Every program an organizer can work on, newest first; none for other members."""
    programs = seat.group.programs.order_by("-created_at")
    return programs if seat.may_manage else programs.none()


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


def pairs_going(program: Program) -> int:
    """How many pairs are on their way and not on a break."""
    return Mentorship.objects.filter(program=program, state=Mentorship.State.ACTIVE).count()


def to_edit_extra_step(
    person: SignedInPerson, slug: str, program_id: UUID, extra_id: UUID
) -> tuple[Seat, Program, ExtraStep]:
    """One step that waits for an occasion, to be changed by an organizer. Raises Http404 or PermissionDenied."""
    seat, program = to_manage(person, slug, program_id)
    extra = program.extra_steps.filter(pk=extra_id).first()
    if extra is None:
        raise Http404
    return seat, program, extra


@dataclass(frozen=True)
class Reach:
    """Which pairs a change of one week reaches, and which keep it as they got it; the first dozen by name."""

    count: int
    names: tuple[str, ...]
    kept: int
    kept_names: tuple[str, ...]


def reach_of_week(program: Program, position: int) -> Reach:
    """What an organizer should know before changing a week: those who have opened it keep their words."""
    going = Mentorship.objects.current().filter(program=program)
    got_it = going.filter(journey__steps__position=position)
    to_come = going.exclude(pk__in=got_it.values("pk"))
    return Reach(to_come.count(), _pair_names(to_come), got_it.count(), _pair_names(got_it))


def _pair_names(mentorships: QuerySet[Mentorship]) -> tuple[str, ...]:
    some = mentorships.order_by("began_at", "pk").prefetch_related("participants__person")[:12]
    return tuple(
        " · ".join(part.person.first_name for part in mentorship.participants.all() if part.left_at is None)
        for mentorship in some
    )


def extra_steps_with_reach(program: Program) -> list[tuple[ExtraStep, int]]:
    """The program's steps for an occasion, and how many people have each."""
    rows = program.extra_steps.annotate(have_it=Count("openings")).order_by("-is_on", "days", "pk")
    return [(row, row.have_it) for row in rows]


def pairs_by_week(program: Program) -> dict[int, int]:
    """How many pairs are in each week now."""
    walking = Journey.objects.filter(program=program, finished_at=None).values("position").order_by("position")
    return {row["position"]: row["pairs"] for row in walking.annotate(pairs=Count("pk"))}


def shown_testimonials(program: Program) -> list[Testimonial]:
    """Words that their authors let others read and an organizer put on the tab, newest first."""
    shown = Testimonial.objects.shown().filter(program=program).select_related("author")
    return list(shown.order_by("-shown_at")[:2])


def may_sign_up(seat: Seat, program: Program) -> bool:
    """Whether the member may ask for a place. Late-comers reach the waiting list, so only the end closes the door."""
    return program.state in (Program.State.OPEN, Program.State.RUNNING)


def _one(programs: QuerySet[Program], program_id: UUID, seat: Seat) -> Program:
    program = programs.filter(pk=program_id).first()
    if program is None:
        raise Http404
    program.group = seat.group
    return program


def _seat(standing: Standing) -> Seat:
    assert standing.person is not None
    assert standing.membership is not None
    return Seat(standing.group, standing.person, standing.membership)
