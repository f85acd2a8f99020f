"""What the worker does for requests and mentorships: find what is due, call one command for each."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from django.db.models import Model

from alongside.domain.mentorships.commands.endings import end_mentorship, resume_mentorship
from alongside.domain.mentorships.commands.introductions import begin_introduction
from alongside.domain.mentorships.commands.mentor_requests import expire_mentor_request, remind_of_mentor_request
from alongside.domain.mentorships.commands.nudges import nudge_pair
from alongside.domain.mentorships.models import Closure, Introduction, MentorRequest, Mentorship
from alongside.domain.mentorships.queries import full_mentors_being_asked, requests_due
from alongside.domain.programs.models import NudgeRule, Program
from alongside.kernel.refusal import Refusal

log = logging.getLogger(__name__)
_AT_ONCE = 100
_AT_ONCE_NUDGED = 500
_Row = TypeVar("_Row", bound=Model)


def begin_due_introductions(at: datetime) -> int:
    """Begin the pairs whose moment has come, a hundred at a time."""
    due = Introduction.objects.due(at).order_by("begins_at", "pk")[:_AT_ONCE]
    return _each(due, lambda introduction: begin_introduction(introduction, at=at))


def nudge_pairs(at: datetime) -> int:
    """Send what the programs' rules say is due, and say to how many pairs something went."""
    due = Mentorship.objects.to_nudge(at).order_by("look_again_at", "pk")[:_AT_ONCE_NUDGED]
    return _each(due, lambda mentorship: nudge_pair(mentorship, at=at))


def remind_of_due_requests(at: datetime) -> int:
    """Remind people who have not answered a request for as long as their program waits."""
    waiting = MentorRequest.objects.open().filter(reminded_at=None)
    rows = requests_due(waiting, NudgeRule.Key.REQUEST_REMINDER, at)[:_AT_ONCE]
    return _each(rows, lambda mentor_request: remind_of_mentor_request(mentor_request, at=at))


def expire_due_requests(at: datetime) -> int:
    """Let requests run out when their program's time is over, or as soon as the mentor has no place left."""
    waiting = MentorRequest.objects.open().select_related("mentee", "mentor")
    late = requests_due(waiting, NudgeRule.Key.REQUEST_EXPIRY, at)[:_AT_ONCE]
    hopeless = list(waiting.filter(mentor__in=full_mentors_being_asked()).exclude(pk__in=[row.pk for row in late]))
    return _each(late + hopeless[:_AT_ONCE], lambda mentor_request: expire_mentor_request(mentor_request, at=at))


def resume_due_mentorships(at: datetime) -> int:
    """End breaks whose last day is over."""
    due = Mentorship.objects.filter(state=Mentorship.State.PAUSED, paused_until__lte=at.date())[:_AT_ONCE]
    return _each(due, lambda mentorship: resume_mentorship(mentorship, by=None, at=at))


def end_mentorships_of_closed_programs(at: datetime) -> int:
    """A program that closed ends its pairs kindly, a hundred at a time."""
    due = Mentorship.objects.current().filter(program__state=Program.State.CLOSED)[:_AT_ONCE]
    return _each(due, lambda mentorship: end_mentorship(mentorship, kind=Closure.Kind.PROGRAM, by=None, at=at))


def _each(rows: Iterable[_Row], act: Callable[[_Row], object]) -> int:
    """Act on every row; one that does not work never stops the rest."""
    done = 0
    for row in rows:
        try:
            act(row)
        except Refusal:
            continue  # answered by somebody meanwhile
        except Exception as trouble:
            log.error("%s could not be handled: %s", row, type(trouble).__name__)
            continue
        done += 1
    return done
