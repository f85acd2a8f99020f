"""Setting out, taking a break and arriving."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from alongside.domain.events.commands import record
from alongside.domain.journeys.events import JourneyBegun
from alongside.domain.journeys.models import Journey
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.spaces.models import Space


@transaction.atomic
def begin_journey(space: Space, program: Program, walkers: Mapping[Person, str], *, at: datetime) -> Journey:
    """Set out through the program's steps; ``walkers`` says who is ``mentor`` and who ``mentee``.

    Records JourneyBegun.
    """
    journey = Journey.objects.create(space=space, program=program, begun_at=at)
    record(JourneyBegun(journey.pk), actor=None, at=at)
    return journey


@transaction.atomic
def pause_journey(journey: Journey, *, until: date, at: datetime) -> None:
    """No new steps open until the day the break ends."""
    Journey.objects.filter(pk=journey.pk, finished_at=None).update(paused_until=until)


@transaction.atomic
def resume_journey(journey: Journey, *, at: datetime) -> None:
    """Go on after a break; going on twice changes nothing."""
    Journey.objects.filter(pk=journey.pk).update(paused_until=None)


@transaction.atomic
def finish_journey(journey: Journey, *, at: datetime) -> None:
    """Arrive, or stop on the way; finishing twice changes nothing."""
    Journey.objects.filter(pk=journey.pk, finished_at=None).update(finished_at=at)
