"""Text size, colors, contrast and motion: kept on this device and, when signed in, with the person."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from alongside.domain.people.commands import profiles
from alongside.kernel import clock
from alongside.web.display import Display
from alongside.web.flash import say
from alongside.web.forms import Form
from alongside.web.gates import open_to_all


class DisplayForm(Form):
    """Four choices, each shown on the page at once where scripts run."""

    text_size = forms.ChoiceField(
        label=gettext_lazy("Text size"),
        widget=forms.RadioSelect,
        choices=[
            ("normal", gettext_lazy("Normal")),
            ("large", gettext_lazy("Large")),
            ("largest", gettext_lazy("Largest")),
        ],
    )
    theme = forms.ChoiceField(
        label=gettext_lazy("Colors"),
        widget=forms.RadioSelect,
        choices=[
            ("auto", gettext_lazy("Like my device")),
            ("light", gettext_lazy("Light")),
            ("dark", gettext_lazy("Dark")),
        ],
    )
    contrast = forms.ChoiceField(
        label=gettext_lazy("Contrast"),
        widget=forms.RadioSelect,
        choices=[("normal", gettext_lazy("Like my device")), ("more", gettext_lazy("More contrast"))],
    )
    motion = forms.ChoiceField(
        label=gettext_lazy("Movement"),
        widget=forms.RadioSelect,
        choices=[("normal", gettext_lazy("Like my device")), ("less", gettext_lazy("Less movement"))],
    )


@open_to_all
@require_http_methods(["GET", "POST"])
def change_display(request: HttpRequest) -> HttpResponse:
    """Choose how pages look."""
    back = _way_back(request)
    now = Display.of(request)
    form = DisplayForm(
        request.POST or None,
        initial={"text_size": now.text_size, "theme": now.theme, "contrast": now.contrast, "motion": now.motion},
    )
    if form.is_valid():
        chosen = Display(**form.cleaned_data)
        response = redirect(back)
        if request.user.is_authenticated:
            profiles.change_display(
                request.user,
                theme=chosen.theme,
                text_size=chosen.text_size,
                more_contrast=chosen.contrast == "more",
                less_motion=chosen.motion == "less",
                at=clock.now(),
            )
        chosen.keep_on(response, secure=request.is_secure())
        say(request, _("Saved. Pages now look the way you chose."))
        return response
    return render(request, "site/display.html", {"form": form, "next": back})


def _way_back(request: HttpRequest) -> str:
    """The page the reader came from, when it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return request.path
