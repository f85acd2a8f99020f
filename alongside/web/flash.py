"""Messages after an action, with an Undo where there is one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

from alongside.web.components.messages import UNDO


def say(request: HttpRequest, text: object, *, undo_at: str = "") -> None:
    """Tell the reader, on the next page, what their action did; ``undo_at`` takes a POST that undoes it."""
    messages.success(request, str(text), extra_tags=f"{UNDO}{undo_at}" if undo_at else "")


def warn(request: HttpRequest, text: object) -> None:
    """Tell the reader, on the next page, what could not be done."""
    messages.warning(request, str(text))
