"""The reader's language and time zone, for the length of a request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation

from alongside.kernel.hours import zone_of


def readers_place(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Speak to signed-in people in their language and by their clock; others are read from their browser."""

    def serve(request: HttpRequest) -> HttpResponseBase:
        timezone.deactivate()
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            timezone.activate(zone_of(request.user.time_zone))
        return get_response(request)

    return serve
