"""The organizer's overview of one program."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.domain.insights.queries import numbers, pairs
from alongside.domain.insights.queries.activity import standing_at
from alongside.kernel import clock
from alongside.policy import desk as policy
from alongside.policy import programs
from alongside.policy.insights import ManagedProgram
from alongside.policy.programs import Seat
from alongside.web.gates import PersonRequest, adults
from alongside.web.overview import acts, charts, todos
from alongside.web.overview.season import came_of_it
from alongside.web.programs.frame import program_header


@adults
@require_safe
def show_overview(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """What needs the organizer, where every pair is, and the numbers; for a program that is over, what came of it."""
    seat, program = programs.to_manage(request.user, slug, program_id)
    now = clock.now()
    base = f"/g/{slug}/manage/mentorship/{program.pk}/"
    frame = {"header": program_header(seat, program, "overview"), "group": seat.group, "program": program, "base": base}
    if program.state == program.State.CLOSED:
        return render(request, "overview/show_season.html", frame | came_of_it(seat, program, base, now))
    needed = _needed(seat, program, base, now)
    counted = _counted(program, now) if needed["doing"].total else _counted_at_first(program, now)
    return render(request, "overview/show_overview.html", {**frame, **needed, **counted})


def _needed(seat: Seat, program: ManagedProgram, base: str, now: datetime) -> dict[str, Any]:
    """The attention list, and where every pair is."""
    marks, places = pairs.marks(program, at=now), numbers.places(program)
    doing = pairs.counted(marks, at=now)
    desk, words = policy.desk_of(seat, program, at=now), policy.words_left(program, at=now)
    rows = todos.todos(seat, program, base, desk, places, words, at=now)
    names = list(program.steps.order_by("position").values_list("title", flat=True))
    # Too many to be seen one by one are drawn as one bar for each week.
    counts = pairs.counts_by_week(marks) if doing.total > pairs.MARKS_AT_MOST else {}
    return {
        "todos": rows,
        "words": words[0] if words else None,
        "lately": acts.lately_said(seat, program, at=now),
        "spent": policy.minutes_spent(seat, program, at=now),
        "headline": todos.headline(seat.person.first_name, rows),
        "subline": todos.subline(rows, doing),
        "is_signing_up": program.sign_up_closes_on is None or program.sign_up_closes_on >= now.date(),
        "doing": doing,
        "places": places,
        "room": charts.room(places),
        "columns": charts.columns(base, names, marks, counts, weeks=max(program.weeks, len(names))),
    }


def _counted_at_first(program: ManagedProgram, now: datetime) -> dict[str, Any]:
    """What there is to count before the first pair: who looked, and who signed up."""
    visitors, joined = numbers.visitors(program.group, at=now), numbers.new_members(program.group, at=now)
    lines, marks = charts.sign_ups(numbers.sign_ups_by_day(program, at=now))
    signed_up = numbers.sign_ups(program, at=now)
    stats = charts.group_stats(program.group, at=now, new_members=joined, visitors=visitors, sign_ups=signed_up)
    return {"visitors": visitors, "stats": stats, "sign_up_lines": lines, "sign_up_marks": marks}


def _counted(program: ManagedProgram, now: datetime) -> dict[str, Any]:
    """The numbers and the charts."""
    standing, days = standing_at(program, now), numbers.history(program, at=now)
    visitors, joined = numbers.visitors(program.group, at=now), numbers.new_members(program.group, at=now)
    lines, line_marks = charts.relationships(standing, days, at=now)
    return {
        "stats": charts.stats(
            standing,
            days,
            program.group,
            at=now,
            new_members=joined,
            visitors=visitors,
            sign_ups=numbers.sign_ups(program, at=now),
        ),
        "visitors": visitors,
        "lines": lines,
        "line_marks": line_marks,
        "feel": charts.feel_rows(numbers.feelings(program, at=now)),
        "goals": numbers.goals(program),
        "words_count": numbers.testimonials(program),
        "last_counted": days[-1].day if days else None,
    }
