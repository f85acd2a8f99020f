"""Who was active at a moment: the one place where *active* and *quiet* are defined."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from alongside.domain.enrollments.models import Role
from alongside.domain.journeys.models import CheckIn, Meeting
from alongside.domain.mentorships.models import Mentorship, Participant
from alongside.domain.mentorships.models.mentorships import MentorshipQuerySet
from alongside.domain.programs.models import Program
from alongside.domain.spaces.models import Item

ACTIVE_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Standing:
    """How the relationships of a program stand at a moment."""

    relationships: int
    active_relationships: int
    active_mentors: int
    active_mentees: int
    completed: int


def standing_at(program: Program, at: datetime) -> Standing:
    """Counted from what happened, so that it can be asked for any moment. Two questions."""
    is_active = Q(said=True) | Q(felt=True) | Q(met=True)
    counted = (
        _parts_at(program, at)
        .annotate(**_acts(at))
        .aggregate(
            relationships=Count("mentorship", distinct=True),
            active_relationships=Count("mentorship", distinct=True, filter=is_active),
            active_mentors=Count("person", distinct=True, filter=is_active & Q(role=Role.MENTOR)),
            active_mentees=Count("person", distinct=True, filter=is_active & Q(role=Role.MENTEE)),
        )
    )
    completed = Mentorship.objects.filter(program=program, state=Mentorship.State.COMPLETED, ended_at__lte=at)
    return Standing(**counted, completed=completed.count())


def with_last_act(mentorships: MentorshipQuerySet) -> MentorshipQuerySet:
    """Each with ``last_act_at``: the last act of anybody in it, or its beginning."""
    last = Coalesce(F("space__last_active_at"), F("began_at"))
    return mentorships.annotate(last_act_at=Greatest(last, F("began_at")))


def is_quiet(at: datetime, days: int) -> Q:
    """Going on, not on a break, and no act by anybody for so many days. For mentorships with their last act."""
    return Q(ended_at=None, state=Mentorship.State.ACTIVE, last_act_at__lte=at - timedelta(days=days))


def asked_for_a_hand() -> Exists:
    """Whether somebody in the mentorship could use a hand and no organizer has looked after it."""
    return Exists(CheckIn.objects.filter(walker__journey=OuterRef("journey"), mood=CheckIn.Mood.HELP, settled_at=None))


def _parts_at(program: Program, at: datetime) -> QuerySet[Participant]:
    there = Q(left_at=None) | Q(left_at__gt=at)
    going_on = Q(mentorship__ended_at=None) | Q(mentorship__ended_at__gt=at)
    return Participant.objects.filter(there, going_on, mentorship__program=program, mentorship__began_at__lte=at)


def _acts(at: datetime) -> dict[str, Exists]:
    """Answer, post, comment, message, check-in or meeting, in the two weeks before."""
    since = at - ACTIVE_FOR
    said = Item.objects.filter(
        space=OuterRef("mentorship__space"), author=OuterRef("person"), said_at__gt=since, said_at__lte=at
    )
    felt = CheckIn.objects.filter(
        walker__journey=OuterRef("mentorship__journey"),
        walker__person=OuterRef("person"),
        checked_in_at__gt=since,
        checked_in_at__lte=at,
    )
    met = Meeting.objects.filter(
        Q(proposed_by=OuterRef("person"), changed_at__gt=since, changed_at__lte=at)
        | Q(state=Meeting.State.HELD, starts_at__gt=since, starts_at__lte=at),
        journey=OuterRef("mentorship__journey"),
    )
    return {"said": Exists(said), "felt": Exists(felt), "met": Exists(met)}
