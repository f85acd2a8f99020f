"""The last look before introducing, the ten minutes to take it back, and what came of it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.domain.pairing.commands.introducing import (
    UNDO_FOR,
    AlreadyIntroduced,
    AlreadyUndone,
    introduce_round,
    undo_introductions,
)
from alongside.domain.pairing.queries.board import band_counts
from alongside.domain.pairing.words import sentences
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import pairing
from alongside.web.components.times import full_day
from alongside.web.flash import say
from alongside.web.forms import Form
from alongside.web.gates import PersonRequest, adults
from alongside.web.pairing.board import tally
from alongside.web.programs.frame import program_header

NOW, MONDAY = "now", "monday"
_NINE = time(9, 0)


class IntroduceForm(Form):
    """A few words of the organizer's own, and when people hear of each other."""

    words = forms.CharField(
        label=gettext_lazy("A few words from you"),
        help_text=gettext_lazy("They stand at the top of the letter to each of them. Change them as you like."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )
    when = forms.ChoiceField(label=gettext_lazy("When should people hear of it?"), widget=forms.RadioSelect)

    def __init__(self, *args: object, monday: datetime, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        day = full_day(monday)
        self.fields["when"].choices = [  # type: ignore[attr-defined]
            (NOW, _("Now, after ten minutes in which you can take it back")),
            (MONDAY, _("%(day)s, at nine in the morning") % {"day": day}),
        ]


@adults
@require_http_methods(["GET", "POST"])
def review(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Counts, the words both will read, and the one button that introduces."""
    board, shown = pairing.to_introduce(request.user, slug, program_id)
    if not board.is_open:
        if request.method == "POST" and (board.is_introducing or board.is_introduced):
            by = shown.introduced_by.first_name if shown.introduced_by else ""
            messages.warning(request, str(AlreadyIntroduced(name=by)))
        return redirect("pairing:show_board", slug, program_id)
    monday = next_monday(clock.now())
    first = {"words": _first_words(request.user.first_name), "when": NOW}
    form = IntroduceForm(request.POST or None, initial=first, monday=monday)
    if form.is_valid():
        begins_at = monday if form.cleaned_data["when"] == MONDAY else None
        words = form.cleaned_data["words"]
        try:
            introduce_round(shown, words=words, by=request.user, at=clock.now(), begins_at=begins_at)
        except AlreadyIntroduced as refusal:
            messages.warning(request, str(refusal))
            return redirect("pairing:show_introduced", slug, program_id)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("pairing:show_introduced", slug, program_id)
    counts = tally(board, band_counts(shown))
    header = program_header(board.seat, board.program, "pair")
    left = counts["pairs"] - counts["ticked"]
    context = {"board": board, "program": board.program, "header": header, "form": form, "left": left, **counts}
    context["preview"] = _preview(board)
    return render(request, "pairing/review.html", context)


@adults
@require_safe
def show_introduced(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """How far the introductions are: waiting with Undo, going out, or done."""
    board, shown = pairing.to_introduced(request.user, slug, program_id)
    counts = pairing.introduction_counts(shown)
    is_ready = shown.state != shown.State.INTRODUCING
    ticked = 0 if is_ready else sum(count.ticked for count in band_counts(shown).values())
    context = {
        "board": board,
        "program": board.program,
        "shown": shown,
        "header": program_header(board.seat, board.program, "pair"),
        "counts": counts,
        "planned": ticked or counts["waiting"] + counts["begun"],
        "is_moving": bool(counts["waiting"]) or not is_ready,
        "skipped": pairing.skipped_rows(shown) if counts["skipped"] else [],
        "can_be_undone": shown.can_be_undone(clock.now()),
        "undo_minutes": int(UNDO_FOR.total_seconds() // 60),
    }
    template = "pairing/introduced_progress.html" if request.htmx else "pairing/introduced.html"
    return render(request, template, context)


@adults
@require_POST
def undo(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Take all introductions back before anybody heard of them."""
    board = pairing.to_pair(request.user, slug, program_id)
    shown = pairing.introduced_round(board)
    if shown is None:
        messages.warning(request, str(AlreadyUndone()))
        return redirect("pairing:show_board", slug, program_id)
    try:
        held = undo_introductions(shown, by=request.user, at=clock.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("pairing:show_board", slug, program_id)
    if held.state == held.State.DISMISSED:
        say(request, _("Taken back. Nobody was told anything. Suggest pairs again to see these people."))
    else:
        say(request, _("Taken back. Nobody was told anything, and your ticks are as they were."))
    return redirect(reverse("pairing:show_board", args=[slug, program_id]))


def _preview(board: pairing.Board) -> dict[str, object] | None:
    """One of the letters as it will read, without the organizer's own words."""
    match = pairing.first_ticked(board)
    if match is None:
        return None
    names = {"mentee": match.mentee.person.first_name, "mentor": match.mentor.person.first_name}
    lines = [" ".join(sentences(match.reasons.get(side, ()), **names)) for side in ("mentee", "mentor", "both")]
    return {**names, "lines": [line for line in lines if line]}


def next_monday(at: datetime) -> datetime:
    """The next Monday at nine in the reader's time zone."""
    here = localtime(at)
    days = (7 - here.weekday()) % 7 or 7
    if here.weekday() == 0 and here.time() < _NINE:
        days = 0
    return datetime.combine(here.date() + timedelta(days=days), _NINE, get_current_timezone())


def _first_words(name: str) -> str:
    return _("I read what you both wrote and thought of you two. If anything is unclear, write to me. %(name)s") % {
        "name": name
    }
