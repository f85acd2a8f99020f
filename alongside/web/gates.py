"""Who a page is for. Every address names one of these; an ungated address fails a test."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode
from django_htmx.middleware import HtmxDetails

from alongside.policy.people import SignedInPerson


class PersonRequest(HttpRequest):
    """A request whose person is signed in."""

    user: SignedInPerson
    htmx: HtmxDetails


View = Callable[..., HttpResponseBase]
PersonView = Callable[Concatenate[Any, ...], HttpResponseBase]


def _gated(view: View, gate: str) -> View:
    view.gate = gate  # type: ignore[attr-defined]
    return view


def open_to_all(view: View) -> View:
    """Anyone, signed in or not."""
    return _gated(view, "open_to_all")


def signed_in(view: PersonView) -> View:
    """People with a session; others are sent to sign in and come back."""

    @wraps(view)
    def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect(f"/sign-in/?{urlencode({'next': request.get_full_path()})}")
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return _gated(gate, "signed_in")


def adults(view: PersonView) -> View:
    """Signed-in people who declared that they are 18 or older; others are asked to, and come back."""

    @wraps(view)
    def gate(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_declared_adult:
            return redirect(f"/welcome/adult/?{urlencode({'next': request.get_full_path()})}")
        return view(request, *args, **kwargs)

    return _gated(signed_in(gate), "adults")


def operators(view: PersonView) -> View:
    """The people who run this site."""

    @wraps(view)
    def gate(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse | HttpResponseBase:
        if not request.user.is_operator:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return _gated(signed_in(gate), "operators")
