"""People without a mentor: why, what would help, telling them, asking the group; and the never-pair list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.domain.groups.commands.posts import post_to_group
from alongside.domain.pairing.commands.introducing import put_mentees_first
from alongside.domain.pairing.queries.board import Moved, moved_people, unmatched_people
from alongside.domain.pairing.words import advice, changes, why_not
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import pairing
from alongside.policy.pairing import Board
from alongside.web.flash import say
from alongside.web.forms import Form
from alongside.web.gates import PersonRequest, adults
from alongside.web.pairing.board import whole_number
from alongside.web.programs.frame import program_header

_AT_ONCE = 50


class AskGroupForm(Form):
    """A post to the group, already written."""

    body = forms.CharField(
        label=gettext_lazy("Your post"), max_length=6000, widget=forms.Textarea({"rows": 7, "dir": "auto"})
    )


@adults
@require_safe
def list_unmatched(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Everybody without a mentor, fifty at a time, with the reasons."""
    board, shown = pairing.to_introduce(request.user, slug, program_id)
    first = whole_number(request.GET.get("from", "0"))
    people = unmatched_people(shown, first, first + _AT_ONCE)
    context = {
        "people": [(each, why_not(reasons)) for each, reasons in people],
        "advice": advice(shown.advice),
        "next": first + _AT_ONCE if first + _AT_ONCE < len(shown.unmatched) else 0,
        "total": len(shown.unmatched),
    }
    return render(request, "pairing/unmatched.html", {**_frame(board), **context})


@adults
@require_POST
def put_first(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Tell everybody without a mentor that they are first in line."""
    _board, shown = pairing.to_introduce(request.user, slug, program_id)
    told = put_mentees_first(shown, by=request.user, at=clock.now())
    words = ngettext(
        "%(count)d person is told that they are first in line.",
        "%(count)d people are told that they are first in line.",
        told,
    )
    say(request, words % {"count": told} if told else _("They have all been told already."))
    return redirect("pairing:show_board", slug, program_id)


@adults
@require_http_methods(["GET", "POST"])
def ask_group(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Ask the group for the mentors that are missing, in words already written."""
    board, shown = pairing.to_introduce(request.user, slug, program_id)
    form = AskGroupForm(request.POST or None, initial={"body": _call_for_help(board, shown)})
    if form.is_valid():
        try:
            post_to_group(board.seat.group, author=request.user, body=form.cleaned_data["body"], at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Your post is in the group."))
            return redirect("pairing:show_board", slug, program_id)
    return render(request, "pairing/ask_group.html", {**_frame(board), "form": form})


@adults
@require_safe
def list_moved(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Who has another suggested mentor than in the round before."""
    board, shown = pairing.to_introduce(request.user, slug, program_id)
    first = whole_number(request.GET.get("from", "0"))
    moved, total = moved_people(shown, first, first + _AT_ONCE)
    context = {
        "lines": [{"person": each.mentee.person, "words": _move_in_words(each)} for each in moved],
        "changes": changes(shown.changes),
        "total": total,
        "next": first + _AT_ONCE if first + _AT_ONCE < total else 0,
    }
    return render(request, "pairing/moved.html", {**_frame(board), **context})


def _move_in_words(moved: Moved) -> str:
    before = moved.before.person.full_name if moved.before else ""
    after = moved.after.person.full_name if moved.after else ""
    if before and after:
        return _("%(after)s instead of %(before)s.") % {"after": after, "before": before}
    if after:
        return _("%(after)s; nobody before.") % {"after": after}
    return _("Nobody; %(before)s before.") % {"before": before}


def _frame(board: Board) -> dict[str, Any]:
    header = program_header(board.seat, board.program, "pair")
    return {"board": board, "program": board.program, "header": header}


def _call_for_help(board: Board, shown: pairing.Shown) -> str:
    count = len(shown.unmatched)
    opening = ngettext(
        "In %(program)s %(count)d person still hopes for a mentor.",
        "In %(program)s %(count)d people still hope for a mentor.",
        count,
    ) % {"program": board.program.name, "count": count}
    topics = [item["facts"]["topic"] for item in shown.advice if item["code"] == "recruit_for_topic"]
    wanted = _("They ask for: %(topics)s.") % {"topics": ", ".join(topics)} if topics else ""
    closing = _(
        "You do not need to be an expert. Listening, and having been through it yourself, is plenty. "
        "Open the Mentorship tab to offer a little of your time."
    )
    return "\n\n".join(part for part in (opening, wanted, closing) if part)
