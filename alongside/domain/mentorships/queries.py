"""Reads around mentorships: places taken and left, and who may still become a pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import chain
from statistics import median
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.models import Conversation, Introduction, MentorRequest, Mentorship, Participant
from alongside.domain.programs.models import Program
from alongside.domain.programs.rulebook import rulebooks
from alongside.domain.safety.models import Block

_ENOUGH_ANSWERS = 2
PAIRING_STATES = (Program.State.OPEN, Program.State.RUNNING)


def places_taken(program: Program) -> Counter[UUID]:
    """For every enrollment of ``program``: current mentorships, waiting introductions and requests to be approved."""
    taken: Counter[UUID] = Counter()
    current = Participant.objects.current().filter(enrollment__program=program)
    taken.update(dict(current.values_list("enrollment_id").annotate(Count("pk"))))
    waiting = Introduction.objects.waiting().filter(program=program)
    approval = MentorRequest.objects.filter(state=MentorRequest.State.APPROVAL, mentor__program=program)
    for on_the_way in (waiting, approval):
        taken.update(chain.from_iterable(on_the_way.values_list("mentee_id", "mentor_id")))
    return taken


def places_left(enrollment: Enrollment) -> int:
    """How many more pairs this person has room for in this role; never below zero."""
    side = "mentor" if enrollment.is_mentor else "mentee"
    taken = (
        Participant.objects.current().filter(enrollment=enrollment).count()
        + Introduction.objects.waiting().filter(**{side: enrollment}).count()
        + MentorRequest.objects.filter(**{side: enrollment}, state=MentorRequest.State.APPROVAL).count()
    )
    return max(0, enrollment.capacity - taken)


def full_mentors_being_asked() -> list[UUID]:
    """Mentors somebody waits for an answer of although they have no place left."""
    asked = Enrollment.objects.filter(requests_as_mentor__state=MentorRequest.State.OPEN).distinct()
    programs = {enrollment.program_id: enrollment.program for enrollment in asked.select_related("program")}
    taken = {pk: count for program in programs.values() for pk, count in places_taken(program).items()}
    return [enrollment.pk for enrollment in asked if taken.get(enrollment.pk, 0) >= enrollment.capacity]


def requests_due(waiting: QuerySet[MentorRequest], rule: str, at: datetime) -> list[MentorRequest]:
    """Those of ``waiting`` whose program's rule has come: the reminder, or the end of waiting. The oldest first."""
    programs = waiting.order_by().values_list("mentor__program", flat=True).distinct()
    found: list[MentorRequest] = []
    for program, rules in rulebooks(programs).items():
        if rules[rule].is_on:
            asked_before = at - timedelta(days=rules[rule].days)
            found += waiting.filter(mentor__program=program, requested_at__lte=asked_before).select_related(
                "mentee", "mentor"
            )
    return sorted(found, key=lambda each: each.requested_at)


def usual_answer_days(people: Iterable[UUID]) -> dict[UUID, int]:
    """In how many days each of these people usually answers a hello or a request; nobody who answered less than twice.

    The middle one counts, so that one long holiday changes nothing.
    """
    wanted = list(people)
    took: dict[UUID, list[float]] = defaultdict(list)
    hellos = Conversation.objects.filter(asked__person__in=wanted)
    for person, begun_at, answered_at in hellos.values_list("asked__person", "begun_at", "answered_at"):
        if answered_at:
            took[person].append((answered_at - begun_at) / timedelta(days=1))
    answered = MentorRequest.objects.filter(
        Q(mentor__person__in=wanted) | Q(mentee__person__in=wanted),
        state__in=[MentorRequest.State.ACCEPTED, MentorRequest.State.DECLINED, MentorRequest.State.APPROVAL],
    )
    rows = answered.values_list("mentor__person", "mentee__person", "asked_by", "requested_at", "answered_at")
    for mentor, mentee, asked_by, requested_at, answered_at in rows:
        if answered_at:
            days = (answered_at - requested_at) / timedelta(days=1)
            took[mentee if asked_by == mentor else mentor].append(days)
    return {person: max(1, round(median(took[person]))) for person in wanted if len(took[person]) >= _ENOUGH_ANSWERS}


def may_be_paired(mentee: Enrollment, mentor: Enrollment) -> bool:
    """Whether nothing keeps these two apart: a block, a shared household, an earlier or present pair of theirs."""
    if mentee.person_id == mentor.person_id or mentee.program_id != mentor.program_id:
        return False
    if mentee.apart_keys & mentor.apart_keys:
        return False
    if Block.objects.between(mentee.person_id, mentor.person_id).exists():
        return False
    together = Mentorship.objects.filter(program=mentee.program_id)
    return not together.with_both(mentee.person_id, mentor.person_id).exists()
