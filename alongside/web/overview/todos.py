"""The attention list of a program: every row, the most urgent first, with its headline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.domain.insights.queries import numbers, pairs
from alongside.domain.insights.queries.attention import RULES
from alongside.kernel.days import time_of_day
from alongside.policy import desk as policy
from alongside.policy.desk import Desk
from alongside.policy.insights import ManagedProgram
from alongside.policy.programs import Seat
from alongside.web.overview import rows
from alongside.web.overview.todo import Todo


def todos(
    seat: Seat,
    program: ManagedProgram,
    base: str,
    desk: Desk,
    places: numbers.Places,
    words: Sequence[Any],
    *,
    at: datetime,
) -> list[Todo]:
    """Everything that needs an organizer, the most urgent first."""
    found = [
        *rows.reports(seat),
        *rows.hands(desk.hands, base),
        *rows.quiet(desk["quiet"], policy.health_rules(program).quiet_days, base),
        *rows.not_met(desk["not_met"], policy.health_rules(program).meeting_days, base),
        *rows.applications(desk["applications"], desk.applied_mentors, base),
        *rows.approvals(desk["approvals"], base),
        *rows.unanswered(desk["unanswered"], base),
        *rows.waiting(program, desk["waiting"], places, base),
        *rows.too_few(desk["too_few"], places, base),
        *rows.ending(desk["ending"], base),
        *rows.kind_words(desk["words"], words, base),
    ]
    return _with_claims(found, desk, seat)


def todos_of_the_past(seat: Seat, base: str, desk: Desk, words: Sequence[Any]) -> list[Todo]:
    """What is left when a program is over: nobody needs to be paired any more."""
    return _with_claims([*rows.reports(seat), *rows.kind_words(desk["words"], words, base)], desk, seat)


def headline(name: str, rows: Sequence[Todo]) -> str:
    """ "Five things need you, Amara"."""
    if not rows:
        return _("Nothing needs you this week, %(name)s") % {"name": name}
    facts = {"number": _number(len(rows)), "name": name}
    return ngettext("%(number)s thing needs you, %(name)s", "%(number)s things need you, %(name)s", len(rows)) % facts


def subline(rows: Sequence[Todo], now: pairs.PairsNow) -> str:
    """How long it takes, and how everybody else is doing."""
    minutes = sum(row.minutes for row in rows)
    about = ngettext("About %(minutes)d minute.", "About %(minutes)d minutes.", minutes) % {"minutes": minutes}
    if not now.total:
        return about if rows else _("Pairs appear here as soon as people are introduced.")
    everyone = ngettext(
        "%(total)d pair, %(talking)d talking.", "%(total)d pairs, %(talking)d of them talking.", now.total
    ) % {"total": now.total, "talking": now.talking}
    if not rows:
        return everyone
    return _("{minutes} Everything else is looking after itself: {everyone}").format(minutes=about, everyone=everyone)


def _with_claims(found: Iterable[Todo], desk: Desk, seat: Seat) -> list[Todo]:
    """Each row with who is on it, and whether a tick ends it."""
    rows = []
    for row in found:
        rule = RULES.get(row.key.partition(":")[0])
        row = replace(row, can_be_done=rule is not None and rule.can_be_done)
        claim = desk.claims.get(row.key) if row.key else None
        if claim is not None:
            is_mine = claim.taken_by_id == seat.person.pk
            name, since = claim.taken_by.first_name, time_of_day(claim.taken_at)
            said = _("You are on this since %(time)s.") if is_mine else _("%(name)s is on this since %(time)s.")
            row = replace(row, on_it=said % {"name": name, "time": since}, is_mine=is_mine, is_taken=not is_mine)
        rows.append(row)
    return rows


def _number(count: int) -> str:
    words = [
        _("One"),
        _("Two"),
        _("Three"),
        _("Four"),
        _("Five"),
        _("Six"),
        _("Seven"),
        _("Eight"),
        _("Nine"),
        _("Ten"),
    ]
    return words[count - 1] if count <= len(words) else str(count)
