"""Starting a session once somebody has shown who they are."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from alongside.policy.people import SignedInPerson
from alongside.web.people.session_store import ENDS

_UNTIL_THE_BROWSER_CLOSES = 0


def sign_in(request: HttpRequest, person: SignedInPerson, *, own_device: bool, next_path: str = "") -> HttpResponse:
    """Let ``person`` in, by way of a second factor when they have one, and go where they wanted to.

    On their own device they stay signed in for as long as the site lets them, on any other until the browser closes.
    """
    for of_an_earlier_session in ("device", ENDS):
        request.session.pop(of_an_earlier_session, None)
    request.session.set_expiry(None if own_device else _UNTIL_THE_BROWSER_CLOSES)
    # Whoever has just shown who they are is not asked again for the next minutes.
    record_authentication(request, person, method="alongside", reauthenticated=True)
    response: HttpResponse = perform_login(request, person, redirect_url=way_on(person, next_path))
    return response


def way_on(person: SignedInPerson, next_path: str) -> str:
    """Where somebody who has just arrived goes: first the welcome, then where they wanted to."""
    wanted = safe_path(next_path) or resolve_url("today:show_today")
    if person.welcomed_at is None:
        return f"{resolve_url('people:welcome')}?{urlencode({'next': wanted})}"
    return wanted


def safe_path(path: str) -> str:
    """``path`` when it is a page of this site; nothing otherwise."""
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path[:300] if is_ours else ""
