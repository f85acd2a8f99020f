"""Opening a step that waited for an occasion, and putting it away."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.domain.events.commands import record
from alongside.domain.journeys.commands.ground import hold, mark_walked
from alongside.domain.journeys.events import ExtraStepOpened
from alongside.domain.journeys.models import ExtraOpening, Journey, Walker
from alongside.domain.people.models import Person
from alongside.domain.programs.models import ExtraStep
from alongside.domain.spaces.commands.numbers import leave_trace, next_number
from alongside.domain.spaces.models import Space, Trace


@transaction.atomic
def open_extra_step(journey: Journey, person: UUID, extra: UUID, *, at: datetime) -> bool:
    """Open it for one person, once; say whether it did. Records ExtraStepOpened."""
    walker = Walker.objects.filter(journey=journey, person=person, left_at=None).first()
    step = ExtraStep.objects.filter(pk=extra).first()
    if walker is None or step is None:
        return False
    wording = {"title": step.title, "text": step.text, "icon": step.icon, "trigger": step.trigger}
    opening, is_new = ExtraOpening.objects.get_or_create(
        walker=walker, extra=step, defaults={"wording": wording, "opened_at": at}
    )
    if is_new:
        locked = Space.objects.select_for_update().get(pk=journey.space_id)
        if locked.is_open:
            leave_trace(locked, next_number(locked), Trace.Kind.WALKED, actor=None, at=at)
        record(ExtraStepOpened(journey.pk, person, opening.pk), actor=None, at=at)
    return is_new


@transaction.atomic
def put_extra_step_away(opening: ExtraOpening, person: Person, *, done: bool, at: datetime) -> None:
    """It is done, or it is not for this person; either way it goes. Putting it away twice changes nothing.

    Raises SpaceClosedToWriting or NotWalkingHere.
    """
    journey = Journey.objects.get(pk=opening.walker.journey_id)
    locked, walker = hold(journey, person)
    mine = ExtraOpening.objects.filter(pk=opening.pk, walker=walker, put_away_at=None)
    if mine.update(put_away_at=at, was_done=done) and done:
        mark_walked(locked, person, at=at)


@transaction.atomic
def bring_extra_step_back(opening: ExtraOpening, person: Person) -> None:
    """Undo putting it away."""
    ExtraOpening.objects.filter(pk=opening.pk, walker__person=person).update(put_away_at=None, was_done=False)
