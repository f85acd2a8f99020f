"""Parts that tell people something: notices, flashes, empty states, quotes, dialogs, disclosures."""

from collections.abc import Mapping
from typing import Any, Literal

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.utils.safestring import SafeString

from alongside.web.components.library import block_component, component, register

# How a flash message carries the address of its Undo.
UNDO = "undo:"


@block_component("notice.html")
def notice(
    content: SafeString, *, kind: Literal["", "warn", "danger"] = "", icon: str = "", live: bool = False
) -> Mapping[str, Any]:
    """One sentence that matters, with an icon; start it with a few words in ``<strong>``."""
    return {
        "content": content,
        "kind": kind,
        "icon": icon or {"": "check", "warn": "clock", "danger": "warning"}[kind],
        "live": live,
    }


@block_component("flash.html")
def flash(
    content: SafeString, *, undo_at: str = "", kind: Literal["", "error"] = "", csrf_token: str = ""
) -> Mapping[str, Any]:
    """What the last action did; stays until the next page and may offer Undo."""
    return {"content": content, "undo_at": undo_at, "kind": kind, "csrf_token": csrf_token}


@block_component("empty.html")
def empty(
    content: SafeString,
    *,
    title: str,
    picture: Literal["two", "mentor", "mentee", "path", "none"] = "two",
    level: Literal[2, 3] = 2,
) -> Mapping[str, Any]:
    """Nothing here yet: a picture, one sentence and one button (the content)."""
    return {"content": content, "title": title, "picture": picture, "level": level}


@block_component("quote.html")
def quote(content: SafeString, *, author: str = "") -> Mapping[str, Any]:
    """A person's own words, marked by the two strokes."""
    return {"content": content, "author": author}


@block_component("disclosure.html")
def disclosure(content: SafeString, *, label: str, icon: str = "", open: bool = False) -> Mapping[str, Any]:
    """Words that wait behind a heading, opened by the browser itself."""
    return {"content": content, "label": label, "icon": icon, "open": open}


@block_component("dialog.html")
def dialog(content: SafeString, *, id: str, title: str) -> Mapping[str, Any]:
    """A native dialog, only for what cannot be undone; opened by a link to ``#id`` with ``data-opens``."""
    return {"content": content, "id": id, "title": title}


@component("leave_quickly.html", takes_context=True)
def leave_quickly(context: Mapping[str, Any]) -> Mapping[str, Any]:
    """The way out of a page someone must not be seen reading."""
    return {"address": context["shell"].leave_to}


@register.filter
def undo_address(message: Message) -> str:
    """Where the Undo of a flash message posts to; empty when there is none."""
    tags = message.extra_tags or ""
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""


@register.filter
def flash_kind(message: Message) -> str:
    """Whether a flash message tells of something that did not work."""
    return "error" if message.level >= messages.WARNING else ""
