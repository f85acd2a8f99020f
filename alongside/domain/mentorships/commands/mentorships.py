"""Beginning a mentorship, and agreeing on how it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.commands import record
from alongside.domain.journeys.commands.journeys import begin_journey
from alongside.domain.mentorships.events import AgreementAccepted, MentorRequestWithdrawn, MentorshipBegan
from alongside.domain.mentorships.models import Conversation, MentorRequest, Mentorship, Participant
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.spaces.commands.rooms import close_space, open_space
from alongside.domain.spaces.models import Space


@transaction.atomic
def begin_mentorship(
    program: Program,
    enrollments: Sequence[Enrollment],
    *,
    at: datetime,
    reasons: Mapping[str, Any] | None = None,
    kind: str = Mentorship.Kind.PAIR,
) -> Mentorship:
    """Open the private space of these people and set them on their way.

    The caller holds the enrollments and has checked that they may be paired. What else the mentees had asked
    for is withdrawn, and what the new pair said before stays readable. Records MentorshipBegan.
    """
    people = [enrollment.person for enrollment in enrollments]
    space = open_space(Space.Kind.MENTORSHIP, people, at=at)
    journey = begin_journey(space, program, {each.person: each.role for each in enrollments}, at=at)
    mentorship = Mentorship.objects.create(
        program=program,
        space=space,
        journey=journey,
        kind=kind,
        reasons=dict(reasons or {}),
        began_at=at,
        ends_on=_last_day(program, at.date()),
    )
    Participant.objects.bulk_create(
        Participant(mentorship=mentorship, enrollment=each, person=each.person, role=each.role) for each in enrollments
    )
    for mentee in (each for each in enrollments if not each.is_mentor):
        _settle_search(mentee, enrollments, at)
    record(MentorshipBegan(mentorship.pk, program.pk), actor=None, at=at)
    return mentorship


@transaction.atomic
def explain_mentorship(mentorship: Mentorship, reasons: Mapping[str, Any]) -> None:
    """Keep why these two fit, when nobody had said so yet."""
    Mentorship.objects.filter(pk=mentorship.pk, reasons={}).update(reasons=dict(reasons))


@transaction.atomic
def accept_agreement(mentorship: Mentorship, person: Person, *, at: datetime) -> None:
    """Say yes to the agreement; saying it twice changes nothing. Records AgreementAccepted."""
    parts = Participant.objects.filter(mentorship=mentorship, person=person, agreed_at=None)
    if parts.update(agreed_at=at):
        record(AgreementAccepted(mentorship.pk, person.pk), actor=person.pk, at=at)


def _last_day(program: Program, today: date) -> date:
    first = max(program.starts_on or today, today)
    return first + timedelta(weeks=program.weeks)


def _settle_search(mentee: Enrollment, enrollments: Sequence[Enrollment], at: datetime) -> None:
    """This mentee looks for nobody any more: end the wait, the other requests, and the talk that led here."""
    Enrollment.objects.filter(pk=mentee.pk).update(waiting_since=None)
    still_asked = MentorRequest.objects.filter(mentee=mentee).alive()
    for mentor_request in still_asked.select_related("mentee", "mentor"):
        was_open = mentor_request.is_open
        mentor_request.state = MentorRequest.State.WITHDRAWN
        mentor_request.answered_at = at
        mentor_request.save(update_fields=["state", "answered_at"])
        if was_open:
            asked = mentor_request.asked.person_id
            record(MentorRequestWithdrawn(mentor_request.pk, asked), actor=mentee.person_id, at=at)
    for other in (each for each in enrollments if each.is_mentor):
        for talk in Conversation.objects.between(mentee, other).filter(state__in=["waiting", "open"]):
            close_space(talk.space, at=at)
            talk.state = Conversation.State.CLOSED
            talk.save(update_fields=["state"])
