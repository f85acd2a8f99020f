"""Rounds that run by themselves, and the fairness of the last one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from alongside.domain.pairing.commands.schedules import schedule_rounds, stop_schedule
from alongside.domain.pairing.said import language_name
from alongside.kernel import clock
from alongside.policy import pairing
from alongside.web.flash import say
from alongside.web.forms import Form
from alongside.web.gates import PersonRequest, adults
from alongside.web.pairing.review import next_monday
from alongside.web.pairing.scores import score_choices
from alongside.web.programs.frame import program_header

_ATTRIBUTES = {
    "role": gettext_lazy("Everyone"),
    "language": gettext_lazy("Language"),
    "time_zone": gettext_lazy("Time zone"),
    "topic": gettext_lazy("Topic"),
    "waiting": gettext_lazy("How long they have waited"),
}
_WAITING = {
    "new": gettext_lazy("Came lately"),
    "some": gettext_lazy("Some time"),
    "long": gettext_lazy("Longest"),
}
_FOLDED = {"*": gettext_lazy("Small groups together"), "-": gettext_lazy("Not said")}


class ScheduleForm(Form):
    """When rounds run by themselves, and what is good enough."""

    every_weeks = forms.TypedChoiceField(
        label=gettext_lazy("How often?"),
        coerce=int,
        choices=[
            (1, gettext_lazy("Every Monday")),
            (2, gettext_lazy("Every second Monday")),
            (4, gettext_lazy("Every fourth Monday")),
        ],
        widget=forms.RadioSelect,
        initial=1,
    )
    least_band = forms.ChoiceField(
        label=gettext_lazy("Which pairs may be introduced without you?"),
        choices=pairing.LEAST,
        widget=forms.RadioSelect,
        initial="strong",
    )
    least_score = forms.TypedChoiceField(
        label=gettext_lazy("And how well must they fit?"),
        help_text=gettext_lazy("A score goes from 0, where nothing speaks for a pair, to 1."),
        coerce=float,
        widget=forms.RadioSelect,
        initial="0.0",
    )
    least_share = forms.TypedChoiceField(
        label=gettext_lazy("How many people must get a mentor, or nobody is introduced?"),
        coerce=int,
        choices=[
            (0, gettext_lazy("Any number")),
            (50, gettext_lazy("At least half of those who wait")),
            (80, gettext_lazy("At least four of five")),
        ],
        widget=forms.RadioSelect,
        initial=50,
    )
    words = forms.CharField(
        label=gettext_lazy("A few words from you in the letter"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, least: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["least_score"].choices = least  # type: ignore[attr-defined]


@adults
@require_http_methods(["GET", "POST"])
def schedule(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Let rounds run by themselves, or stop that."""
    board = pairing.to_pair(request.user, slug, program_id)
    if request.method == "POST" and "stop" in request.POST:
        stop_schedule(board.program)
        say(request, _("No round runs by itself any more."))
        return redirect("pairing:show_board", slug, program_id)
    standing = pairing.schedule_of(board)
    data = request.POST if request.method == "POST" else None
    least = score_choices(board, nothing=_("The answer above is enough"))
    form = ScheduleForm(data, initial=_before(standing), least=least)
    if form.is_valid():
        next_at = next_monday(clock.now())
        schedule_rounds(board.program, by=request.user, next_at=next_at, **form.cleaned_data)
        say(request, _("The next round runs on Monday at nine. You hear of it while it can be taken back."))
        return redirect("pairing:show_board", slug, program_id)
    header = program_header(board.seat, board.program, "pair")
    context = {"board": board, "program": board.program, "header": header, "form": form, "standing": standing}
    return render(request, "pairing/schedule.html", context)


@adults
@require_safe
def show_fairness(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Who stays without a mentor and who gets a weak fit, by group; small groups are folded together."""
    board, shown = pairing.to_introduce(request.user, slug, program_id)
    header = program_header(board.seat, board.program, "pair")
    groups = [(title, _shares(shown.fairness, key)) for key, title in _ATTRIBUTES.items()]
    context = {"board": board, "program": board.program, "header": header}
    return render(request, "pairing/fairness.html", {**context, "groups": [each for each in groups if each[1]]})


def _shares(fairness: list[dict[str, Any]], attribute: str) -> list[dict[str, Any]]:
    rows = [each for each in fairness if each["role"] == "mentee" and each["attribute"] == attribute]
    return [{**each, "name": _name(attribute, each["group"])} for each in sorted(rows, key=lambda row: -row["people"])]


def _name(attribute: str, group: str) -> str:
    if group in _FOLDED:
        return str(_FOLDED[group])
    if attribute == "role":
        return _("Everybody who looks for a mentor")
    if attribute == "waiting":
        return str(_WAITING.get(group, group))
    return language_name(group) if attribute == "language" else group


def _before(standing: Any) -> dict[str, Any]:
    if standing is None:
        return {}
    kept = {name: getattr(standing, name) for name in ("every_weeks", "least_band", "least_share", "words")}
    return {**kept, "least_score": str(float(standing.least_score))}
