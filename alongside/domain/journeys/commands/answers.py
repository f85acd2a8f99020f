"""Answering a step, asking another question instead, skipping a week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.journeys.commands.goal_parts import write_goal_parts
from alongside.domain.journeys.commands.goals import write_into_goal
from alongside.domain.journeys.commands.ground import hold, mark_walked, reach
from alongside.domain.journeys.commands.openings import step_of
from alongside.domain.journeys.events import AnswerRetracted, AnswerShared, StepSkipped, StepSwapped
from alongside.domain.journeys.models import Answer, Journey, JourneyStep, Milestone, Walker
from alongside.domain.people.models import Person
from alongside.domain.spaces.commands.changes import retract_item
from alongside.domain.spaces.commands.items import say
from alongside.domain.spaces.files import PreparedFile
from alongside.domain.spaces.models import Draft, Item, Space
from alongside.domain.spaces.sealing import seals_of
from alongside.kernel.refusal import Refusal


class NoSuchStep(Refusal):
    code = "no_such_step"
    text = _("There is no such week.")


class AnsweredAlready(Refusal):
    code = "answered_already"
    text = _("One of you has answered this question already, so it stays.")


class SharedAlready(Refusal):
    code = "shared_already"
    text = _("You have answered this week. You can change your words for 15 minutes, or take them back.")


class ForTheOther(Refusal):
    code = "for_the_other"
    text = _("This week is for the other person. You can read along.")


class NoSuchQuestion(Refusal):
    code = "no_such_question"
    text = _("Choose one of the questions on the page.")


@transaction.atomic
def share_answer(
    journey: Journey,
    person: Person,
    position: int,
    text: str,
    *,
    at: datetime,
    filled: Mapping[str, str] | None = None,
    client_id: str | None = None,
    files: Sequence[PreparedFile] = (),
) -> Item:
    """Share an answer to the step at ``position``; looking ahead is fine. ``filled`` are a worksheet's fields by key.

    A worksheet writes into the common goal, and strengths and outcome beside it. The same ``client_id`` sent again
    gives the answer stored the first time.
    Raises SpaceClosedToWriting, NotWalkingHere, NoSuchStep, ForTheOther, SharedAlready, NothingToSay or TooLong.
    Records AnswerShared, and MilestoneReached when everybody has answered a step that marks one.
    """
    locked, walker = hold(journey, person)
    step = _step(journey, position)
    if not step.is_for(walker.role):
        raise ForTheOther
    if earlier := Answer.objects.select_related("item").filter(step=step, walker=walker).first():
        if client_id and earlier.item.client_id == client_id:
            return earlier.item
        raise SharedAlready
    words = worksheet_words(step, filled, text) if filled else text
    seals = seals_of(locked.pk)
    item = say(locked, seals, Item.Kind.ANSWER, person, words, at=at, client_id=client_id or None, files=files)
    Answer.objects.create(step=step, walker=walker, item=item)
    JourneyStep.objects.filter(pk=step.pk).update(skipped_at=None, skipped_by=None)
    _forget_drafts(locked, person, position)
    if filled:
        write_goal_parts(journey, locked, seals, person, step.fields, filled, at=at)
    if filled and walker.role == Walker.Role.MENTEE:
        write_into_goal(journey, locked, seals, person, step.fields, filled, at=at)
    _reach_when_all_answered(journey, step, at)
    record(AnswerShared(journey.pk, person.pk, position, item.pk), actor=person.pk, at=at)
    return item


@transaction.atomic
def retract_answer(journey: Journey, person: Person, position: int, *, at: datetime) -> None:
    """Take one's own answer back; the week is open for another. Records AnswerRetracted and ItemRetracted."""
    __, walker = hold(journey, person)
    answer = Answer.objects.select_related("item").filter(step=_step(journey, position), walker=walker).first()
    if answer is None:
        return
    retract_item(answer.item, person, at=at)
    answer.delete()
    record(AnswerRetracted(journey.pk, person.pk, position), actor=person.pk, at=at)


@transaction.atomic
def swap_question(journey: Journey, person: Person, position: int, choice: int, *, at: datetime) -> None:
    """Ask another question in the same week, for everybody; 0 is the first one again.

    Raises NoSuchStep, NoSuchQuestion or AnsweredAlready. Records StepSwapped.
    """
    locked, __ = hold(journey, person)
    step = _step(journey, position)
    if not 0 <= choice <= len(step.alternatives):
        raise NoSuchQuestion
    if step.answers.exists():
        raise AnsweredAlready
    step.chosen = choice
    step.save(update_fields=["chosen"])
    mark_walked(locked, person, at=at)
    record(StepSwapped(journey.pk, person.pk, position), actor=person.pk, at=at)


@transaction.atomic
def skip_step(journey: Journey, person: Person, position: int, *, at: datetime) -> None:
    """Leave a week out, quietly; an answer brings it back. Raises NoSuchStep. Records StepSkipped."""
    locked, __ = hold(journey, person)
    step = _step(journey, position)
    if step.is_skipped:
        return
    step.skipped_at, step.skipped_by = at, person
    step.save(update_fields=["skipped_at", "skipped_by"])
    mark_walked(locked, person, at=at)
    record(StepSkipped(journey.pk, person.pk, position), actor=person.pk, at=at)


@transaction.atomic
def bring_step_back(journey: Journey, person: Person, position: int, *, at: datetime) -> None:
    """Undo a skip."""
    locked, __ = hold(journey, person)
    if JourneyStep.objects.filter(journey=journey, position=position).update(skipped_at=None, skipped_by=None):
        mark_walked(locked, person, at=at)


def worksheet_words(step: JourneyStep, filled: Mapping[str, str], more: str = "") -> str:
    """A filled-in worksheet as one text: each label in bold, the words beneath."""
    parts = [
        f"**{field['label']}**\n{filled[field['key']].strip()}"
        for field in step.fields
        if filled.get(field["key"], "").strip()
    ]
    return "\n\n".join([*parts, more.strip()] if more.strip() else parts)


def _step(journey: Journey, position: int) -> JourneyStep:
    step = step_of(journey, position)
    if step is None:
        raise NoSuchStep
    return step


def _forget_drafts(locked: Space, person: Person, position: int) -> None:
    mine = Draft.objects.filter(space=locked, person=person)
    (mine.filter(slot=f"answer:{position}") | mine.filter(slot__startswith=f"answer:{position}:")).delete()


def _reach_when_all_answered(journey: Journey, step: JourneyStep, at: datetime) -> None:
    asked = Walker.objects.filter(journey=journey, left_at=None)
    asked = asked.filter(role=step.role) if step.role else asked
    waiting = asked.exclude(answers__step=step)
    if step.wording.get("milestone") and not waiting.exists():
        reach(journey, Milestone.Kind.STEP, at=at, position=step.position)
