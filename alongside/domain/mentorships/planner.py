"""Who is nudged when: one pure function for the worker, which sends what is due, and for the preview, which shows it.

Everything is said under one condition: that nobody does anything from now on. Whoever does something moves the days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.domain.journeys.commands.openings import TOO_LATE_TO_REMIND
from alongside.domain.journeys.moments import moment_of
from alongside.domain.people.models import Person
from alongside.domain.programs.models import ExtraStep, NudgeRule
from alongside.domain.programs.rulebook import Extra, Rule, Rulebook
from alongside.kernel.timezones import local_day

KICK_OFF, CLOSING, EXTRA, QUESTION, REMINDER = "kick_off", "closing", "extra", "question", "reminder"
_OF_THE_PAIR = (NudgeRule.Then.ORGANIZER, NudgeRule.Then.REST, NudgeRule.Then.END)
STOPS = (NudgeRule.Then.REST, NudgeRule.Then.END)
# A rule that is new, or a worker that slept, does not stir up what is long over.
TOO_LATE = timedelta(days=7)
# No question opens on the very morning on which a break begins.
_BEFORE_QUESTIONS = timedelta(hours=1)


@dataclass(frozen=True)
class OpenQuestion:
    """The question that is open for one person."""

    position: int
    remind_on: date | None
    is_answered: bool


@dataclass(frozen=True)
class Standing:
    """Everything about one person in one pair that decides when they are nudged."""

    person: Person
    role: str
    began_at: datetime
    ends_on: date | None = None
    active_at: datetime | None = None  # this person last did something
    joined_at: datetime | None = None
    pair_active_at: datetime | None = None
    others_active_at: datetime | None = None
    has_meeting: bool = False
    met_at: datetime | None = None
    goal_set_at: datetime | None = None
    sent: frozenset[tuple[str, str]] = frozenset()  # keys and stamps of what went to this person
    pair_sent: frozenset[tuple[str, str]] = frozenset()
    extras: frozenset[UUID] = frozenset()
    leads: bool = False  # what concerns the whole pair is counted by this person's clock
    position: int = 0
    next_step_on: date | None = None
    weeks: int = 0
    days_per_step: int = 7
    roles: Mapping[int, str] = field(default_factory=dict)  # of the weeks that are for one role only
    question: OpenQuestion | None = None

    @property
    def silent_since(self) -> datetime:
        return max(self.active_at or self.began_at, self.joined_at or self.began_at)

    @property
    def pair_silent_since(self) -> datetime:
        return self.pair_active_at or self.began_at


@dataclass(frozen=True)
class Nudge:
    """One thing that one person gets, or that happens to a pair, and when."""

    kind: str  # kick_off, quiet_1 ..., closing, extra, question or reminder
    due_at: datetime
    stamp: str = ""  # what makes it happen once: of the same kind and stamp there is one
    then: str = ""  # of a stage of silence: what happens
    days: int = 0
    extra: UUID | None = None
    position: int = 0

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.stamp

    @property
    def is_of_the_pair(self) -> bool:
        return self.then in _OF_THE_PAIR

    @property
    def stops(self) -> bool:
        """Nothing comes after it: the pair rests, or has ended."""
        return self.then in STOPS


def nudges(standing: Standing, rules: Rulebook, *, at: datetime) -> list[Nudge]:
    """Everything that waits for this person beside the weekly questions; what is due by ``at`` is to be sent now."""
    found = [
        *_kick_off(standing, rules, at),
        *_stages(standing, rules, at, of_the_pair=False),
        *(_stages(standing, rules, at, of_the_pair=True) if standing.leads else ()),
        *_closing(standing, rules, at),
        *_extras(standing, rules, at),
    ]
    return sorted(found, key=lambda nudge: nudge.due_at)


def questions(standing: Standing, rules: Rulebook, *, at: datetime, until: datetime) -> Iterator[Nudge]:
    """The questions that open and the reminders of them, as the worker's days follow from one another."""
    position, opens_on, person = standing.position, standing.next_step_on, standing.person
    asked = standing.question
    remind_on = asked.remind_on if asked and not asked.is_answered else None
    while True:
        opens_at = None
        if opens_on is not None and position < standing.weeks:
            opens_at = max(at, moment_of(opens_on, rules.wall, person))
        remind_at = moment_of(remind_on, rules.wall, person) if remind_on and rules["question_reminder"].is_on else None
        if remind_at and (opens_at is None or remind_at < opens_at) and remind_at <= until and _in_time(
            remind_on, remind_at, at, person
        ):  # fmt: skip
            yield Nudge(REMINDER, max(at, remind_at), position=position)
        if opens_at is None or opens_at > until:
            return
        position += 1
        is_mine = standing.roles.get(position, "") in ("", standing.role)
        if is_mine:
            yield Nudge(QUESTION, opens_at, position=position)
        opened_on = local_day(opens_at, person.time_zone)
        remind_on = rules.reminder_day(opened_on) if is_mine else None
        opens_on = rules.next_question_day(opened_on, standing.days_per_step)


def preview(standings: Sequence[Standing], rules: Rulebook, *, at: datetime, until: datetime) -> list[
    tuple[Nudge, Standing]
]:  # fmt: skip
    """What the people of one pair get until then, the soonest first, up to where the pair rests or ends."""
    found = [
        (nudge, standing)
        for standing in standings
        for nudge in (*nudges(standing, rules, at=at), *questions(standing, rules, at=at, until=until))
        if nudge.due_at <= until
    ]
    found.sort(key=lambda each: each[0].due_at)
    stop = next((nudge.due_at for nudge, _ in found if nudge.stops), None)
    return [each for each in found if stop is None or each[0].due_at <= stop]


def _in_time(remind_on: date | None, remind_at: datetime, at: datetime, person: Person) -> bool:
    """Whether a reminder, sent at its moment or now if that is over, does not come too late or to somebody away."""
    assert remind_on
    day = local_day(max(at, remind_at), person.time_zone)
    is_away = person.away_until is not None and person.away_until > day
    return day <= remind_on + TOO_LATE_TO_REMIND and not is_away


def _kick_off(standing: Standing, rules: Rulebook, at: datetime) -> Iterator[Nudge]:
    rule = rules[NudgeRule.Key.KICK_OFF]
    if rule.is_on and standing.active_at is None and (KICK_OFF, "") not in standing.sent:
        due_at = _morning(standing, rules, standing.silent_since, rule.days)
        if at <= due_at + TOO_LATE:
            yield Nudge(KICK_OFF, due_at, days=rule.days)


def _stages(standing: Standing, rules: Rulebook, at: datetime, *, of_the_pair: bool) -> Iterator[Nudge]:
    """The stages of one silence. Whoever is late gets only the furthest, and no stage comes twice in one silence."""
    since = standing.pair_silent_since if of_the_pair else standing.silent_since
    sent = standing.pair_sent if of_the_pair else standing.sent
    stages = [rule for rule in rules.stages() if (rule.then in _OF_THE_PAIR) == of_the_pair]
    stamp = since.isoformat()
    # What is over by its number of days is over, even when the organizer gave an earlier stage more days since.
    done = max((number for number, rule in enumerate(stages) if (rule.key, stamp) in sent), default=-1)
    waiting = [_stage(standing, rules, rule, since) for rule in stages[done + 1 :]]
    due = [nudge for nudge in waiting if nudge.due_at <= at]
    yield from due[-1:]
    yield from waiting[len(due) :]


def _stage(standing: Standing, rules: Rulebook, rule: Rule, since: datetime) -> Nudge:
    due_at = _morning(standing, rules, since, rule.days)
    if rule.then in STOPS:
        due_at -= _BEFORE_QUESTIONS
    return Nudge(str(rule.key), due_at, stamp=since.isoformat(), then=rule.then, days=rule.days)


def _closing(standing: Standing, rules: Rulebook, at: datetime) -> Iterator[Nudge]:
    rule, last = rules[NudgeRule.Key.CLOSING], standing.ends_on
    if rule.is_on and last and (CLOSING, last.isoformat()) not in standing.sent:
        day = _not_away(standing, max(last - timedelta(days=rule.days), local_day(standing.began_at, "UTC")))
        if local_day(at, standing.person.time_zone) <= last and day <= last:
            due_at = moment_of(day, rules.wall, standing.person)
            yield Nudge(CLOSING, due_at, stamp=last.isoformat(), days=rule.days)


def _extras(standing: Standing, rules: Rulebook, at: datetime) -> Iterator[Nudge]:
    for extra in rules.extras:
        if extra.id in standing.extras or extra.role not in ("", standing.role):
            continue
        occasion = _occasion(standing, extra)
        if occasion is None:
            continue
        due_at = _morning(standing, rules, occasion, extra.days)
        if at <= due_at + TOO_LATE:
            yield Nudge(EXTRA, due_at, stamp=str(extra.id), days=extra.days, extra=extra.id)


def _occasion(standing: Standing, extra: Extra) -> datetime | None:
    """From when on the days of a step count; None while its occasion is not there."""
    trigger = ExtraStep.Trigger
    theirs, mine = standing.others_active_at, standing.active_at
    unanswered = theirs if theirs and (mine is None or theirs > mine) else None
    began_at = standing.began_at
    return {
        trigger.INTRODUCED: began_at,
        trigger.NO_WORD: None if standing.pair_active_at else began_at,
        trigger.NO_REPLY: unanswered,
        trigger.NO_MEETING: None if standing.has_meeting else began_at,
        trigger.NO_GOAL: None if standing.goal_set_at else began_at,
        trigger.MET: standing.met_at,
        trigger.GOAL_SET: standing.goal_set_at,
    }[trigger(extra.trigger)]


def _morning(standing: Standing, rules: Rulebook, since: datetime, days: int) -> datetime:
    """The morning so many days after ``since``, where the person lives, and not while they are away."""
    day = local_day(since, standing.person.time_zone) + timedelta(days=days)
    return moment_of(_not_away(standing, day), rules.wall, standing.person)


def _not_away(standing: Standing, day: date) -> date:
    return max(day, standing.person.away_until or day)
