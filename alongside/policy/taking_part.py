"""What a person could do next about programs of their groups, over all groups at once."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from alongside.domain.enrollments.models import Enrollment, InterestAnswer, InterestPoll
from alongside.domain.groups.models import Membership, Role
from alongside.domain.mentorships.models import Participant
from alongside.domain.programs.models import Program
from alongside.policy.groups import Standing
from alongside.policy.people import SignedInPerson

_OPEN = (Program.State.OPEN, Program.State.RUNNING)


def unfinished(person: SignedInPerson) -> list[Enrollment]:
    """Sign-ups the person began and has not finished."""
    drafts = Enrollment.objects.filter(person=person, state=Enrollment.State.DRAFT, program__state__in=_OPEN)
    return list(drafts.select_related("program__group").order_by("-started_at")[:3])


def programs_with_applications(person: SignedInPerson) -> list[tuple[Program, int]]:
    """Programs the person runs in which somebody waits for an answer, with how many."""
    run = Membership.objects.filter(group=OuterRef("group"), person=person, left_at=None, role=Role.ORGANIZER)
    undecided = Count("enrollments", filter=Q(enrollments__state=Enrollment.State.APPLIED))
    programs = Program.objects.filter(Exists(run), state__in=_OPEN).annotate(waiting_count=undecided)
    waiting = programs.filter(waiting_count__gt=0).select_related("group").order_by("name")
    return [(program, program.waiting_count) for program in cast(Any, waiting)]


def polls_to_answer(person: SignedInPerson, today: date) -> list[InterestPoll]:
    """Questions of the person's groups they have not answered."""
    answered = InterestAnswer.objects.filter(poll=OuterRef("pk"), person=person)
    polls = InterestPoll.objects.filter(
        ~Exists(answered), _member_of(person, "program__group"), closed_at=None, closes_on__gte=today
    )
    return list(polls.select_related("program__group").order_by("closes_on")[:3])


def open_to_join(person: SignedInPerson, today: date) -> list[Program]:
    """Programs of the person's groups that take sign-ups and in which they have no place yet."""
    mine = Enrollment.objects.filter(program=OuterRef("pk"), person=person).exclude(state=Enrollment.State.LEFT)
    programs = Program.objects.filter(_member_of(person, "group"), ~Exists(mine), state__in=_OPEN)
    still_open = programs.filter(Q(sign_up_closes_on=None) | Q(sign_up_closes_on__gte=today))
    return list(still_open.select_related("group").order_by("-launched_at")[:3])


def on_the_door(standing: Standing, today: date) -> list[Program]:
    """Programs of a group that take sign-ups. People who are not members yet never read of a sensitive one."""
    programs = Program.objects.filter(group=standing.group, state__in=_OPEN)
    if not standing.is_member:
        programs = programs.filter(is_sensitive=False)
    still_open = programs.filter(Q(sign_up_closes_on=None) | Q(sign_up_closes_on__gte=today))
    return list(still_open.order_by("-launched_at")[:3])


def waiting_for_a_person(person: SignedInPerson) -> Enrollment | None:
    """The person's sign-up whose introductions come next, while they have nobody yet."""
    paired = Participant.objects.current().filter(enrollment=OuterRef("pk"))
    places: QuerySet[Enrollment] = Enrollment.objects.filter(
        ~Exists(paired), person=person, state=Enrollment.State.ENROLLED, program__state=Program.State.OPEN
    )
    dated = places.filter(program__starts_on__isnull=False)
    return dated.select_related("program").order_by("program__starts_on").first()


def _member_of(person: SignedInPerson, group: str) -> Exists:
    return Exists(Membership.objects.filter(group=OuterRef(group), person=person, left_at=None))
