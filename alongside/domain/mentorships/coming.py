"""Who gets what on which day: drawn by the planner that the worker goes by, for real pairs and for a typical one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from alongside.domain.journeys.commands.journeys import FIRST_STEP_LASTS
from alongside.domain.mentorships.models import MentorRequest, Mentorship
from alongside.domain.mentorships.planner import CLOSING, EXTRA, QUESTION, Nudge, OpenQuestion, Standing, preview
from alongside.domain.mentorships.standings import standings_of
from alongside.domain.people.models import Person
from alongside.domain.programs.models import ExtraStep, NudgeRule, Program
from alongside.domain.programs.rulebook import Rulebook
from alongside.kernel.timezones import local_day, local_moment

INTRODUCTION = "introduction"
_MOST_PAIRS = 2_000
_MOST_NAMES = 12


@dataclass(frozen=True)
class Coming:
    """One kind of thing that so many people get on one day, by their own calendars."""

    day: date
    kind: str
    people: int
    names: tuple[str, ...]  # the first dozen
    position: int = 0
    then: str = ""
    days: int = 0
    extra: UUID | None = None


def coming_days(program: Program, rules: Rulebook, *, at: datetime, until: datetime) -> list[list[Coming]]:
    """What the people of all pairs get until then if nobody does anything, a list for each day."""
    going = Mentorship.objects.filter(program=program, state=Mentorship.State.ACTIVE).select_related("space", "journey")
    mentorships = list(going.order_by("began_at")[:_MOST_PAIRS])
    found: list[tuple[Nudge, Person]] = []
    for standings in standings_of(mentorships).values():
        found += [(nudge, standing.person) for nudge, standing in preview(standings, rules, at=at, until=until)]
    return _by_day([*found, *_requests(program, rules, at, until)], at)


def typical_days(program: Program, rules: Rulebook, *, talks: bool, zone: str, today: date) -> list[list[Coming]]:
    """What a pair gets from its introduction to its end: one that talks, or one where nobody ever says a word."""
    pair = typical_pair(program, rules, zone=zone, today=today)
    began_at = pair[0].began_at
    until = began_at + timedelta(weeks=program.weeks + 1)
    found = preview(pair, rules, at=began_at, until=until)
    if talks:
        found = [(nudge, standing) for nudge, standing in _when_nobody_is_silent(pair, rules, until)]
    introduced = [(Nudge(INTRODUCTION, began_at, position=1), standing.person) for standing in pair]
    return _by_day([*introduced, *((nudge, standing.person) for nudge, standing in found)], began_at)


def typical_pair(program: Program, rules: Rulebook, *, zone: str, today: date) -> list[Standing]:
    """Two people who live here and are introduced on the program's first day, or today when that is over."""
    first = max(program.starts_on or today, today)
    steps = list(program.steps.values_list("position", "role"))
    roles = {position: role for position, role in steps if role}
    return [
        Standing(
            person=Person(first_name=role, time_zone=zone),
            role=role,
            began_at=local_moment(first, time(9), zone),
            ends_on=first + timedelta(weeks=program.weeks),
            leads=role == "mentor",
            position=1 if steps else 0,
            next_step_on=rules.question_day(first + FIRST_STEP_LASTS),
            weeks=len(steps),
            roles=roles,
            question=OpenQuestion(1, rules.reminder_day(first), is_answered=False) if steps else None,
        )
        for role in ("mentor", "mentee")
    ]


def _when_nobody_is_silent(pair: list[Standing], rules: Rulebook, until: datetime) -> list[tuple[Nudge, Standing]]:
    """Without reminders, and without anything that waits for a silence: these two do what they are asked to."""
    loud = replace(
        rules,
        rules={
            key: replace(rule, is_on=key in (NudgeRule.Key.QUESTION_OPENS, NudgeRule.Key.CLOSING))
            for key, rule in rules.rules.items()
        },
        extras=tuple(each for each in rules.extras if each.trigger == ExtraStep.Trigger.INTRODUCED),
    )
    found = preview(pair, loud, at=pair[0].began_at, until=until)
    return [each for each in found if each[0].kind in (QUESTION, CLOSING, EXTRA)]


def _requests(program: Program, rules: Rulebook, at: datetime, until: datetime) -> list[tuple[Nudge, Person]]:
    """Reminders of requests, and requests that run out; whoever waits for the answer hears of that."""
    reminder, expiry = rules[NudgeRule.Key.REQUEST_REMINDER], rules[NudgeRule.Key.REQUEST_EXPIRY]
    waiting = MentorRequest.objects.open().filter(mentor__program=program)
    found: list[tuple[Nudge, Person]] = []
    for mentor_request in waiting.select_related("mentor__person", "mentee__person", "asked_by")[:_MOST_PAIRS]:
        remind_at = mentor_request.requested_at + timedelta(days=reminder.days)
        expire_at = mentor_request.requested_at + timedelta(days=expiry.days)
        if reminder.is_on and mentor_request.reminded_at is None and remind_at <= until:
            nudge = Nudge(NudgeRule.Key.REQUEST_REMINDER.value, max(at, remind_at), days=reminder.days)
            found.append((nudge, mentor_request.asked.person))
        if expiry.is_on and expire_at <= until:
            nudge = Nudge(NudgeRule.Key.REQUEST_EXPIRY.value, max(at, expire_at), days=expiry.days)
            found.append((nudge, mentor_request.asked_by))
    return found


def _by_day(found: list[tuple[Nudge, Person]], at: datetime) -> list[list[Coming]]:
    groups: dict[tuple[date, str, int, str, int, UUID | None], list[str]] = defaultdict(list)
    for nudge, person in sorted(found, key=lambda each: each[0].due_at):
        day = local_day(max(at, nudge.due_at), person.time_zone)
        groups[day, nudge.kind, nudge.position, nudge.then, nudge.days, nudge.extra].append(person.first_name)
    days: dict[date, list[Coming]] = defaultdict(list)
    for (day, kind, position, then, number, extra), names in groups.items():
        shown = tuple(names[:_MOST_NAMES])
        days[day].append(Coming(day, kind, len(names), shown, position, then, number, extra))
    return [days[day] for day in sorted(days)]
