"""What journeys announce: ids and week numbers only, never what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.domain.events.facts import Fact


@dataclass(frozen=True)
class JourneyBegun(Fact):
    journey_id: UUID


@dataclass(frozen=True)
class JourneyPaused(Fact):
    journey_id: UUID
    until: date


@dataclass(frozen=True)
class JourneyResumed(Fact):
    journey_id: UUID


@dataclass(frozen=True)
class JourneyFinished(Fact):
    journey_id: UUID


@dataclass(frozen=True)
class PaceChanged(Fact):
    journey_id: UUID
    days_per_step: int


@dataclass(frozen=True)
class StepOpened(Fact):
    """A step opened for one person. The first one opens with the introduction, which says so itself."""

    journey_id: UUID
    person_id: UUID
    position: int


@dataclass(frozen=True)
class StepReminded(Fact):
    """It is Thursday, and this person has not answered yet."""

    journey_id: UUID
    person_id: UUID
    position: int


@dataclass(frozen=True)
class AnswerShared(Fact):
    journey_id: UUID
    person_id: UUID
    position: int
    item_id: UUID


@dataclass(frozen=True)
class AnswerRetracted(Fact):
    journey_id: UUID
    person_id: UUID
    position: int


@dataclass(frozen=True)
class StepSwapped(Fact):
    journey_id: UUID
    person_id: UUID
    position: int


@dataclass(frozen=True)
class StepSkipped(Fact):
    journey_id: UUID
    person_id: UUID
    position: int


@dataclass(frozen=True)
class MilestoneReached(Fact):
    journey_id: UUID
    kind: str
    position: int


@dataclass(frozen=True)
class CheckedIn(Fact):
    """Somebody checked in. How they feel is not said here."""

    journey_id: UUID
    person_id: UUID
    week_of: date


@dataclass(frozen=True)
class HandAskedFor(Fact):
    """Somebody could use a hand; the organizer may know, with the words written for them."""

    journey_id: UUID
    person_id: UUID
    check_in_id: UUID


@dataclass(frozen=True)
class ExtraStepOpened(Fact):
    """A step that waited for an occasion opened for one person."""

    journey_id: UUID
    person_id: UUID
    opening_id: UUID


@dataclass(frozen=True)
class GoalSet(Fact):
    journey_id: UUID
    goal_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class GoalStepTicked(Fact):
    journey_id: UUID
    goal_id: UUID
    person_id: UUID
    is_done: bool


@dataclass(frozen=True)
class GoalMet(Fact):
    journey_id: UUID
    goal_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class GoalSetAside(Fact):
    journey_id: UUID
    goal_id: UUID


@dataclass(frozen=True)
class MeetingProposed(Fact):
    journey_id: UUID
    meeting_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class MeetingPlanned(Fact):
    journey_id: UUID
    meeting_id: UUID
    person_id: UUID
    revision: int


@dataclass(frozen=True)
class MeetingCanceled(Fact):
    journey_id: UUID
    meeting_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class MeetingComing(Fact):
    """A planned meeting begins within a day."""

    journey_id: UUID
    meeting_id: UUID


@dataclass(frozen=True)
class MeetingHeld(Fact):
    journey_id: UUID
    meeting_id: UUID
