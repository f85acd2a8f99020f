"""The numbers of a program and its group, now and over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Avg, Count, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Sum
from django.db.models.functions import TruncDate, TruncWeek

from alongside.domain.enrollments.models import Enrollment, Role
from alongside.domain.groups.models import Group, Membership
from alongside.domain.insights.models import DailyCount, TabVisit
from alongside.domain.journeys.models import Answer, CheckIn, Goal
from alongside.domain.mentorships.models import Mentorship, Participant, Testimonial
from alongside.domain.programs.models import Program

MONTH = timedelta(days=30)
FEW = 5  # moods are hidden below, so that nobody can be guessed
_WEEKS = 10


@dataclass(frozen=True)
class Places:
    """Who signed up and who still waits for somebody."""

    mentors: int
    mentees: int
    offered: int  # mentor places
    taken: int
    waiting: int  # mentees without a mentor
    applied_mentors: int
    applied_mentees: int

    @property
    def free(self) -> int:
        return max(0, self.offered - self.taken)


@dataclass(frozen=True)
class Feeling:
    """What people said in the check-ins of one week; hidden when fewer than five answered."""

    week_of: date
    well: int
    okay: int
    help: int
    silent: int

    @property
    def answered(self) -> int:
        return self.well + self.okay + self.help

    @property
    def is_hidden(self) -> bool:
        return self.answered < FEW


@dataclass(frozen=True)
class Goals:
    """Pairs that have a common goal, and those that reached one."""

    pairs: int
    with_goal: int
    met: int


def places(program: Program) -> Places:
    """One question for people, one for places taken."""
    has_pair = Exists(Participant.objects.current().filter(enrollment=OuterRef("pk")))
    enrolled = Q(state=Enrollment.State.ENROLLED)
    here = Enrollment.objects.filter(program=program, person__suspended_at=None, person__deactivated_at=None)
    counted = here.annotate(has_pair=has_pair).aggregate(
        mentors=Count("pk", filter=enrolled & Q(role=Role.MENTOR)),
        mentees=Count("pk", filter=enrolled & Q(role=Role.MENTEE)),
        offered=Sum("capacity", filter=enrolled & Q(role=Role.MENTOR), default=0),
        waiting=Count("pk", filter=enrolled & Q(role=Role.MENTEE, has_pair=False)),
        applied_mentors=Count("pk", filter=Q(state=Enrollment.State.APPLIED, role=Role.MENTOR)),
        applied_mentees=Count("pk", filter=Q(state=Enrollment.State.APPLIED, role=Role.MENTEE)),
    )
    taken = Participant.objects.current().filter(
        role=Role.MENTOR, enrollment__program=program, enrollment__state=Enrollment.State.ENROLLED
    )
    return Places(**counted, taken=taken.count())


def feelings(program: Program, *, at: datetime, weeks: int = 5) -> list[Feeling]:
    """The moods of the last weeks, newest first. Two questions."""
    this_week = at.date() - timedelta(days=at.weekday())
    mondays = [this_week - timedelta(weeks=back) for back in range(weeks)]
    said: dict[date, dict[str, int]] = {monday: {} for monday in mondays}
    rows = (
        CheckIn.objects.filter(walker__journey__program=program, week_of__in=mondays)
        .values("week_of", "mood")
        .annotate(count=Count("pk"))
    )
    for row in rows:
        said[row["week_of"]][row["mood"]] = row["count"]
    people = Participant.objects.filter(mentorship__program=program).aggregate(
        **{f"week_{number}": Count("pk", filter=_there_in(monday, at)) for number, monday in enumerate(mondays)}
    )
    return [_feeling(monday, said[monday], people[f"week_{number}"]) for number, monday in enumerate(mondays)]


def goals(program: Program) -> Goals:
    """Among the pairs that go on. One question."""
    having = Exists(Goal.objects.filter(journey=OuterRef("journey")).exclude(state=Goal.State.SET_ASIDE))
    reached = Exists(Goal.objects.filter(journey=OuterRef("journey"), state=Goal.State.MET))
    return Goals(
        **Mentorship.objects.current()
        .filter(program=program)
        .annotate(has_goal=having, has_met=reached)
        .aggregate(
            pairs=Count("pk"), with_goal=Count("pk", filter=Q(has_goal=True)), met=Count("pk", filter=Q(has_met=True))
        )
    )


def history(program: Program, *, at: datetime) -> list[DailyCount]:
    """The counted days of the last year, oldest first."""
    since = (at - timedelta(days=365)).date()
    return list(DailyCount.objects.filter(program=program, day__gte=since, day__lt=at.date()).order_by("day"))


def weekly_new_members(group: Group, *, at: datetime) -> list[int]:
    """How many joined in each of the last ten weeks, oldest first."""
    joined = Membership.objects.filter(group=group, joined_at__gte=at - timedelta(weeks=_WEEKS))
    rows = joined.annotate(week=TruncWeek("joined_at")).values("week").annotate(count=Count("pk"))
    return _by_week({row["week"].date(): row["count"] for row in rows}, at)


def weekly_visitors(group: Group, *, at: datetime) -> list[int]:
    """How many different members opened the Mentorship tab in each of the last ten weeks, oldest first."""
    visits = TabVisit.objects.filter(group=group, visited_on__gte=(at - timedelta(weeks=_WEEKS)).date())
    rows = visits.annotate(week=TruncWeek("visited_on")).values("week").annotate(count=Count("person", distinct=True))
    return _by_week({row["week"]: row["count"] for row in rows}, at)


def new_members(group: Group, *, at: datetime) -> int:
    """Who joined in the last 30 days and is still there."""
    return Membership.objects.current().filter(group=group, joined_at__gt=at - MONTH).count()


def visitors(group: Group, *, at: datetime) -> int:
    """Different members who opened the tab in the last 30 days."""
    visits = TabVisit.objects.filter(group=group, visited_on__gt=(at - MONTH).date())
    people: int = visits.aggregate(people=Count("person", distinct=True))["people"]
    return people


def sign_ups(program: Program, *, at: datetime) -> int:
    """Who finished signing up in the last 30 days."""
    return Enrollment.objects.filter(program=program, enrolled_at__gt=at - MONTH, enrolled_at__lte=at).count()


def sign_ups_by_day(program: Program, *, at: datetime) -> list[tuple[date, int, int]]:
    """How many mentees and mentors had signed up at the end of each day, from the first to today. One question."""
    rows = (
        Enrollment.objects.places()
        .filter(program=program, enrolled_at__lte=at)
        .annotate(day=TruncDate("enrolled_at"))
        .values("day", "role")
        .annotate(count=Count("pk"))
    )
    new = {(row["day"], row["role"]): row["count"] for row in rows}
    first = min((day for day, _role in new), default=at.date())
    found, mentees, mentors = [], 0, 0
    for back in range((at.date() - first).days, -1, -1):
        day = at.date() - timedelta(days=back)
        mentees += new.get((day, Role.MENTEE), 0)
        mentors += new.get((day, Role.MENTOR), 0)
        found.append((day, mentees, mentors))
    return found


def testimonials(program: Program) -> int:
    """Words members wrote and have not taken back."""
    return Testimonial.objects.filter(program=program, withdrawn_at=None).count()


@dataclass(frozen=True)
class Period:
    """What happened in the last 30 days, and how the program did so far."""

    sign_ups: int
    answers: int
    paired_ever: int
    signed_up_ever: int
    completed: int
    ended: int
    days_to_match: float | None
    testimonials: int


def period(program: Program, *, at: datetime) -> Period:
    """Five questions, however many pairs there are."""
    since = at - MONTH
    mentees = Enrollment.objects.filter(program=program, role=Role.MENTEE).exclude(enrolled_at=None)
    ever = mentees.annotate(paired=Exists(Participant.objects.filter(enrollment=OuterRef("pk")))).aggregate(
        signed_up_ever=Count("pk"), paired_ever=Count("pk", filter=Q(paired=True))
    )
    wait = ExpressionWrapper(F("mentorship__began_at") - F("enrollment__enrolled_at"), output_field=DurationField())
    waited = Participant.objects.filter(
        role=Role.MENTEE, enrollment__program=program, mentorship__began_at__gte=F("enrollment__enrolled_at")
    ).aggregate(mean=Avg(wait))["mean"]
    ends = Mentorship.objects.filter(program=program).aggregate(
        completed=Count("pk", filter=Q(state=Mentorship.State.COMPLETED)),
        ended=Count("pk", filter=Q(state__in=[Mentorship.State.COMPLETED, Mentorship.State.ENDED])),
    )
    return Period(
        sign_ups=sign_ups(program, at=at),
        answers=Answer.objects.filter(step__journey__program=program, item__said_at__gt=since).count(),
        **ever,
        **ends,
        days_to_match=waited / timedelta(days=1) if waited is not None else None,
        testimonials=testimonials(program),
    )


def _there_in(monday: date, at: datetime) -> Q:
    """Took part when the Thursday of that week was over."""
    friday = datetime.combine(monday + timedelta(days=4), time.min, at.tzinfo)
    stays = Q(mentorship__ended_at=None) | Q(mentorship__ended_at__gte=friday)
    return stays & Q(mentorship__began_at__lt=friday)


def _feeling(monday: date, said: dict[str, int], people: int) -> Feeling:
    well, okay, asked = (said.get(mood, 0) for mood in (CheckIn.Mood.WELL, CheckIn.Mood.OKAY, CheckIn.Mood.HELP))
    return Feeling(monday, well, okay, asked, max(0, people - well - okay - asked))


def _by_week(counts: dict[date, int], at: datetime) -> list[int]:
    this_week = at.date() - timedelta(days=at.weekday())
    mondays: Sequence[date] = [this_week - timedelta(weeks=back) for back in reversed(range(_WEEKS))]
    return [counts.get(monday, 0) for monday in mondays]
