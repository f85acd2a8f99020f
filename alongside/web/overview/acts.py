"""Taking a row of the list, saying it is done or putting it off, and taking that back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from alongside.domain.desk.commands import rows as commands
from alongside.domain.desk.queries import lists
from alongside.domain.insights.queries import numbers
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import desk as policy
from alongside.policy import programs
from alongside.policy.insights import ManagedProgram
from alongside.policy.programs import Seat
from alongside.web.flash import say, warn
from alongside.web.gates import PersonRequest, adults
from alongside.web.overview import todos
from alongside.web.overview.todo import Todo

_WAITS = {"1": timedelta(days=1), "3": timedelta(days=3), "7": timedelta(days=7), "14": timedelta(days=14)}
_NAMES = {
    "hand": gettext_lazy("Asked for a hand"),
    "quiet": gettext_lazy("Quiet pairs"),
    "not_met": gettext_lazy("Pairs that have not met"),
    "applications": gettext_lazy("Applications"),
    "approvals": gettext_lazy("Pairs waiting for a yes"),
    "unanswered": gettext_lazy("Unanswered questions"),
    "waiting": gettext_lazy("People without a mentor"),
    "too_few": gettext_lazy("Missing mentors"),
    "ending": gettext_lazy("Pairs that end soon"),
    "words": gettext_lazy("Kind words"),
}


@adults
@require_POST
def take_row(request: PersonRequest, slug: str, program_id: UUID, row: str) -> HttpResponse:
    """Be on a row, for the others to see, and go where its prepared action is."""
    seat, program = programs.to_manage(request.user, slug, program_id)
    there = next((each for each in _rows(seat, program, clock.now()) if each.key == row), None)
    if there is None:
        warn(request, commands.NothingLeft())
        return redirect("show_overview", slug=slug, program_id=program_id)
    try:
        commands.take_row(program, row, request.user, takes_over="over" in request.POST, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
        return redirect("show_overview", slug=slug, program_id=program_id)
    return redirect(there.href)


@adults
@require_POST
def let_go_of_row(request: PersonRequest, slug: str, program_id: UUID, row: str) -> HttpResponse:
    """Not be on it any more."""
    _seat, program = programs.to_manage(request.user, slug, program_id)
    commands.let_go_of_row(program, row, request.user)
    return redirect("show_overview", slug=slug, program_id=program_id)


@adults
@require_POST
def settle_row(request: PersonRequest, slug: str, program_id: UUID, row: str) -> HttpResponse:
    """Done, or put off for some days."""
    program, rule, subjects = policy.to_settle_row(request.user, slug, program_id, row, at=clock.now())
    wait = _WAITS.get(request.POST.get("days", ""))
    if wait is None and not rule.can_be_done:
        raise Http404
    until = clock.now() + wait if wait else None
    try:
        batch = commands.settle_row(program, row, rule, subjects, request.user, until=until, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        undo_at = reverse("undo_settled", args=[slug, program_id, batch])
        days = wait.days if wait else 0
        said = ngettext("Put off until tomorrow.", "Put off for %(days)d days.", days) % {"days": days}
        say(request, said if wait else _("Done, and off everybody’s list."), undo_at=undo_at)
    return redirect("show_overview", slug=slug, program_id=program_id)


@adults
@require_POST
def undo_settled(request: PersonRequest, slug: str, program_id: UUID, batch: UUID) -> HttpResponse:
    """Back on the list, whoever took it off."""
    _seat, program = programs.to_manage(request.user, slug, program_id)
    try:
        commands.take_back(program, batch)
    except Refusal as refusal:
        warn(request, refusal)
    else:
        say(request, _("It is back on the list."))
    return redirect("show_overview", slug=slug, program_id=program_id)


def lately_said(seat: Seat, program: ManagedProgram, *, at: datetime) -> list[dict[str, Any]]:
    """What organizers did in the last week, in words, each with its undo."""
    slug = seat.group.slug
    return [
        {
            "act": act,
            "name": _NAMES.get(act.rule, act.rule),
            "undo": reverse("undo_settled", args=[slug, program.pk, act.batch]),
        }
        for act in lists.lately(program, at=at)
    ]


def _rows(seat: Seat, program: ManagedProgram, at: datetime) -> list[Todo]:
    """The list as the organizer sees it right now."""
    base = f"/g/{seat.group.slug}/manage/mentorship/{program.pk}/"
    desk, words = policy.desk_of(seat, program, at=at), policy.words_left(program, at=at)
    if program.state == program.State.CLOSED:
        return todos.todos_of_the_past(seat, base, desk, words)
    return todos.todos(seat, program, base, desk, numbers.places(program), words, at=at)
