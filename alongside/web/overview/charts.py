"""The numbers of the overview as the chart components want them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from alongside.domain.insights.queries import numbers, pairs
from alongside.domain.insights.queries.activity import Standing
from alongside.web.components.charts import Line, PairMark, Part, StackRow, WeekColumn
from alongside.web.overview.meanings import ACTIVE_MENTEES, ACTIVE_MENTORS, NEW_MEMBERS, VISITORS

_POINTS = 12


@dataclass(frozen=True)
class Stat:
    """One of the four numbers, with its ten bars and its definition."""

    title: str
    value: str
    note: str
    values: Sequence[float]
    means: str


def columns(
    base: str, names: Sequence[str], marks: Sequence[pairs.Mark], counts: Any, *, weeks: int
) -> list[WeekColumn]:
    """One column for each week; marks where pairs are few, counts where they are many."""
    furthest = max([weeks, *counts])
    found = []
    for number in range(1, furthest + 1):
        name = names[number - 1] if number <= len(names) else ""
        if not counts:
            here = [_mark(base, mark) for mark in marks if mark.position == number]
            found.append(WeekColumn(number, here, name=name))
        else:
            href = f"{base}pairs/?week={number}"
            found.append(WeekColumn(number, counts=counts.get(number, {}), name=name, href=href))
    return found


def stats(
    now: Standing, days: Sequence[Any], group: Any, *, at: datetime, new_members: int, visitors: int, sign_ups: int
) -> list[Stat]:
    """Active mentors and mentees, new members, and visitors of the tab."""
    month_ago = next((each for each in reversed(days) if each.day <= (at - numbers.MONTH).date()), None)
    return [
        Stat(
            _("Active mentors"),
            str(now.active_mentors),
            _compared(now.active_mentors, month_ago.active_mentors if month_ago else None),
            _bars(days, "active_mentors", now.active_mentors, at),
            str(ACTIVE_MENTORS),
        ),
        Stat(
            _("Active mentees"),
            str(now.active_mentees),
            _compared(now.active_mentees, month_ago.active_mentees if month_ago else None),
            _bars(days, "active_mentees", now.active_mentees, at),
            str(ACTIVE_MENTEES),
        ),
        *group_stats(group, at=at, new_members=new_members, visitors=visitors, sign_ups=sign_ups),
    ]


def group_stats(group: Any, *, at: datetime, new_members: int, visitors: int, sign_ups: int) -> list[Stat]:
    """New members, and visitors of the tab."""
    return [
        Stat(
            _("New group members"),
            str(new_members),
            _("In the last 30 days"),
            numbers.weekly_new_members(group, at=at),
            str(NEW_MEMBERS),
        ),
        Stat(
            _("Visitors to the tab"),
            str(visitors),
            _("Last 30 days, %(count)d signed up") % {"count": sign_ups} if sign_ups else _("In the last 30 days"),
            numbers.weekly_visitors(group, at=at),
            str(VISITORS),
        ),
    ]


def relationships(now: Standing, days: Sequence[Any], *, at: datetime) -> tuple[list[Line], list[str]]:
    """Two lines over time, a dozen points from the first counted day to now."""
    points = _spread(days)
    active = [each.active_relationships for each in points] + [now.active_relationships]
    completed = [each.completed for each in points] + [now.completed]
    # Translators: a day on a chart's axis, in Django's date letters.
    marks = [date_format(each, pgettext("day on a chart", "j M")) for each in [p.day for p in points] + [at.date()]]
    return [
        Line(_("Active in the last 14 days (%(count)d)") % {"count": now.active_relationships}, active),
        Line(_("Finished, so far (%(count)d)") % {"count": now.completed}, completed),
    ], marks


def sign_ups(days: Sequence[tuple[Any, int, int]]) -> tuple[list[Line], list[str]]:
    """How many had signed up, day by day, at most a dozen points."""
    points = _spread(days)
    _day, mentees, mentors = points[-1]
    return [
        Line(_("Want a mentor (%(count)d)") % {"count": mentees}, [each[1] for each in points]),
        Line(_("Offer to be one (%(count)d)") % {"count": mentors}, [each[2] for each in points]),
    ], [date_format(each[0], pgettext("day on a chart", "j M")) for each in points]


def feel_rows(weeks: Sequence[numbers.Feeling]) -> list[StackRow]:
    """The weeks in which five or more answered."""
    return [
        StackRow(
            _week_name(back),
            [
                Part("well", week.well, _("Going well")),
                Part("okay", week.okay, _("Okay")),
                Part("help", week.help, _("Could use a hand")),
                Part("none", week.silent, _("No answer")),
            ],
            _("%(count)d well") % {"count": week.well},
        )
        for back, week in enumerate(weeks)
        if not week.is_hidden
    ]


def room(places: numbers.Places) -> list[Part]:
    """Taken and free mentor places."""
    return [Part("well", places.taken, _("Taken")), Part("none", places.free, _("Free"))]


def _mark(base: str, mark: pairs.Mark) -> PairMark:
    says = {
        "well": _("Pair in week %(week)d, talking"),
        "quiet": _("Pair in week %(week)d, quiet"),
        "help": _("Pair in week %(week)d, asked for a hand"),
        "paused": _("Pair in week %(week)d, on a break"),
    }[mark.doing]
    return PairMark(f"{base}pairs/{mark.mentorship}/", mark.doing, says % {"week": mark.position})  # type: ignore[arg-type]


def _bars(days: Sequence[Any], name: str, now: int, at: datetime) -> list[int]:
    """Nine earlier weeks, as far as they were counted, and now."""
    by_day = {each.day: getattr(each, name) for each in days}
    earlier = [(at - timedelta(weeks=back)).date() for back in range(9, 0, -1)]
    return [by_day.get(each, 0) for each in earlier] + [now]


def _compared(now: int, before: int | None) -> str:
    if before is None:
        return _("In the last 14 days")
    change = now - before
    if change == 0:
        return _("As many as a month ago")
    if change > 0:
        return ngettext("%(change)d more than a month ago", "%(change)d more than a month ago", change) % {
            "change": change
        }
    return ngettext("%(change)d fewer than a month ago", "%(change)d fewer than a month ago", -change) % {
        "change": -change
    }


def _spread(days: Sequence[Any]) -> list[Any]:
    if len(days) <= _POINTS:
        return list(days)
    return [days[round(at * (len(days) - 1) / (_POINTS - 1))] for at in range(_POINTS)]


def _week_name(back: int) -> str:
    if back == 0:
        return _("This week")
    if back == 1:
        return _("Last week")
    return ngettext("%(weeks)d week ago", "%(weeks)d weeks ago", back) % {"weeks": back}
