"""Setting out, walking slower, taking a break and arriving."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.journeys.commands.openings import open_next_step
from alongside.domain.journeys.events import (
    JourneyBegun,
    JourneyFinished,
    JourneyPaused,
    JourneyResumed,
    PaceChanged,
)
from alongside.domain.journeys.models import Journey, StepOpening, Walker
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.programs.rulebook import rulebook_of
from alongside.domain.spaces.models import Space, SpaceMember
from alongside.kernel.refusal import Refusal
from alongside.kernel.timezones import local_day

PACES = {"weekly": 7, "slower": 14}
# Whoever is introduced late in a week gets a few days with the first step before the second opens.
FIRST_STEP_LASTS = timedelta(days=5)


class JourneyFinishedAlready(Refusal):
    code = "journey_finished"
    text = _("These weeks have ended. Everything stays readable.")


class UnknownPace(Refusal):
    code = "unknown_pace"
    text = _("Choose one question a week, or one every two weeks.")


@transaction.atomic
def begin_journey(space: Space, program: Program, walkers: Mapping[Person, str], *, at: datetime) -> Journey:
    """Set out through the program's steps; ``walkers`` says who is ``mentor`` and who ``mentee``.

    The first step opens at once. The second opens on the program's day, where each person lives. Records JourneyBegun.
    """
    journey = Journey.objects.create(space=space, program=program, begun_at=at)
    rules = rulebook_of(program.pk)
    for person, role in walkers.items():
        walker = Walker.objects.create(journey=journey, person=person, role=role, joined_at=at)
        starts_on = max(local_day(at, person.time_zone), program.starts_on or date.min)
        open_next_step(walker, at=at, next_on=rules.question_day(starts_on + FIRST_STEP_LASTS), rules=rules)
    record(JourneyBegun(journey.pk), actor=None, at=at)
    return journey


@transaction.atomic
def pause_journey(journey: Journey, *, until: date, at: datetime) -> None:
    """Take a break: no step opens and no reminder goes out before the first day of questions from ``until`` on.

    Raises JourneyFinishedAlready. Records JourneyPaused.
    """
    journey = _hold(journey)
    journey.paused_until = until
    journey.save(update_fields=["paused_until"])
    _next_steps_from(journey, until)
    StepOpening.objects.filter(walker__journey=journey).update(remind_on=None)
    record(JourneyPaused(journey.pk, until), actor=None, at=at)


@transaction.atomic
def resume_journey(journey: Journey, *, at: datetime) -> None:
    """Go on: the next step opens on the coming day of questions.

    Raises JourneyFinishedAlready. Records JourneyResumed.
    """
    journey = _hold(journey)
    if journey.paused_until is None:
        return
    journey.paused_until = None
    journey.save(update_fields=["paused_until"])
    _next_steps_from(journey, at.date() + timedelta(days=1))
    # A break is no silence: the quiet days begin to count anew.
    Space.objects.filter(pk=journey.space_id).update(last_active_at=at)
    SpaceMember.objects.current().filter(space_id=journey.space_id).update(last_active_at=at)
    record(JourneyResumed(journey.pk), actor=None, at=at)


@transaction.atomic
def change_pace(journey: Journey, person: Person, pace: str, *, at: datetime) -> None:
    """Walk slower, or weekly again, from the next step on. Raises JourneyFinishedAlready or UnknownPace.

    Records PaceChanged.
    """
    if pace not in PACES:
        raise UnknownPace
    journey = _hold(journey)
    was, journey.days_per_step = journey.days_per_step, PACES[pace]
    if was == journey.days_per_step:
        return
    journey.save(update_fields=["days_per_step"])
    change = timedelta(days=journey.days_per_step - was)
    soonest = rulebook_of(journey.program_id).question_day(at.date() + timedelta(days=1))
    for walker in Walker.objects.select_for_update().filter(journey=journey, next_step_on__isnull=False):
        assert walker.next_step_on
        walker.next_step_on = max(walker.next_step_on + change, soonest)
        walker.save(update_fields=["next_step_on"])
    record(PaceChanged(journey.pk, journey.days_per_step), actor=person.pk, at=at)


@transaction.atomic
def finish_journey(journey: Journey, *, at: datetime) -> None:
    """Arrive: no step opens any more. Finishing twice changes nothing. Records JourneyFinished."""
    if Journey.objects.filter(pk=journey.pk, finished_at=None).update(finished_at=at, paused_until=None):
        Walker.objects.filter(journey=journey).update(next_step_on=None)
        StepOpening.objects.filter(walker__journey=journey).update(remind_on=None)
        record(JourneyFinished(journey.pk), actor=None, at=at)


def _hold(journey: Journey) -> Journey:
    held = Journey.objects.select_for_update().get(pk=journey.pk)
    if held.is_finished:
        raise JourneyFinishedAlready
    return held


def _next_steps_from(journey: Journey, day: date) -> None:
    waiting = Walker.objects.filter(journey=journey, next_step_on__isnull=False)
    waiting.update(next_step_on=rulebook_of(journey.program_id).question_day(day))
