"""What the frame of every page needs to know about the reader: the session's person and one count."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language, get_language_bidi

from alongside.domain.notifications.queries import unread_count
from alongside.kernel import clock
from alongside.web.display import Display
from alongside.web.languages import own_names

# The first part of an address says which of the main places a page belongs to.
PLACES = {
    "today": "today",
    "groups": "groups",
    "g": "groups",
    "join": "groups",
    "p": "mentorship",
    "c": "mentorship",
    "hello": "mentorship",
    "help": "help",
    "notices": "notices",
    "settings": "you",
}


class Shell:
    """The reader, and the site around them."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.site_name = settings.SITE_NAME
        self.run_by = settings.RUN_BY
        self.leave_to = settings.LEAVE_TO
        self.is_demo = settings.DEMO
        self.is_gallery_open = not settings.PRODUCTION
        self.here = PLACES.get(request.path.split("/")[1], "")

    @property
    def language(self) -> str:
        return get_language() or settings.LANGUAGE_CODE

    @property
    def languages(self) -> list[tuple[str, str]]:
        return own_names()

    @property
    def direction(self) -> str:
        return "rtl" if get_language_bidi() else "ltr"

    @property
    def person(self) -> Any:
        """Whoever is signed in; the error pages, which may come before the session, have nobody."""
        user = getattr(self._request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def unread(self) -> int:
        """How many notices wait: the one query of the top bar."""
        return unread_count(self.person.pk, at=clock.now()) if self.person else 0

    @property
    def display(self) -> Display:
        return Display.of(self._request)


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Give every template its ``shell``."""
    return {"shell": Shell(request)}
