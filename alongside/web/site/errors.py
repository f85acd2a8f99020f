"""System pages: what people read when a page is not for them, not there, or broken."""

from __future__ import annotations

import logging
from secrets import token_hex

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

log = logging.getLogger("alongside.web")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: said like 404, because nobody but a program writes such a request."""
    return render(request, "404.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: never says whose page it is."""
    return render(request, "403.html", status=403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form that was open too long, or came from elsewhere."""
    return render(request, "403_form.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "404.html", status=404)


def gone(request: HttpRequest) -> HttpResponse:
    """410: a link that has done its work or run out."""
    return render(request, "410.html", status=410)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429."""
    return render(request, "429.html", status=429)


def broken(request: HttpRequest) -> HttpResponse:
    """500: needs no database and no session, and gives a number that is also in the log."""
    number = token_hex(2).upper()
    log.error("Page broken, number %s", number, extra={"number": number})
    return HttpResponse(render_to_string("500.html", {"number": number}), status=500)
