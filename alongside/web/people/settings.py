"""What one can change about oneself: profile, picture, clock, quiet hours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from alongside.domain.people.commands import profiles
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, signed_in
from alongside.web.people.forms import AwayForm, PictureForm, PlaceForm, ProfileForm, QuietHoursForm
from alongside.web.people.uploads import content_of


@signed_in
@require_safe
def list_settings(request: PersonRequest) -> HttpResponse:
    """Everything there is to change, each on a page of its own."""
    away_until, today = request.user.away_until, localdate(clock.now())
    return render(
        request, "people/list_settings.html", {"away_until": away_until if away_until and away_until > today else None}
    )


@signed_in
@require_http_methods(["GET", "POST"])
def change_profile(request: PersonRequest) -> HttpResponse:
    """Name, and a line about oneself."""
    form = ProfileForm(request.POST or None, initial=_now(request, "first_name", "family_name", "about"))
    return _save(request, form, profiles.change_profile, "people/change_profile.html")


@signed_in
@require_http_methods(["GET", "POST"])
def change_picture(request: PersonRequest) -> HttpResponse:
    """A drawn portrait, initials, or a picture of one's own."""
    person = request.user
    form = PictureForm(request.POST or None, request.FILES or None, initial={"picture": person.picture})
    if form.is_valid():
        upload = content_of(form.cleaned_data["upload"])
        try:
            if upload is not None:
                profiles.upload_picture(person, content=upload, at=clock.now())
            else:
                profiles.choose_picture(person, picture=form.cleaned_data["picture"], at=clock.now())
        except Refusal as refusal:
            form.add_error("upload", str(refusal))
        else:
            say(request, _("Saved."))
            return redirect("people:list_settings")
    return render(request, "people/change_picture.html", {"form": form})


@signed_in
@require_http_methods(["GET", "POST"])
def change_place(request: PersonRequest) -> HttpResponse:
    """Time zone and language."""
    form = PlaceForm(request.POST or None, initial=_now(request, "time_zone", "language"))
    return _save(request, form, profiles.change_place, "people/change_place.html")


@signed_in
@require_http_methods(["GET", "POST"])
def change_quiet_hours(request: PersonRequest) -> HttpResponse:
    """The hours in which no letter comes."""
    form = QuietHoursForm(request.POST or None, initial=_now(request, "quiet_from", "quiet_until"))
    return _save(request, form, profiles.change_quiet_hours, "people/change_quiet_hours.html")


@signed_in
@require_http_methods(["GET", "POST"])
def change_away(request: PersonRequest) -> HttpResponse:
    """A day of return. Until then nobody is nudged, and nobody is suggested."""
    form = AwayForm(request.POST or None, initial=_now(request, "away_until"), today=localdate(clock.now()))
    return _save(request, form, profiles.change_away, "people/change_away.html")


def _save(request: PersonRequest, form: Form, command: Callable[..., None], template: str) -> HttpResponse:
    if form.is_valid():
        command(request.user, **form.cleaned_data, at=clock.now())
        with override(request.user.language):  # which may just have changed
            say(request, _("Saved."))
        return redirect("people:list_settings")
    return render(request, template, {"form": form})


def _now(request: PersonRequest, *names: str) -> dict[str, Any]:
    return {name: getattr(request.user, name) for name in names}
