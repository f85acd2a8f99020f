"""The first visit: who one is here, and that one is an adult."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from alongside.domain.people.commands.profiles import welcome_person
from alongside.domain.people.commands.registration import declare_adult
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.web.gates import PersonRequest, signed_in
from alongside.web.people.forms import AdultForm, WelcomeForm
from alongside.web.people.session import safe_path
from alongside.web.people.uploads import content_of


@signed_in
@require_http_methods(["GET", "POST"])
def welcome(request: PersonRequest) -> HttpResponse:
    """A name, a picture, a clock, a language and a text size."""
    person, next_path = request.user, safe_path(request.POST.get("next", request.GET.get("next", "")))
    asked = ("first_name", "family_name", "picture", "time_zone", "language", "text_size")
    form = WelcomeForm(request.POST or None, request.FILES or None, initial={k: getattr(person, k) for k in asked})
    if form.is_valid():
        answers = {**form.cleaned_data, "upload": content_of(form.cleaned_data["upload"])}
        try:
            welcome_person(person, **answers, at=clock.now())
        except Refusal as refusal:
            form.add_error("upload", str(refusal))
        else:
            if person.has_declared_adult:
                return redirect(next_path or "today:show_today")
            return redirect(f"{reverse('people:declare_adult')}?{urlencode({'next': next_path})}")
    return render(request, "people/welcome.html", {"form": form, "next": next_path})


@signed_in
@require_http_methods(["GET", "POST"])
def declare(request: PersonRequest) -> HttpResponse:
    """Adults only: a tick, of which the day is kept, and nothing else."""
    next_path = safe_path(request.POST.get("next", request.GET.get("next", "")))
    form = AdultForm(request.POST or None)
    if form.is_valid():
        declare_adult(request.user, at=clock.now())
        return redirect(next_path or "today:show_today")
    if request.user.has_declared_adult:
        return redirect(next_path or "today:show_today")
    return render(request, "people/declare_adult.html", {"form": form, "next": next_path})
