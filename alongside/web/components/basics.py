"""Icon, button, tag, count and the other small parts that stand inside everything else."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Literal

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString

from alongside.web.components.library import component, plain_block_component, plain_component

# Icons that point along the line of reading turn around in right-to-left languages.
DIRECTED = frozenset(
    ("arrow-left", "arrow-right", "caret-left", "caret-right", "paper-plane-tilt", "sign-out", "sign-in", "path")
)

ButtonKind = Literal["", "second", "quiet", "warm", "danger"]
Tone = Literal["", "mentor", "mentee", "organizer", "danger"]


@plain_component
def icon(name: str, *, size: Literal["", "lg"] = "") -> SafeString:
    """Draw one icon from the sprite; a word always stands beside it."""
    return _drawn(name, size)


def _drawn(name: str, size: str = "") -> SafeString:
    return _drawn_once(name, size, static("icons.svg"))


@cache
def _drawn_once(name: str, size: str, sprite: str) -> SafeString:
    classes = f"i{' i--' + size if size else ''}{' i--directed' if name in DIRECTED else ''}"
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', classes, sprite, name)


@plain_block_component
def button(
    content: SafeString,
    *,
    kind: ButtonKind = "",
    href: str = "",
    icon: str = "",
    icon_end: str = "",
    small: bool = False,
    wide: bool = False,
    icon_only: bool = False,
    name: str = "",
    value: object = "",
    form: str = "",
    post_to: str = "",
    about: str = "",
) -> SafeString:
    """A button, or a link that looks like one when it has ``href``.

    ``about`` ends the label with words only screen readers hear ("to Robert"); with ``icon_only`` the
    content itself is heard and not seen.
    """
    modifiers = [kind, "small" if small else "", "wide" if wide else "", "icon" if icon_only else ""]
    attributes: dict[str, object] = {"class": " ".join(["btn", *(f"btn--{each}" for each in modifiers if each)])}
    if href:
        attributes["href"] = href
    else:
        attributes |= {"name": name, "value": value} if name else {}
        attributes |= {"form": form} if form else {}
        attributes |= {"formaction": post_to} if post_to else {}
    if icon_only:
        attributes["aria-label"] = strip_tags(content)
    heard = format_html('<span class="sr"> {}</span>', about) if about else ""
    label = "" if icon_only else format_html("<span>{}{}</span>", content, heard)
    return format_html(
        "<{0} {1}>{2}{3}{4}</{0}>",
        "a" if href else "button",
        format_html_join(" ", '{}="{}"', attributes.items()),
        _drawn(icon) if icon else "",
        label,
        _drawn(icon_end) if icon_end else "",
    )


@plain_block_component
def tag(content: SafeString, *, kind: Tone = "", icon: str = "") -> SafeString:
    """A fact in a small pill; never something to press."""
    classes = f"tag tag--{kind}" if kind else "tag"
    return format_html('<span class="{}">{}{}</span>', classes, _drawn(icon) if icon else "", content)


@component("count.html")
def count(number: int, *, what: str) -> Mapping[str, Any]:
    """A number in an amber dot, with the hidden word that says what is counted; nothing when it is zero."""
    return {"number": number, "what": what}


@component("copy_link.html")
def copy_link(address: str, *, label: str, field_id: str = "copy-link") -> Mapping[str, Any]:
    """An address in a field to copy by hand, and a button that copies it where scripts run."""
    return {"address": address, "label": label, "field_id": field_id}


@component("progress.html")
def progress(done: int, total: int, *, label: str) -> Mapping[str, Any]:
    """How far a long piece of work has got, in words and as a bar."""
    return {"done": done, "total": total, "label": label}


@component("saved.html")
def saved(at: datetime | None = None, *, failed: bool = False) -> Mapping[str, Any]:
    """The "Saved at 10:42" line that answers an autosave."""
    return {"at": at, "failed": failed}
