"""What a season came to: counted from what happened, without opening a single word."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, Sum

from alongside.domain.journeys.models import Answer, Goal, Meeting
from alongside.domain.mentorships.models import Closure, Mentorship, Participant, Testimonial
from alongside.domain.programs.models import Program


@dataclass(frozen=True)
class Season:
    """Everything pairs did together from the first introduction to the last goodbye."""

    pairs: int
    walked: int  # all weeks
    goal_met: int  # finished because the goal is met
    early: int  # ended before the time, for whatever reason
    weeks: int  # lived by all pairs together
    with_goal: int
    goals_met: int
    answers: int
    meetings: int
    people: int
    looked_back: int  # people who left a word of thanks

    @property
    def completed(self) -> int:
        return self.walked + self.goal_met


def season(program: Program) -> Season:
    """Four questions, however many pairs there were."""
    mine = Mentorship.objects.filter(program=program)
    goals = Goal.objects.filter(journey=OuterRef("journey"))
    reached = Q(has_met=True) | Q(closure__kind=Closure.Kind.GOAL_MET)
    counted = mine.annotate(
        has_goal=Exists(goals.exclude(state=Goal.State.SET_ASIDE)), has_met=Exists(goals.filter(state=Goal.State.MET))
    ).aggregate(
        pairs=Count("pk"),
        walked=Count("pk", filter=Q(closure__kind=Closure.Kind.PLANNED)),
        goal_met=Count("pk", filter=Q(closure__kind=Closure.Kind.GOAL_MET)),
        early=Count("pk", filter=Q(state=Mentorship.State.ENDED)),
        weeks=Sum("journey__position", default=0),
        with_goal=Count("pk", filter=Q(has_goal=True) | reached),
        goals_met=Count("pk", filter=reached),
    )
    met = Q(state=Meeting.State.HELD) | Q(state=Meeting.State.PLANNED, starts_at__lte=F("journey__finished_at"))
    taking_part = Participant.objects.filter(mentorship__program=program).aggregate(
        people=Count("person", distinct=True),
        looked_back=Count("person", distinct=True, filter=Q(thanked_at__isnull=False)),
    )
    return Season(
        **counted,
        **taking_part,
        answers=Answer.objects.filter(step__journey__program=program).count(),
        meetings=Meeting.objects.filter(met, journey__program=program).count(),
    )


def words_to_show(program: Program) -> list[Testimonial]:
    """Kind words whose authors let others read them, newest first. One question."""
    words = Testimonial.objects.shareable().filter(program=program)
    return list(words.select_related("author").order_by("-written_at"))
