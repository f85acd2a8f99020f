"""The tables of journeys: who walks, the steps, answers, check-ins, the goal, meetings and milestones."""

from alongside.domain.journeys.models.calendars import CalendarFeed
from alongside.domain.journeys.models.extras import ExtraOpening
from alongside.domain.journeys.models.goals import Goal, GoalPart, GoalStep
from alongside.domain.journeys.models.journeys import Journey, Milestone, Walker
from alongside.domain.journeys.models.meetings import Meeting
from alongside.domain.journeys.models.steps import Answer, CheckIn, JourneyStep, StepOpening

__all__ = [
    "Answer",
    "CalendarFeed",
    "CheckIn",
    "ExtraOpening",
    "Goal",
    "GoalPart",
    "GoalStep",
    "Journey",
    "JourneyStep",
    "Meeting",
    "Milestone",
    "StepOpening",
    "Walker",
]
