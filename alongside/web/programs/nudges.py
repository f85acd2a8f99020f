"""When people are nudged: rules in sentences an organizer can change, and who gets what on which day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.domain.mentorships.coming import coming_days, typical_days
from alongside.domain.programs.commands.rules import change_rules as keep_rules
from alongside.domain.programs.rulebook import Rulebook, rulebook_of
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import programs as policy
from alongside.web.components.navigation import Tab
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, signed_in
from alongside.web.programs.frame import program_header, today
from alongside.web.programs.nudge_forms import RulesForm
from alongside.web.programs.nudge_words import Sentence, day_lines, sentences

_WEEKS = (2, 5, 12)


@signed_in
def change_rules(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Every rule as a sentence, fields to change them, and what the next two weeks would look like."""
    seat, program = policy.to_manage(request.user, slug, program_id)
    now = rulebook_of(program.pk)
    form = RulesForm(request.POST or None, rules=now)
    shown = now

    if form.is_valid():
        shown = form.rulebook()
        if "look" not in request.POST:
            try:
                keep_rules(program, rules=shown.rules, by=seat.person, at=clock.now())
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                say(request, _("Saved. Pairs that are on their way go by these rules from now on."))
                return redirect("programs:change_rules", slug, program.pk)

    context = {
        "header": program_header(seat, program, "steps"), "group": seat.group, "program": program, "form": form,
        "rows": [_row(each, form) for each in sentences(shown)],
        "days": _coming(program, shown, weeks=2), "is_trial": shown != now,
    }  # fmt: skip
    return render(request, "programs/change_rules.html", context)


@signed_in
def show_calendar(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Who gets what on which day: a pair from its first day to its last, and the real pairs in the next weeks."""
    seat, program = policy.to_manage(request.user, slug, program_id)
    rules = rulebook_of(program.pk)
    pairs = policy.pairs_going(program)
    shows = request.GET.get("shows", "pairs" if pairs else "talking")
    weeks = int(request.GET["weeks"]) if request.GET.get("weeks") in {str(each) for each in _WEEKS} else _WEEKS[1]
    if shows == "pairs":
        days = _coming(program, rules, weeks=weeks)
    else:
        typical = typical_days(
            program, rules, talks=shows != "silent", zone=request.user.time_zone, today=today()
        )  # fmt: skip
        days = [(each[0].day, day_lines(each, rules, for_pairs=False)) for each in typical]
    context = {
        "header": program_header(seat, program, "steps"), "group": seat.group, "program": program, "days": days,
        "shows": shows, "pairs": pairs, "tabs": _tabs(slug, program, shows), "weeks": weeks,
        "lengths": _lengths(slug, program, weeks) if shows == "pairs" and pairs else [],
    }  # fmt: skip
    return render(request, "programs/show_calendar.html", context)


def _row(sentence: Sentence, form: RulesForm) -> tuple[Sentence, list[Any], bool]:
    """A rule, its fields, and whether something is wrong with one of them."""
    fields = form.fields_of(sentence.key)
    return sentence, fields, any(bound.errors for bound in fields)


def _lengths(slug: str, program: Any, weeks: int) -> list[Tab]:
    base = reverse("programs:show_calendar", args=[slug, program.pk])
    return [
        Tab(_("%(count)d weeks") % {"count": each}, f"{base}?shows=pairs&weeks={each}", is_current=each == weeks)
        for each in _WEEKS
    ]


def _tabs(slug: str, program: Any, shows: str) -> list[Tab]:
    base = reverse("programs:show_calendar", args=[slug, program.pk])
    places = [("pairs", _("All pairs")), ("talking", _("A pair that talks")), ("silent", _("A pair that stays silent"))]
    return [Tab(label, f"{base}?shows={key}", is_current=key == shows) for key, label in places]


def _coming(program: Any, rules: Rulebook, *, weeks: int) -> list[tuple[Any, Any]]:
    at = clock.now()
    days = coming_days(program, rules, at=at, until=at + timedelta(weeks=weeks))
    return [(each[0].day, day_lines(each, rules, for_pairs=True)) for each in days]
