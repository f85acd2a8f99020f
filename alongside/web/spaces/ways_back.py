"""Where a page about one thing said goes back to."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from alongside.policy.spaces import home_of


def way_back(request: HttpRequest, item: object) -> str:
    """The page the form stands on, when it says so and is ours; else the page of the item's space."""
    return asked_way_back(request) or home_of(item)  # type: ignore[arg-type]


def asked_way_back(request: HttpRequest) -> str:
    """The page a form says it stands on; empty when it says none, or one of another site."""
    back = request.POST.get("back") or request.GET.get("back") or ""
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if is_ours else ""
