"""What goes around every page: the reader's language and time zone, and the devices a page may use."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation

from alongside.kernel.hours import zone_of

# No page may use any of these; a page that records a voice note opens the microphone for itself.
DEVICES = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb")
View = Callable[..., HttpResponseBase]
Page = Callable[[HttpRequest], HttpResponseBase]


def closed_devices(get_response: Page) -> Page:
    """Keep camera, microphone and place out of reach of every page and of anything that might get into one."""

    def serve(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        opened = getattr(response, "opens_devices", ())
        rules = (f"{device}=({'self' if device in opened else ''})" for device in DEVICES)
        response.headers.setdefault("Permissions-Policy", ", ".join(rules))
        return response

    return serve


def may_record(view: View) -> View:
    """Let this page ask for the microphone, and play what was recorded before it is sent."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.opens_devices = ("microphone",)  # type: ignore[attr-defined]
        return response

    return csp_update({"media-src": ["'self'", "blob:"]})(page)


def readers_place(get_response: Page) -> Page:
    """Speak to signed-in people in their language and by their clock; others are read from their browser."""

    def serve(request: HttpRequest) -> HttpResponseBase:
        timezone.deactivate()
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            timezone.activate(zone_of(request.user.time_zone))
        return get_response(request)

    return serve
