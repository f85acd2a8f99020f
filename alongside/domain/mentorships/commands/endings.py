"""Breaks, extensions and endings, planned or early, each told kindly."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.enrollments.models import Role as EnrollmentRole
from alongside.domain.events.commands import record
from alongside.domain.journeys.commands.journeys import finish_journey, pause_journey, resume_journey
from alongside.domain.mentorships.events import (
    MentorshipCompleted,
    MentorshipEnded,
    MentorshipExtended,
    MentorshipHeld,
    MentorshipPaused,
    MentorshipResumed,
)
from alongside.domain.mentorships.models import Closure, Mentorship
from alongside.domain.people.models import Person
from alongside.domain.spaces.commands.rooms import close_space, reopen_space
from alongside.kernel.refusal import Refusal

BREAKS = (1, 2, 4)  # weeks
EXTENSIONS = (2, 4, 8)  # weeks
_UNTIL_SOMEBODY_LOOKED = timedelta(days=366)
_LETS_DOWN = (Closure.Kind.NOT_RIGHT, Closure.Kind.BLOCKED, Closure.Kind.INACTIVE, Closure.Kind.EARLY)


class MentorshipOver(Refusal):
    code = "mentorship_over"
    text = _("This mentorship has ended. You can still read everything.")


class MentorshipResting(Refusal):
    code = "mentorship_resting"
    text = _("This mentorship rests until the organizer has looked at something.")


class CircleGoesOn(Refusal):
    code = "circle_goes_on"
    text = _("One person does not end a circle. You can leave it, and the others go on.")


class UnknownLength(Refusal):
    code = "unknown_length"
    text = _("Choose one of the lengths on the page.")


@transaction.atomic
def pause_mentorship(mentorship: Mentorship, *, by: Person | None, weeks: int, at: datetime) -> None:
    """Take a break of one, two or four weeks. Raises MentorshipOver or UnknownLength. Records MentorshipPaused."""
    mentorship = _hold(mentorship)
    if mentorship.held_at:
        raise MentorshipResting
    if weeks not in BREAKS:
        raise UnknownLength

    until = at.date() + timedelta(weeks=weeks)
    mentorship.state = Mentorship.State.PAUSED
    mentorship.paused_until = until
    if mentorship.ends_on:
        mentorship.ends_on += timedelta(weeks=weeks)
    mentorship.save(update_fields=["state", "paused_until", "ends_on"])
    pause_journey(mentorship.journey, until=until, at=at)
    record(MentorshipPaused(mentorship.pk, until), actor=by.pk if by else None, at=at)


@transaction.atomic
def resume_mentorship(mentorship: Mentorship, *, by: Person | None, at: datetime) -> None:
    """Go on after a break; going on twice changes nothing.

    Raises MentorshipOver, or MentorshipResting while somebody looks at a report. Records MentorshipResumed.
    """
    mentorship = _hold(mentorship)
    if mentorship.state != Mentorship.State.PAUSED:
        return
    if mentorship.held_at:
        raise MentorshipResting

    mentorship.state = Mentorship.State.ACTIVE
    mentorship.paused_until = None
    mentorship.save(update_fields=["state", "paused_until"])
    resume_journey(mentorship.journey, at=at)
    record(MentorshipResumed(mentorship.pk), actor=by.pk if by else None, at=at)


@transaction.atomic
def hold_mentorship(mentorship: Mentorship, *, at: datetime) -> None:
    """Let a pair rest, and nobody write, until somebody has looked at a report.

    Raises MentorshipOver. Records MentorshipHeld.
    """
    mentorship = _hold(mentorship)
    if mentorship.held_at:
        return

    mentorship.state, mentorship.held_at, mentorship.paused_until = Mentorship.State.PAUSED, at, None
    mentorship.save(update_fields=["state", "held_at", "paused_until"])
    pause_journey(mentorship.journey, until=at.date() + _UNTIL_SOMEBODY_LOOKED, at=at)
    close_space(mentorship.space, at=at)
    record(MentorshipHeld(mentorship.pk), actor=None, at=at)


@transaction.atomic
def release_mentorship(mentorship: Mentorship, *, by: Person, at: datetime) -> None:
    """Let a pair go on after somebody has looked. Raises MentorshipOver. Records MentorshipResumed."""
    mentorship = _hold(mentorship)
    if not mentorship.held_at:
        return

    mentorship.state, mentorship.held_at = Mentorship.State.ACTIVE, None
    mentorship.save(update_fields=["state", "held_at"])
    resume_journey(mentorship.journey, at=at)
    reopen_space(mentorship.space, at=at)
    record(MentorshipResumed(mentorship.pk), actor=by.pk, at=at)


@transaction.atomic
def extend_mentorship(mentorship: Mentorship, *, by: Person, weeks: int, at: datetime) -> None:
    """Go on for some weeks more. Raises MentorshipOver or UnknownLength. Records MentorshipExtended."""
    mentorship = _hold(mentorship)
    if weeks not in EXTENSIONS:
        raise UnknownLength

    last_day = max(mentorship.ends_on or at.date(), at.date()) + timedelta(weeks=weeks)
    mentorship.ends_on = last_day
    mentorship.save(update_fields=["ends_on"])
    record(MentorshipExtended(mentorship.pk, last_day), actor=by.pk, at=at)


@transaction.atomic
def complete_mentorship(mentorship: Mentorship, *, by: Person | None, goal_met: bool, at: datetime) -> None:
    """Finish as planned, or because the goal is met; a circle is finished by one of its mentors.

    Raises MentorshipOver or CircleGoesOn. Records MentorshipCompleted.
    """
    held = _hold(mentorship)
    if held.kind == Mentorship.Kind.CIRCLE and by is not None and not _is_mentor_in(held, by):
        raise CircleGoesOn
    kind = Closure.Kind.GOAL_MET if goal_met else Closure.Kind.PLANNED
    mentorship = _close(held, Mentorship.State.COMPLETED, kind, by=by, at=at)
    record(MentorshipCompleted(mentorship.pk, kind), actor=by.pk if by else None, at=at)


@transaction.atomic
def end_mentorship(
    mentorship: Mentorship, *, kind: str, by: Person | None, at: datetime, quietly: bool = False
) -> None:
    """End before the time, without asking why; whoever is left looking goes to the front of the list.

    ``quietly`` tells the others only that it has ended, not by whom. Somebody in a circle leaves it instead.
    Raises MentorshipOver or CircleGoesOn. Records MentorshipEnded.
    """
    held = _hold(mentorship)
    if held.kind == Mentorship.Kind.CIRCLE and by is not None:
        raise CircleGoesOn
    mentorship = _close(held, Mentorship.State.ENDED, kind, by=by, at=at)
    if kind in _LETS_DOWN:
        _put_first_in_line(mentorship, by=None if kind == Closure.Kind.NOT_RIGHT else by, at=at)
    fact = MentorshipEnded(mentorship.pk, kind, quietly=quietly or kind == Closure.Kind.BLOCKED)
    record(fact, actor=by.pk if by else None, at=at)


def _hold(mentorship: Mentorship) -> Mentorship:
    held = Mentorship.objects.select_for_update(of=("self",)).select_related("space", "journey").get(pk=mentorship.pk)
    if not held.is_current:
        raise MentorshipOver
    return held


def _is_mentor_in(mentorship: Mentorship, person: Person) -> bool:
    return mentorship.participants.filter(person=person, role="mentor", left_at=None).exists()


def _close(mentorship: Mentorship, state: str, kind: str, *, by: Person | None, at: datetime) -> Mentorship:
    mentorship.state = state
    mentorship.ended_at = at
    mentorship.paused_until = None
    mentorship.save(update_fields=["state", "ended_at", "paused_until"])
    Closure.objects.create(mentorship=mentorship, kind=kind, closed_by=by, closed_at=at)
    finish_journey(mentorship.journey, at=at)
    close_space(mentorship.space, at=at)
    return mentorship


def _put_first_in_line(mentorship: Mentorship, *, by: Person | None, at: datetime) -> None:
    """Mentees keep the date they first signed up, so the next round sees how long they have waited."""
    mentees = Enrollment.objects.filter(participations__mentorship=mentorship, role=EnrollmentRole.MENTEE)
    if by is not None:
        mentees = mentees.exclude(person=by)
    mentees.filter(pk__in=mentees.values("pk")).update(waiting_since=Coalesce("waiting_since", "enrolled_at", at))
