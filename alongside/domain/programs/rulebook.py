"""The rules of nudging of one program as a whole: what its rows say, and what a template says where there are none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from uuid import UUID

from alongside.domain.programs.models import ExtraStep, NudgeRule
from alongside.domain.programs.program_templates import Nudges
from alongside.kernel.timezones import weekday_on_or_after

STAGES = (NudgeRule.Key.QUIET_1, NudgeRule.Key.QUIET_2, NudgeRule.Key.QUIET_3, NudgeRule.Key.QUIET_4)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AT_FIRST = (NudgeRule.Then.REMIND, NudgeRule.Then.CHOICES, NudgeRule.Then.ORGANIZER, NudgeRule.Then.REST)
# Nobody is reminded of a question that has been there for less.
_LEAST_DAYS_WITH_A_QUESTION = 2


@dataclass(frozen=True)
class Rule:
    """One rule."""

    key: str
    is_on: bool = True
    days: int = 0
    weekday: int = 0
    wall: time = time(9, 0)
    then: str = ""


@dataclass(frozen=True)
class Extra:
    """One step that waits for an occasion."""

    id: UUID
    trigger: str
    days: int
    role: str
    title: str = ""


@dataclass(frozen=True)
class Rulebook:
    """Every rule of a program, and the days that follow from them."""

    rules: Mapping[str, Rule]
    extras: tuple[Extra, ...] = field(default=())

    def __getitem__(self, key: str) -> Rule:
        return self.rules[key]

    @property
    def wall(self) -> time:
        """When letters go out, by everybody's own clock."""
        return self.rules[NudgeRule.Key.QUESTION_OPENS].wall

    @property
    def question_weekday(self) -> int:
        return self.rules[NudgeRule.Key.QUESTION_OPENS].weekday

    def stages(self) -> list[Rule]:
        """The stages of silence that are on, the shortest first."""
        return sorted((self.rules[key] for key in STAGES if self.rules[key].is_on), key=lambda rule: rule.days)

    def question_day(self, day: date) -> date:
        """The first day of questions from ``day`` on."""
        return weekday_on_or_after(day, self.question_weekday)

    def next_question_day(self, opened_on: date, days_per_step: int) -> date:
        """When the question after the one of ``opened_on`` opens."""
        return self.question_day(opened_on + timedelta(days=1)) + timedelta(days=days_per_step - 7)

    def reminder_day(self, opened_on: date) -> date | None:
        """When whoever has not answered is reminded, always on the same weekday; None where nobody is."""
        rule = self.rules[NudgeRule.Key.QUESTION_REMINDER]
        if not rule.is_on:
            return None
        weekday = (self.question_weekday + rule.days) % 7
        return weekday_on_or_after(opened_on + timedelta(days=min(rule.days, _LEAST_DAYS_WITH_A_QUESTION)), weekday)


def rules_from(nudges: Nudges) -> dict[str, Rule]:
    """The rules as a template words them."""
    weekday, _, wall = nudges.question_opens.partition(" ")
    key = NudgeRule.Key
    single = {
        key.QUESTION_OPENS: Rule(key.QUESTION_OPENS, weekday=WEEKDAYS.index(weekday), wall=time.fromisoformat(wall)),
        key.QUESTION_REMINDER: Rule(key.QUESTION_REMINDER, days=nudges.remind_after),
        key.KICK_OFF: Rule(key.KICK_OFF, days=nudges.kick_off_after),
        key.REQUEST_REMINDER: Rule(key.REQUEST_REMINDER, days=nudges.request_reminder_after),
        key.REQUEST_EXPIRY: Rule(key.REQUEST_EXPIRY, days=nudges.request_expires_after),
        key.CLOSING: Rule(key.CLOSING, days=nudges.closing_before),
    }
    stages = {key: Rule(key, is_on=False, days=7 * number, then=then) for number, (key, then) in enumerate(
        zip(STAGES, _AT_FIRST, strict=True), start=1)}  # fmt: skip
    for stage, days in zip(STAGES, nudges.quiet_after, strict=False):
        stages[stage] = replace(stages[stage], is_on=True, days=days)
    return {str(name): rule for name, rule in {**single, **stages}.items()}


def rulebook_of(program: UUID) -> Rulebook:
    """The program's rules."""
    return rulebooks([program])[program]


def rulebooks(programs: Iterable[UUID]) -> dict[UUID, Rulebook]:
    """The rules of several programs, in two queries. A rule without a row is as most templates have it."""
    wanted = set(programs)
    standard = rules_from(Nudges())
    rules = {program: dict(standard) for program in wanted}
    for row in NudgeRule.objects.filter(program__in=wanted):
        rules[row.program_id][row.key] = Rule(row.key, row.is_on, row.days, row.weekday, row.wall, row.then)
    extras: dict[UUID, list[Extra]] = {program: [] for program in wanted}
    for extra in ExtraStep.objects.filter(program__in=wanted, is_on=True).order_by("days", "pk"):
        extras[extra.program_id].append(Extra(extra.pk, extra.trigger, extra.days, extra.role, extra.title))
    return {program: Rulebook(rules[program], tuple(extras[program])) for program in wanted}
