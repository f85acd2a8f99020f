"""Joining others on their way, and leaving them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from alongside.domain.journeys.commands.openings import open_next_step
from alongside.domain.journeys.models import Journey, StepOpening, Walker
from alongside.domain.people.models import Person
from alongside.domain.programs.rulebook import rulebook_of
from alongside.kernel.timezones import local_day


@transaction.atomic
def join_journey(journey: Journey, person: Person, role: str, *, at: datetime) -> Walker:
    """Walk along from the week the others are in; the next one opens on the program's day, where the person lives."""
    journey = Journey.objects.select_for_update().get(pk=journey.pk)
    begin = {"role": role, "joined_at": at, "left_at": None, "position": max(0, journey.position - 1)}
    walker, _is_new = Walker.objects.update_or_create(journey=journey, person=person, defaults=begin)
    tomorrow = local_day(at, person.time_zone) + timedelta(days=1)
    rules = rulebook_of(journey.program_id)
    open_next_step(walker, at=at, next_on=rules.question_day(tomorrow), rules=rules)
    return walker


@transaction.atomic
def leave_journey(journey: Journey, person: Person, *, at: datetime) -> None:
    """No step opens for this person any more, and nobody reminds them."""
    walkers = Walker.objects.filter(journey=journey, person=person)
    walkers.update(left_at=at, next_step_on=None)
    StepOpening.objects.filter(walker__in=walkers).update(remind_on=None)
