"""The person's own calendar: an address it reads by itself, and the page that opens and closes it."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.domain.journeys.commands.calendars import close_calendar, open_calendar
from alongside.domain.journeys.feeds import feed_of, meetings_in_feed, reader_of_feed
from alongside.kernel import clock
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, adults, open_to_all
from alongside.web.journeys.calendar import feed_file


@adults
@require_http_methods(["GET", "HEAD", "POST"])
def change_calendar(request: PersonRequest) -> HttpResponse:
    """What the address gives away, and a button that makes one. It is shown this once, for only its hash is kept."""
    address = ""
    if request.method == "POST":
        path = reverse("journeys:read_calendar", args=[open_calendar(request.user, at=clock.now())])
        address = f"{settings.SITE_ADDRESS}{path}"
    return render(request, "journeys/change_calendar.html", {"address": address, "feed": feed_of(request.user)})


@adults
@require_POST
def stop_calendar(request: PersonRequest) -> HttpResponse:
    """The address stops working."""
    close_calendar(request.user)
    say(request, _("Your calendar reads nothing any more."))
    return redirect("journeys:change_calendar")


@open_to_all
@require_safe
def read_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """All planned meetings of whoever holds the secret, called "Meeting" and nothing more."""
    person = reader_of_feed(secret)
    if person is None:
        raise Http404
    at = clock.now()
    with translation.override(person.language):
        content = feed_file(meetings_in_feed(person, at=at))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="meetings.ics"'
    response["Cache-Control"] = "private, no-store"
    return response
