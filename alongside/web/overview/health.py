"""The rules by which pairs are called healthy: shown, with how many pairs each finds now, and changed."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from alongside.domain.insights.commands.health import LONGEST, set_health_rules
from alongside.domain.insights.queries import health
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import desk as policy
from alongside.policy import mentorships, programs
from alongside.web.flash import say
from alongside.web.forms import Form
from alongside.web.gates import PersonRequest, adults
from alongside.web.overview.words_of_health import NAMES, means
from alongside.web.programs.frame import program_header


class HealthForm(Form):
    """Four numbers of days."""

    quiet_days = forms.IntegerField(
        label=gettext_lazy("Quiet after so many days without a word"), min_value=1, max_value=LONGEST
    )
    alone_days = forms.IntegerField(
        label=gettext_lazy("Needs a check-in when one of them was silent for so many days"),
        min_value=1,
        max_value=LONGEST,
    )
    meeting_days = forms.IntegerField(
        label=gettext_lazy("Needs a check-in without a meeting after so many days"), min_value=1, max_value=LONGEST
    )
    early_days = forms.IntegerField(
        label=gettext_lazy("Too early to tell in the first days"), min_value=1, max_value=LONGEST
    )


@adults
@require_http_methods(["GET", "HEAD", "POST"])
def change_health_rules(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """What counts as what, and how many pairs are there now."""
    seat, program = programs.to_manage(request.user, slug, program_id)
    rules = policy.health_rules(program)
    initial = {name: getattr(rules, name) for name in HealthForm.base_fields}
    form = HealthForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_health_rules(program, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Saved. Every list follows these rules now."))
            return redirect("change_health_rules", slug=slug, program_id=program_id)
    counts = mentorships.pair_counts(seat, program, at=clock.now())
    found = [(NAMES[key], means(key, rules), counts[key], f"../pairs/?show={key}") for key in health.HEALTH]
    context = {"header": program_header(seat, program, "pairs"), "form": form, "found": found}
    return render(request, "overview/change_health_rules.html", context)
