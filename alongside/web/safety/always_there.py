"""Keeps *Get help now* there when the database is not."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from alongside.web.safety.doors import show_help_now

ADDRESS = "/help-now/"


def help_now_first(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer before anything asks who is signed in, for that would ask the database."""

    def serve(request: HttpRequest) -> HttpResponseBase:
        return show_help_now(request) if request.path == ADDRESS else get_response(request)

    return serve
