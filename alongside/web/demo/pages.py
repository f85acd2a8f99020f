"""Choosing whom to be in the demo."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from alongside.policy import people
from alongside.web.gates import open_to_all
from alongside.web.people.session import sign_in


@open_to_all
@require_safe
def list_cast(request: HttpRequest) -> HttpResponse:
    """Everyone one can be, with what there is to see as them."""
    if not settings.DEMO:
        raise Http404
    return render(request, "demo/list_cast.html", {"cast": people.demo_cast()})


@open_to_all
@require_POST
def become(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as one of the cast, without a letter."""
    person = people.to_become_in_demo(key, is_demo=settings.DEMO)
    return sign_in(request, person, own_device=False, next_path="/today/")
