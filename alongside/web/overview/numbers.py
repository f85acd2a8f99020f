"""Every number of a program with its definition, as a page and as a file for a spreadsheet."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.domain.insights.queries import numbers, pairs
from alongside.domain.insights.queries.activity import standing_at
from alongside.kernel import clock
from alongside.kernel.text import safe_cell
from alongside.policy import programs
from alongside.policy.insights import ManagedProgram
from alongside.web.gates import PersonRequest, adults
from alongside.web.overview import meanings
from alongside.web.programs.frame import program_header


@dataclass(frozen=True)
class Number:
    """One number: what it is called, what it is, whether it holds now or for a time, and what it counts."""

    name: str
    value: str
    when: str
    means: Any


@adults
@require_safe
def list_numbers(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """All numbers of the program."""
    seat, program = programs.to_manage(request.user, slug, program_id)
    now = clock.now()
    return render(
        request,
        "overview/list_numbers.html",
        {
            "header": program_header(seat, program, "overview"),
            "numbers": _numbers(program, now),
            "days": numbers.history(program, at=now)[-30:][::-1],
            "feel": numbers.feelings(program, at=now, weeks=8),
            "base": f"/g/{slug}/manage/mentorship/{program_id}/",
        },
    )


@adults
@require_safe
def download_numbers(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """The same numbers, and every counted day, as CSV."""
    _seat, program = programs.to_manage(request.user, slug, program_id)
    now = clock.now()
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="numbers-{now:%Y-%m-%d}.csv"'
    response.write("\ufeff")  # Spreadsheets take the file for UTF-8 only with this mark.
    rows = csv.writer(response)
    rows.writerow([_("Number"), _("Value"), _("When"), _("What it counts")])
    for number in _numbers(program, now):
        rows.writerow([safe_cell(cell) for cell in (number.name, number.value, number.when, number.means)])
    rows.writerow([])
    rows.writerow([_("Day"), _("Pairs"), _("Active pairs"), _("Active mentors"), _("Active mentees"), _("Finished")])
    for day in numbers.history(program, at=now):
        rows.writerow(
            [
                day.day.isoformat(),
                day.relationships,
                day.active_relationships,
                day.active_mentors,
                day.active_mentees,
                day.completed,
            ]
        )
    return response


def _numbers(program: ManagedProgram, now: datetime) -> list[Number]:
    standing, doing = standing_at(program, now), pairs.pairs_now(program, at=now)
    places, period, goals = numbers.places(program), numbers.period(program, at=now), numbers.goals(program)
    at, month, ever = _("now"), _("last 30 days"), _("since the beginning")
    return [
        Number(_("Active mentors"), str(standing.active_mentors), at, meanings.ACTIVE_MENTORS),
        Number(_("Active mentees"), str(standing.active_mentees), at, meanings.ACTIVE_MENTEES),
        Number(_("Active pairs"), str(standing.active_relationships), at, meanings.ACTIVE_RELATIONSHIPS),
        Number(_("Pairs"), str(doing.total), at, meanings.RELATIONSHIPS),
        Number(_("Quiet pairs"), str(doing.quiet), at, meanings.QUIET),
        Number(_("New group members"), str(numbers.new_members(program.group, at=now)), month, meanings.NEW_MEMBERS),
        Number(_("Visitors to the tab"), str(numbers.visitors(program.group, at=now)), month, meanings.VISITORS),
        Number(_("Sign-ups"), str(period.sign_ups), month, meanings.SIGN_UPS),
        Number(_("Mentors signed up"), str(places.mentors), at, meanings.MENTORS),
        Number(_("Mentees signed up"), str(places.mentees), at, meanings.MENTEES),
        Number(
            _("Mentor places free"),
            _("%(free)d of %(offered)d") % {"free": places.free, "offered": places.offered},
            at,
            meanings.PLACES,
        ),
        Number(_("Waiting for a mentor"), str(places.waiting), at, meanings.WAITING),
        Number(_("Had a mentor"), _share(period.paired_ever, period.signed_up_ever), ever, meanings.MATCH_RATE),
        Number(_("Days to a mentor"), _days(period.days_to_match), ever, meanings.TIME_TO_MATCH),
        Number(_("Answers shared"), str(period.answers), month, meanings.ANSWERS),
        Number(_("Pairs with a goal"), _share(goals.with_goal, goals.pairs), at, meanings.GOALS),
        Number(_("Goals reached"), str(goals.met), at, meanings.GOALS),
        Number(_("Pairs finished"), str(period.completed), ever, meanings.COMPLETED),
        Number(_("Finished, of those that ended"), _share(period.completed, period.ended), ever, meanings.COMPLETION),
        Number(_("Kind words"), str(period.testimonials), ever, meanings.TESTIMONIALS),
    ]


def _share(part: int, whole: int) -> str:
    if not whole:
        return _("nobody yet")
    return _("%(part)d of %(whole)d (%(percent)d per cent)") % {
        "part": part,
        "whole": whole,
        "percent": round(part / whole * 100),
    }


def _days(days: float | None) -> str:
    return _("nobody yet") if days is None else str(round(days, 1))
