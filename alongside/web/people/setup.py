"""The first visit to a new site: whoever runs the server opens the first account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from alongside.domain.people.commands.standing import open_site as open_new_site
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import people
from alongside.web.gates import open_to_all
from alongside.web.limits import is_within
from alongside.web.people.forms import SetupForm
from alongside.web.people.session import sign_in
from alongside.web.people.zones import known_time_zone
from alongside.web.site.errors import too_many


@open_to_all
@require_http_methods(["GET", "POST"])
def open_site(request: HttpRequest) -> HttpResponse:
    """Ask for the code from the server and for who runs the site; there is nothing here once somebody does."""
    if people.anybody_is_here():
        return redirect("/")
    form = SetupForm(request.POST or None)
    if form.is_valid():
        if not is_within(request, "open_site"):
            return too_many(request)
        given = form.cleaned_data
        try:
            person = open_new_site(
                code=given["code"],
                email=given["email"],
                first_name=given["first_name"],
                time_zone=known_time_zone(given["time_zone"]),
                language=get_language() or "en",
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error("code", str(refusal))
        else:
            return sign_in(request, person, own_device=False, next_path="/groups/new/")
    return render(request, "people/open_site.html", {"form": form})
