"""What an organizer asks of every pair: rules nobody may break, how much each thing counts, and who is kept apart."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from alongside.domain.pairing.commands.matches import allow_again
from alongside.domain.pairing.commands.rules import change_pairing_rules, keep_apart, never_pair
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import pairing
from alongside.web.flash import say
from alongside.web.forms import Form
from alongside.web.gates import PersonRequest, adults
from alongside.web.pairing.board import whole_number
from alongside.web.pairing.scores import score_choices
from alongside.web.programs.frame import program_header

# How much of the usual weight each answer gives.
_SHARES = {"none": 0.0, "little": 0.5, "usual": 1.0, "more": 2.0}
_COUNTS = [
    ("none", gettext_lazy("Not at all")),
    ("little", gettext_lazy("A little")),
    ("usual", gettext_lazy("As usual")),
    ("more", gettext_lazy("More")),
]
_PARTS: dict[str, tuple[str | Promise, str | Promise]] = {
    "topics": (gettext_lazy("Topics"), gettext_lazy("What is asked for and what is offered.")),
    "choices": (gettext_lazy("Own choices"), gettext_lazy("Whom people asked to be paired with.")),
    "goals": (gettext_lazy("Goals"), gettext_lazy("What the mentee wants to reach.")),
    "background": (gettext_lazy("Background"), gettext_lazy("The same field or path.")),
    "about": (gettext_lazy("Their own words"), gettext_lazy("What both write about.")),
    "preferences": (gettext_lazy("Wishes"), gettext_lazy("For example patient, or the same job.")),
    "languages": (gettext_lazy("Languages"), gettext_lazy("The language both like best.")),
    "availability": (gettext_lazy("Times"), gettext_lazy("Hours in the week when both are free.")),
    "time_zone": (gettext_lazy("Time zone"), gettext_lazy("Clocks that are close.")),
    "waiting": (gettext_lazy("Waiting"), gettext_lazy("Whoever waits longest comes first.")),
}


class RulesForm(Form):
    """The rules, and one choice for each part of a fit."""

    share_language = forms.BooleanField(label=gettext_lazy("Both must share a language"), required=False)
    keep_musts = forms.BooleanField(label=gettext_lazy("What people marked as a must stays a must"), required=False)
    least_hours = forms.TypedChoiceField(
        label=gettext_lazy("How much time must both have free together in a week?"),
        coerce=float,
        choices=[
            ("0.0", gettext_lazy("It does not matter")),
            ("0.5", gettext_lazy("Half an hour")),
            ("1.0", gettext_lazy("One hour")),
            ("2.0", gettext_lazy("Two hours")),
            ("4.0", gettext_lazy("Four hours")),
        ],
        widget=forms.RadioSelect,
    )
    least_score = forms.TypedChoiceField(
        label=gettext_lazy("Is there a fit so weak that you would rather let people wait?"),
        help_text=gettext_lazy("A score goes from 0, where nothing speaks for a pair, to 1."),
        coerce=float,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, least: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["least_score"].choices = least  # type: ignore[attr-defined]
        for name, (label, hint) in _PARTS.items():
            self.fields[f"count_{name}"] = forms.ChoiceField(
                label=str(label), help_text=str(hint), choices=_COUNTS, widget=forms.Select({"class": "input"})
            )

    @property
    def weight_fields(self) -> list[BoundField]:
        return [self[f"count_{name}"] for name in _PARTS]


@adults
@require_http_methods(["GET", "POST"])
def edit_rules(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Change what makes a good pair; it counts from the next suggestions on."""
    board = pairing.to_pair(request.user, slug, program_id)
    usual = pairing.usual_weights(board)
    least = score_choices(board, nothing=_("No, any fit is better than none"))
    if request.method == "POST" and "usual" in request.POST:
        _change(request, board, share_language=True, keep_musts=True, least_hours=0.0, least_score=0.0, weights={})
        say(request, _("Everything counts as usual again."))
        return redirect("pairing:edit_rules", slug, program_id)
    data = request.POST if request.method == "POST" else None
    form = RulesForm(data, initial=_standing(pairing.rules(board), usual), least=least)
    if form.is_valid():
        answers = dict(form.cleaned_data)
        weights = {name: usual[name] * _SHARES[answers.pop(f"count_{name}")] for name in _PARTS}
        try:
            _change(request, board, weights=weights, **answers)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Saved. It counts from the next suggestions on."))
            return redirect("pairing:show_board", slug, program_id)
    return render(request, "pairing/rules.html", {**_frame(board), "form": form})


@adults
@require_http_methods(["GET", "POST"])
def list_kept_apart(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Households, teams and managers people share, and changing them."""
    board = pairing.to_pair(request.user, slug, program_id)
    if request.method == "POST":
        enrollment = pairing.to_keep_apart(board, request.POST.get("person", ""))
        try:
            keep_apart(enrollment, shares=request.POST.get("shares", ""), by=request.user, at=clock.now())
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        else:
            say(request, _("Saved for %(name)s.") % {"name": enrollment.person.first_name})
        return redirect("pairing:list_kept_apart", slug, program_id)
    words = request.GET.get("q", "").strip()[:60]
    people = {"found": pairing.people_called(board, words), "people": pairing.people_who_share(board)}
    return render(request, "pairing/kept_apart.html", {**_frame(board), **people, "words": words})


@adults
@require_http_methods(["GET", "POST"])
def list_never_pairs(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Who is never suggested to whom: adding two people, and taking them off the list."""
    board = pairing.to_pair(request.user, slug, program_id)
    if request.method == "POST":
        if "other" in request.POST:
            _never(request, board)
        else:
            allow_again(pairing.to_lift(board, whole_number(request.POST.get("never", "0"))))
            say(request, _("These two may be suggested to each other again."))
        return redirect("pairing:list_never_pairs", slug, program_id)
    words, key = request.GET.get("q", "").strip()[:60], request.GET.get("one", "")
    one = pairing.to_keep_apart(board, key) if key else None
    found = [each for each in pairing.people_called(board, words) if one is None or each.person_id != one.person_id]
    context = {"words": words, "one": one, "found": found, "never_pairs": pairing.never_pairs(board)}
    return render(request, "pairing/never_pairs.html", {**_frame(board), **context})


def _never(request: PersonRequest, board: pairing.Board) -> None:
    one, other = (pairing.to_keep_apart(board, request.POST.get(name, "")) for name in ("one", "other"))
    try:
        never_pair(board.program, one.person, other.person, by=request.user, at=clock.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        say(request, _("These two are not suggested to each other again. Neither of them is told."))


def _change(request: PersonRequest, board: pairing.Board, **answers: Any) -> None:
    change_pairing_rules(board.program, by=request.user, at=clock.now(), **answers)


def _standing(rules: Any, usual: dict[str, float]) -> dict[str, Any]:
    """The rules as the form says them: a weight is the answer it is closest to."""
    counts = {}
    for name in _PARTS:
        share = rules.weights.get(name, usual[name]) / (usual[name] or 1.0)
        counts[f"count_{name}"] = min(_SHARES, key=lambda answer: abs(_SHARES[answer] - share))
    return {
        "share_language": rules.share_language,
        "keep_musts": rules.keep_musts,
        "least_hours": str(float(rules.least_hours)),
        "least_score": str(float(rules.least_score)),
        **counts,
    }


def _frame(board: pairing.Board) -> dict[str, Any]:
    header = program_header(board.seat, board.program, "pair")
    return {"board": board, "program": board.program, "header": header}
