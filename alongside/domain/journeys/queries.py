"""Reading a journey for one of its walkers: the path, a step with its answers, the goal, meetings, check-ins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from alongside.domain.journeys.models import (
    Answer,
    CheckIn,
    ExtraOpening,
    Goal,
    GoalStep,
    Journey,
    JourneyStep,
    Meeting,
    Milestone,
    Walker,
)
from alongside.domain.journeys.places import (
    place_of_check_in,
    place_of_goal,
    place_of_goal_step,
    place_of_meeting,
    place_of_note,
)
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program, Step
from alongside.domain.spaces.models import Item
from alongside.domain.spaces.queries import read_items
from alongside.domain.spaces.said import Reader, Said
from alongside.domain.spaces.sealing import Seals, Words, seals_of_many
from alongside.kernel.timezones import local_day, monday_of


@dataclass(frozen=True)
class PathStep:
    """One week of the path: what it is called and who has answered it."""

    position: int
    kind: str
    title: str
    icon: str
    milestone: str
    is_skipped: bool
    answered: frozenset[UUID]  # by person


@dataclass(frozen=True)
class WalkedStep:
    """A step with what everybody said to it."""

    position: int
    kind: str
    title: str
    question: str
    guidance: str
    alternatives: tuple[tuple[int, str], ...]
    fields: tuple[dict[str, Any], ...]
    chosen: int
    is_skipped: bool
    is_open: bool  # the worker has opened it for this person
    role: str  # whom it is for; empty for everybody
    is_mine: bool  # it is for this person
    answers: tuple[Said, ...]

    def answer_of(self, person: Person) -> Said | None:
        return next((answer for answer in self.answers if answer.author.pk == person.pk), None)


@dataclass(frozen=True)
class GoalStepView:
    """One step of a goal in words."""

    id: UUID
    words: Words
    is_done: bool


@dataclass(frozen=True)
class GoalView:
    """A goal in words."""

    id: UUID
    state: str
    words: Words
    set_at: datetime
    closed_at: datetime | None
    steps: tuple[GoalStepView, ...]

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)


@dataclass(frozen=True)
class MeetingView:
    """A meeting with its place and note in words."""

    meeting: Meeting
    place: Words
    note: Words
    note_by: Person | None


@dataclass(frozen=True)
class HandRaised:
    """Somebody asked for a hand, with only what they wrote for the organizer."""

    check_in: CheckIn
    journey: Journey
    person: Person
    words: Words


def path_of(journey: Journey) -> list[PathStep]:
    """Every week of the journey, in order."""
    planned = Step.objects.filter(program_id=journey.program_id).order_by("position")
    own = {step.position: step for step in JourneyStep.objects.filter(journey=journey)}
    answered: dict[int, set[UUID]] = {}
    for position, person in Answer.objects.filter(step__journey=journey).values_list(
        "step__position", "walker__person"
    ):
        answered.setdefault(position, set()).add(person)
    return [_path_step(step, own.get(step.position), answered.get(step.position, set())) for step in planned]


def step_at(
    journey: Journey,
    position: int,
    *,
    for_: Person,
    walker: Walker,
    at: datetime,
    seals: Seals,
    reader: Reader | None = None,
) -> WalkedStep | None:
    """One week with everybody's answers; a week ahead shows the program's present words. None beyond the end."""
    own = JourneyStep.objects.filter(journey=journey, position=position).first()
    if own is None:
        planned = Step.objects.filter(program_id=journey.program_id, position=position).first()
        if planned is None:
            return None
        own = JourneyStep(journey=journey, position=position, wording=_wording(planned))
    items = Item.objects.filter(answer__step__journey=journey, answer__step__position=position)
    said = read_items(items, journey.space, for_=for_, at=at, seals=seals, reader=reader)
    # The mentor's comes first, as the path is drawn; one's own is where one writes.
    answers = sorted(said.values(), key=lambda answer: (answer.is_mine, answer.sequence))
    return WalkedStep(
        position=position,
        kind=own.wording.get("kind", Step.Kind.QUESTION),
        title=own.wording.get("title", ""),
        question=own.question,
        guidance=own.guidance,
        alternatives=_others(own),
        fields=tuple(own.fields),
        chosen=own.chosen,
        is_skipped=own.is_skipped,
        is_open=position <= walker.position,
        role=own.role,
        is_mine=own.is_for(walker.role),
        answers=tuple(answers),
    )


def all_answers(journey: Journey, *, for_: Person, at: datetime, seals: Seals) -> dict[int, list[Said]]:
    """Everybody's answers to every week, by position."""
    positions = dict(Answer.objects.filter(step__journey=journey).values_list("item", "step__position"))
    said = read_items(Item.objects.filter(pk__in=positions), journey.space, for_=for_, at=at, seals=seals)
    weeks: dict[int, list[Said]] = {}
    for answer in sorted(said.values(), key=lambda each: each.sequence):
        weeks.setdefault(positions[answer.id], []).append(answer)
    return weeks


def questions_of(journey: Journey) -> dict[int, tuple[str, str]]:
    """Title and question of every week as these walkers have them."""
    planned = Step.objects.filter(program_id=journey.program_id)
    asked = {step.position: (step.title, step.question) for step in planned}
    own = JourneyStep.objects.filter(journey=journey)
    return asked | {step.position: (step.wording.get("title", ""), step.question) for step in own}


def goals_of(journey: Journey, seals: Seals) -> list[GoalView]:
    """The goal under way, if any, then the earlier ones, newest first."""
    goals = Goal.objects.filter(journey=journey).prefetch_related("steps")
    views = [_goal(goal, seals) for goal in goals]
    return sorted(views, key=lambda goal: (goal.state != Goal.State.OPEN, -goal.set_at.timestamp()))


def goal_of(journey: Journey, seals: Seals) -> GoalView | None:
    """The goal under way."""
    goal = Goal.objects.filter(journey=journey, state=Goal.State.OPEN).prefetch_related("steps").first()
    return _goal(goal, seals) if goal else None


def next_meeting(journey: Journey, *, at: datetime, seals: Seals) -> MeetingView | None:
    """What is planned next, or else what is proposed."""
    ahead = Meeting.objects.ahead(at).filter(journey=journey)
    found = sorted(
        ahead.select_related("proposed_by", "note_by"),
        key=lambda each: each.starts_at or datetime.max.replace(tzinfo=at.tzinfo),
    )
    return _meeting(found[0], seals) if found else None


def meetings_of(journey: Journey, *, at: datetime, seals: Seals) -> tuple[list[MeetingView], list[MeetingView]]:
    """What is ahead, soonest first, and what was, latest first."""
    rows = Meeting.objects.filter(journey=journey).select_related("proposed_by", "note_by")
    views = [_meeting(meeting, seals) for meeting in rows.order_by("starts_at", "changed_at")]
    ahead_ids = set(Meeting.objects.ahead(at).filter(journey=journey).values_list("pk", flat=True))
    ahead = [view for view in views if view.meeting.pk in ahead_ids]
    return ahead, [view for view in views if view.meeting.pk not in ahead_ids][::-1]


def check_in_of(walker: Walker, person: Person, *, at: datetime) -> CheckIn | None:
    """What this person said this week about how it is going."""
    return CheckIn.objects.filter(walker=walker, week_of=monday_of(local_day(at, person.time_zone))).first()


def words_of_check_in(check_in: CheckIn, seals: Seals) -> Words:
    """What the walker wrote for the organizer."""
    return seals.read(check_in.sealed, place_of_check_in(check_in)) if check_in.sealed else Words("")


def open_extras(walker: Walker) -> list[ExtraOpening]:
    """The steps for an occasion this person has and did not put away, the newest first; three at most."""
    return list(ExtraOpening.objects.filter(walker=walker, put_away_at=None).order_by("-opened_at", "pk")[:3])


def milestones_of(journey: Journey) -> list[Milestone]:
    """What was reached, in order."""
    return list(Milestone.objects.filter(journey=journey).order_by("reached_at", "pk"))


def hands_raised(program: Program, *, since: datetime) -> list[HandRaised]:
    """Who could use a hand and was not looked after yet: for the organizer, who reads nothing else of a space."""
    rows = (
        CheckIn.objects.filter(mood=CheckIn.Mood.HELP, settled_at=None, checked_in_at__gte=since)
        .filter(walker__journey__program=program, walker__journey__finished_at=None)
        .select_related("walker__person", "walker__journey")
        .order_by("checked_in_at")
    )
    raised = list(rows)
    seals = seals_of_many(row.walker.journey.space_id for row in raised) if raised else {}
    return [
        HandRaised(
            row, row.walker.journey, row.walker.person, words_of_check_in(row, seals[row.walker.journey.space_id])
        )
        for row in raised
    ]


def moods_of_week(program: Program, week_of: date) -> dict[str, int]:
    """How many said what in one week; the page hides them under five."""
    rows = CheckIn.objects.filter(walker__journey__program=program, week_of=week_of)
    return dict(rows.values_list("mood").annotate(Count("pk")))


def _path_step(step: Step, own: JourneyStep | None, answered: Iterable[UUID]) -> PathStep:
    wording = own.wording if own else {}
    return PathStep(
        position=step.position,
        kind=wording.get("kind", step.kind),
        title=wording.get("title", step.title),
        icon=wording.get("icon", step.icon),
        milestone=wording.get("milestone", step.milestone),
        is_skipped=bool(own and own.is_skipped),
        answered=frozenset(answered),
    )


def _wording(planned: Step) -> dict[str, Any]:
    return {
        "title": planned.title,
        "kind": planned.kind,
        "question": planned.question,
        "guidance": planned.guidance,
        "alternatives": planned.alternatives,
        "worksheet": planned.worksheet,
        "role": planned.role,
    }


def _others(step: JourneyStep) -> tuple[tuple[int, str], ...]:
    """The questions that could be asked instead of the chosen one."""
    options = [step.wording.get("question", ""), *(each.get("question", "") for each in step.alternatives)]
    return tuple((number, question) for number, question in enumerate(options) if number != step.chosen)


def _goal(goal: Goal, seals: Seals) -> GoalView:
    steps: list[GoalStep] = sorted(goal.steps.all(), key=lambda step: step.position)
    return GoalView(
        id=goal.pk,
        state=goal.state,
        words=seals.read(goal.sealed, place_of_goal(goal)),
        set_at=goal.set_at,
        closed_at=goal.closed_at,
        steps=tuple(
            GoalStepView(step.pk, seals.read(step.sealed, place_of_goal_step(step)), step.done_at is not None)
            for step in steps
        ),
    )


def _meeting(meeting: Meeting, seals: Seals) -> MeetingView:
    place = seals.read(meeting.sealed_place, place_of_meeting(meeting)) if meeting.sealed_place else Words("")
    note = seals.read(meeting.sealed_note, place_of_note(meeting)) if meeting.sealed_note else Words("")
    return MeetingView(meeting, place, note, meeting.note_by)
