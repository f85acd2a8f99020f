"""Opening steps and reminding of them, once for each person."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from alongside.domain.events.commands import record
from alongside.domain.journeys.events import StepOpened, StepReminded
from alongside.domain.journeys.models import Journey, JourneyStep, StepOpening, Walker
from alongside.domain.journeys.moments import moment_of
from alongside.domain.programs.models import Step
from alongside.domain.programs.rulebook import Rulebook, rulebook_of
from alongside.domain.spaces.commands.numbers import leave_trace, next_number
from alongside.domain.spaces.models import Space, Trace
from alongside.kernel.timezones import local_day

# After a longer sleep of the worker a reminder would come close to the next question.
TOO_LATE_TO_REMIND = timedelta(days=2)
_COPIED = ("title", "kind", "question", "guidance", "alternatives", "worksheet", "milestone", "icon", "role")


@transaction.atomic
def open_due_step(walker: Walker, *, at: datetime) -> bool:
    """Open the walker's next step if its morning has come; say whether it did.

    Records StepOpened, unless the step is for the other role. However late the worker is, one call opens one step,
    and the following one waits for a day of its own.
    """
    walker = Walker.objects.select_for_update(of=("self",)).select_related("person", "journey").get(pk=walker.pk)
    journey, person = walker.journey, walker.person
    today = local_day(at, person.time_zone)
    is_resting = journey.is_finished or (journey.paused_until is not None and journey.paused_until > today)
    if walker.left_at or is_resting or walker.next_step_on is None:
        return False
    rules = rulebook_of(journey.program_id)
    if moment_of(walker.next_step_on, rules.wall, person) > at:
        return False
    step = open_next_step(walker, at=at, next_on=rules.next_question_day(today, journey.days_per_step), rules=rules)
    if step and step.is_for(walker.role):
        record(StepOpened(journey.pk, person.pk, walker.position), actor=None, at=at)
    return True


@transaction.atomic
def remind_of_step(opening: StepOpening, *, at: datetime) -> bool:
    """Remind once whoever has not answered yet, on the morning of the program's rule; say whether it did.

    Records StepReminded.
    """
    related = ("walker__person", "walker__journey", "step")
    opening = StepOpening.objects.select_for_update(of=("self",)).select_related(*related).get(pk=opening.pk)
    walker = opening.walker
    if opening.remind_on is None:
        return False
    rules = rulebook_of(walker.journey.program_id)
    if moment_of(opening.remind_on, rules.wall, walker.person) > at:
        return False
    is_late = local_day(at, walker.person.time_zone) > opening.remind_on + TOO_LATE_TO_REMIND
    wanted = _wants_reminder(opening, at) and rules["question_reminder"].is_on and not is_late
    opening.remind_on = None
    opening.reminded_at = at if wanted else None
    opening.save(update_fields=["remind_on", "reminded_at"])
    if wanted:
        record(StepReminded(walker.journey_id, walker.person_id, opening.step.position), actor=None, at=at)
    return wanted


def open_next_step(walker: Walker, *, at: datetime, next_on: date, rules: Rulebook) -> JourneyStep | None:
    """Open the step after the walker's present one, if there is one, and set the day of the one after that."""
    position = walker.position + 1
    step = step_of(walker.journey, position)
    if step is None:
        walker.next_step_on = None
        walker.save(update_fields=["next_step_on"])
        return None
    walker.position = position
    last = Step.objects.filter(program_id=walker.journey.program_id).aggregate(last=Max("position"))["last"] or 0
    walker.next_step_on = next_on if position < last else None
    walker.save(update_fields=["position", "next_step_on"])
    remind_on = rules.reminder_day(local_day(at, walker.person.time_zone)) if step.is_for(walker.role) else None
    StepOpening.objects.get_or_create(walker=walker, step=step, defaults={"opened_at": at, "remind_on": remind_on})
    Journey.objects.filter(pk=walker.journey_id, position__lt=position).update(position=position)
    _show(walker, at)
    return step


@transaction.atomic
def replan_openings(program: UUID, *, at: datetime) -> None:
    """The program's days changed: move what waits to them, never to an earlier day than before."""
    rules = rulebook_of(program)
    under_way = Journey.objects.filter(program=program, finished_at=None)
    walkers = list(Walker.objects.select_for_update().filter(journey__in=under_way, next_step_on__isnull=False))
    for walker in walkers:
        assert walker.next_step_on
        walker.next_step_on = rules.question_day(walker.next_step_on)
    Walker.objects.bulk_update(walkers, ["next_step_on"], batch_size=500)
    waiting = StepOpening.objects.select_for_update().filter(
        walker__journey__in=under_way.filter(paused_until=None), walker__left_at=None, reminded_at=None,
        step__position=F("walker__position"),
    )  # fmt: skip
    openings = list(waiting.select_related("walker__person", "step"))
    for opening in openings:
        there = opening.walker.person.time_zone
        day = (
            rules.reminder_day(local_day(opening.opened_at, there))
            if opening.step.is_for(opening.walker.role)
            else None
        )
        opening.remind_on = day if day and day > local_day(at, there) else None
    StepOpening.objects.bulk_update(openings, ["remind_on"], batch_size=500)


def step_of(journey: Journey, position: int) -> JourneyStep | None:
    """The journey's step at ``position``, taken over from the program the first time; None beyond the last."""
    found = JourneyStep.objects.filter(journey=journey, position=position).first()
    if found:
        return found
    planned = Step.objects.filter(program_id=journey.program_id, position=position).first()
    if planned is None:
        return None
    return JourneyStep.objects.get_or_create(
        journey=journey, position=position, defaults={"wording": wording_of(planned)}
    )[0]


def wording_of(planned: Step) -> dict[str, object]:
    """The program's words for a step, as a journey keeps them."""
    return {part: getattr(planned, part) for part in _COPIED}


def _wants_reminder(opening: StepOpening, at: datetime) -> bool:
    walker, journey, step = opening.walker, opening.walker.journey, opening.step
    moved_on = walker.position > step.position or walker.left_at is not None
    resting = journey.is_finished or journey.paused_until is not None
    away = walker.person.away_until is not None and walker.person.away_until > local_day(at, walker.person.time_zone)
    return not (moved_on or resting or away or step.is_skipped or step.answers.filter(walker=walker).exists())


def _show(walker: Walker, at: datetime) -> None:
    """Tell open pages that the path moved."""
    locked = Space.objects.select_for_update().get(pk=walker.journey.space_id)
    if locked.is_open:
        leave_trace(locked, next_number(locked), Trace.Kind.WALKED, actor=None, at=at)
