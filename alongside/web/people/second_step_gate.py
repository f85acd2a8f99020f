"""A second step for those who run or moderate something: asked for at once, needed after some days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.domain.people.commands.standing import ask_for_second_step
from alongside.kernel import clock
from alongside.policy import people
from alongside.policy.people import SignedInPerson
from alongside.web.gates import PersonRequest, signed_in
from alongside.web.people.session import safe_path
from alongside.web.today.item import TodayItem, Weight

# What stays open: adding the second step, going, finding help, and raising a concern.
_STAYS_OPEN = (
    "/settings/security/", "/sign-in/", "/sign-out/", "/help-now/", "/help/", "/safety/", "/report/", "/block/",
    "/display/", "/static/", "/privacy/", "/terms/", "/accessibility/", "/manifest.webmanifest", "/worker.js",
    "/offline/", "/health/", "/notices/",
)  # fmt: skip
_KEPT = "second_step"  # in the session: until when one can go on without, or 0 for no need
_LOOK_EVERY = 300


def second_step_first(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Lead whoever needs a second step, and had time enough to add one, to the page that explains it."""

    def serve(request: HttpRequest) -> HttpResponseBase:
        is_asked = settings.SECOND_STEP_DAYS is not None and not request.path.startswith(_STAYS_OPEN)
        if is_asked and request.user.is_authenticated and _is_overdue(request, request.user):
            return redirect(f"{reverse('people:add_second_step')}?{urlencode({'next': request.get_full_path()})}")
        return get_response(request)

    return serve


@signed_in
@require_safe
def add_second_step(request: PersonRequest) -> HttpResponse:
    """Why a second step is needed, and the two ways to have one."""
    next_path = safe_path(request.GET.get("next", ""))
    if not people.needs_second_step(request.user):
        request.session.pop(_KEPT, None)
        return redirect(next_path or "today:show_today")
    due = _due(request.user)
    context = {"due": due, "is_overdue": due <= clock.now(), "next": next_path}
    return render(request, "people/add_second_step.html", context)


def today_items(person: SignedInPerson, at: datetime) -> Iterable[TodayItem]:
    """While there is time left: what to do, and until when."""
    if people.needs_second_step(person):
        day = date_format(localtime(_due(person)), "DATE_FORMAT")
        yield TodayItem(
            title=_("Add a second step to your sign-in"),
            text=_("You look after other people here. After %(day)s you need it to go on.") % {"day": day},
            action=_("See how"),
            path=reverse("people:add_second_step"),
            weight=Weight.SAFETY,
            icon="shield-check",
        )


def _is_overdue(request: HttpRequest, person: SignedInPerson) -> bool:
    """From the session for some minutes at a time, so that pages ask the database nothing for it."""
    now = clock.now().timestamp()
    kept: dict[str, Any] = request.session.get(_KEPT) or {}
    is_fresh = kept.get("person") == str(person.pk) and now < kept["look_again"]
    if not is_fresh or 0 < kept["due"] <= now:
        due = _due(person).timestamp() if people.needs_second_step(person) else 0
        kept = {"person": str(person.pk), "due": due, "look_again": now + _LOOK_EVERY}
        request.session[_KEPT] = kept
    return bool(0 < kept["due"] <= clock.now().timestamp())


def _due(person: SignedInPerson) -> datetime:
    asked_at = ask_for_second_step(person, at=clock.now())
    return people.second_step_due(asked_at).astimezone(UTC)
