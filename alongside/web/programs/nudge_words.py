"""The rules of nudging as sentences, and what comes on which day in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.domain.mentorships.coming import Coming
from alongside.domain.programs.rulebook import STAGES, Rule, Rulebook
from alongside.kernel.days import time_of_day, weekday

_A_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Sentence:
    """One rule as an organizer reads it."""

    key: str
    text: str
    is_on: bool


@dataclass(frozen=True)
class ComingLine:
    """One line of a day: who and what."""

    who: str
    what: str
    names: str


def weekday_name(number: int) -> str:
    """Monday."""
    return weekday(_A_MONDAY + timedelta(days=number % 7))


def time_name(rules: Rulebook) -> str:
    """9:00 am."""
    return time_of_day(datetime.combine(_A_MONDAY, rules.wall))


def then_words(then: str) -> str:
    """What follows from a silence."""
    return {
        "remind": _("whoever has been silent gets a kind line with the week’s question"),
        "choices": _("whoever has been silent is asked whether to go on, take a break or finish"),
        "organizer": _("you hear of the pair, with a note ready to send"),
        "rest": _("the pair takes a break of four weeks: no questions, no reminders"),
        "end": _("the pair is ended kindly, and both can be paired anew"),
    }[then]


def occasion(extra: Any) -> str:
    """When a step for an occasion comes."""
    when = {
        "introduced": _("after the introduction"),
        "no_word": _("after the introduction, if nobody has said a word"),
        "no_reply": _("after the other wrote, if this person has not answered"),
        "no_meeting": _("after the introduction, if no meeting was planned or held"),
        "no_goal": _("after the introduction, if there is no goal"),
        "met": _("after the first meeting"),
        "goal_set": _("after the goal was set"),
    }[extra.trigger]
    days = ngettext("%(days)d day %(when)s", "%(days)d days %(when)s", extra.days)
    return days % {"days": extra.days, "when": when}


def sentences(rules: Rulebook) -> list[Sentence]:
    """Every rule, in the order in which a pair would meet it."""
    order = (
        "question_opens",
        "question_reminder",
        "kick_off",
        *STAGES,
        "closing",
        "request_reminder",
        "request_expiry",
    )
    return [Sentence(str(key), _sentence(rules[key], rules), rules[key].is_on) for key in order]


def _sentence(rule: Rule, rules: Rulebook) -> str:
    if rule.key in STAGES:
        if not rule.is_on:
            return _("A stage of silence that is not used.")
        days = ngettext("After %(days)d quiet day, %(then)s.", "After %(days)d quiet days, %(then)s.", rule.days)
        return days % {"days": rule.days, "then": then_words(rule.then)}
    said = _ON[str(rule.key)] if rule.is_on else _OFF[str(rule.key)]
    return said(rule, rules)


def _opens(rule: Rule, rules: Rulebook) -> str:
    facts = {"weekday": weekday_name(rule.weekday), "time": time_name(rules)}
    return _("A new question opens on %(weekday)s at %(time)s, by everybody’s own clock.") % facts


def _reminds(rule: Rule, rules: Rulebook) -> str:
    weekday = weekday_name(rules.question_weekday + rule.days)
    return _("Whoever has not answered is reminded once, on %(weekday)s.") % {"weekday": weekday}


_ON: dict[str, Callable[[Rule, Rulebook], str]] = {
    "question_opens": _opens,
    "question_reminder": _reminds,
    "kick_off": lambda rule, rules: ngettext(
        "Whoever has said nothing %(days)d day after the introduction gets a line that helps to begin.",
        "Whoever has said nothing %(days)d days after the introduction gets a line that helps to begin.",
        rule.days,
    ) % {"days": rule.days},
    "request_reminder": lambda rule, rules: ngettext(
        "Whoever was asked to be a pair is reminded after %(days)d day.",
        "Whoever was asked to be a pair is reminded after %(days)d days.",
        rule.days,
    ) % {"days": rule.days},
    "request_expiry": lambda rule, rules: ngettext(
        "A request runs out after %(days)d day, and the next choice is asked.",
        "A request runs out after %(days)d days, and the next choice is asked.",
        rule.days,
    ) % {"days": rule.days},
    "closing": lambda rule, rules: ngettext(
        "%(days)d day before their last day, both are asked how they would like to go on.",
        "%(days)d days before their last day, both are asked how they would like to go on.",
        rule.days,
    ) % {"days": rule.days},
}  # fmt: skip
_OFF: dict[str, Callable[[Rule, Rulebook], str]] = {
    "question_reminder": lambda rule, rules: _("Nobody is reminded of a question."),
    "kick_off": lambda rule, rules: _("Nobody is reminded to say hello."),
    "request_reminder": lambda rule, rules: _("Nobody is reminded of a request."),
    "request_expiry": lambda rule, rules: _("A request never runs out by itself."),
    "closing": lambda rule, rules: _("Nobody is told that the end is near."),
}


def day_lines(comings: list[Coming], rules: Rulebook, *, for_pairs: bool) -> list[ComingLine]:
    """One day in words. ``for_pairs`` counts people; a typical pair has roles instead."""
    titles = {extra.id: extra.title for extra in rules.extras}
    return [_line(coming, titles, for_pairs=for_pairs) for coming in comings]


def _line(coming: Coming, titles: dict[Any, str], *, for_pairs: bool) -> ComingLine:
    facts = {"week": coming.position, "days": coming.days, "title": titles.get(coming.extra, "")}
    what = {
        "introduction": _("Introduction: who the other is, why they fit, and the first question"),
        "question": _("Week %(week)d: a new question") % facts,
        "reminder": _("One reminder of week %(week)d, if there is no answer") % facts,
        "kick_off": _("A line that helps to say hello"),
        "closing": _("Your weeks end soon: finish, stay in touch, or go on?"),
        "extra": _("An extra step: %(title)s") % facts,
        "request_reminder": _("A reminder of a request"),
        "request_expiry": _("A request runs out"),
    }.get(coming.kind) or _quiet(coming)
    if for_pairs and coming.kind in _FOR_PAIRS_OTHERS and coming.then in _FOR_PAIRS_OTHERS[coming.kind]:
        who = ngettext("%(count)d pair", "%(count)d pairs", coming.people) % {"count": coming.people}
    elif for_pairs:
        who = ngettext("%(count)d person", "%(count)d people", coming.people) % {"count": coming.people}
    else:
        who = _whom(coming)
    names = ", ".join(coming.names)
    more = coming.people - len(coming.names)
    if more > 0:
        names = _("%(names)s and %(count)d more") % {"names": names, "count": more}
    return ComingLine(who, what, names if for_pairs else "")


_PAIR_THENS = ("organizer", "rest", "end")
_FOR_PAIRS_OTHERS = {str(stage): _PAIR_THENS for stage in STAGES}


def _quiet(coming: Coming) -> str:
    days = ngettext("%(days)d quiet day: %(then)s", "%(days)d quiet days: %(then)s", coming.days)
    return days % {"days": coming.days, "then": then_words(coming.then)}


def _whom(coming: Coming) -> str:
    if coming.then in _PAIR_THENS:
        return _("You") if coming.then == "organizer" else _("Both")
    if coming.people > 1:
        return _("Both")
    return _("Mentor") if coming.names == ("mentor",) else _("Mentee")
