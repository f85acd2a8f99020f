"""Where one is signed in: the list, the end of a session, and how long one lasts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.domain.people.commands import devices as commands
from alongside.kernel import clock
from alongside.policy import people
from alongside.policy.people import SignedInPerson
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, signed_in
from alongside.web.people.browsers import browser_and_system
from alongside.web.people.session_store import ENDS

DEVICE = "device"
_LOOK_EVERY = timedelta(minutes=5)


def seen_device(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Note every few minutes that a session is in use, which is also what keeps it from ending."""

    def serve(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated and request.session.session_key:
            _note(request, request.user, clock.now())
        return get_response(request)

    return serve


@signed_in
@require_safe
def list_devices(request: PersonRequest) -> HttpResponse:
    """Where the reader is signed in, this device first."""
    devices = people.devices_of(request.user)
    here = request.session.session_key
    rows = sorted(devices, key=lambda device: device.session_key != here)
    return render(request, "people/list_devices.html", {"devices": rows, "here": here})


@signed_in
@require_POST
def sign_out_device(request: PersonRequest, device_id: UUID) -> HttpResponse:
    """End one session."""
    commands.sign_out_device(people.to_sign_out(request.user, device_id), at=clock.now())
    say(request, _("That device is signed out."))
    return redirect("people:list_devices")


@signed_in
@require_POST
def sign_out_others(request: PersonRequest) -> HttpResponse:
    """End every session but this one."""
    commands.sign_out_devices(request.user, keep=request.session.session_key, at=clock.now())
    say(request, _("You are signed out everywhere else."))
    return redirect("people:list_devices")


def _note(request: HttpRequest, person: SignedInPerson, at: datetime) -> None:
    kept = request.session.get(DEVICE, {})
    is_known = kept.get("person") == str(person.pk)
    if is_known and kept["key"] == request.session.session_key and at.timestamp() < kept["look_again"]:
        return
    browser, system = browser_and_system(request.headers.get("user-agent", ""))
    device = commands.see_device(
        person,
        session_key=request.session.session_key or "",
        known_as=UUID(kept["id"]) if is_known else None,
        browser=browser,
        system=system,
        at=at,
    )
    idle, longest = _lasts(person)
    request.session[ENDS] = min(at + idle, device.signed_in_at + longest).timestamp()
    request.session[DEVICE] = {
        "id": str(device.pk),
        "key": request.session.session_key,
        "person": str(person.pk),
        "look_again": (at + min(_LOOK_EVERY, idle / 4)).timestamp(),
    }
    if request.session[ENDS] <= at.timestamp():
        request.session.flush()
        request.user = people.NOBODY


def _lasts(person: SignedInPerson) -> tuple[timedelta, timedelta]:
    """How long a session lasts without a visit, and at most. Those who run the site have shorter ones."""
    if person.is_operator and not settings.DEMO:
        return timedelta(minutes=settings.OPERATOR_IDLE_MINUTES), timedelta(hours=settings.OPERATOR_SIGNED_IN_HOURS)
    return timedelta(days=settings.IDLE_DAYS), timedelta(days=settings.SIGNED_IN_DAYS)
