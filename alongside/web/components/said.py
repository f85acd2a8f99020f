"""Small words about things said in a space: who, whether it was seen, and the signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import quote_plus
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from alongside.kernel.days import time_of_day
from alongside.web.components.basics import icon
from alongside.web.components.library import plain_component, register

SIGNS: Mapping[str, tuple[str, Promise]] = {
    "heart": ("heart", _("Heart")),
    "thanks": ("thumbs-up", _("Thank you")),
    "smile": ("smiley", _("That made me smile")),
    "together": ("hand-heart", _("I am with you")),
}


@register.filter
def sign_icon(sign: str) -> SafeString:
    """The drawing of a sign."""
    return _drawing(SIGNS[sign][0]) if sign in SIGNS else SafeString()


@plain_component
def said_menu(said: Any, *, label: str, is_open: bool = False, back: str = "") -> SafeString:
    """The three dots of a thing said: signs, quote, edit, take back, report.

    Its buttons belong to the page's form ``touch``, so that a page of many things holds one token and not hundreds.
    """
    if said.is_retracted:
        return SafeString()
    base = reverse("spaces:edit_item", args=[said.id]).removesuffix("edit/")
    choices = [
        *(_writing_choices(said, base, back) if is_open else ()),
        *(() if said.is_mine else (_link(f"/report/?about=item:{said.id}", "flag", _("Report")),)),
    ]
    if not choices:
        return SafeString()
    return format_html(
        '<details class="menu"><summary class="btn btn--quiet btn--icon" aria-label="{}">{}</summary>'
        '<ul class="menu__list">{}</ul></details>',
        label,
        _drawing("dots-three"),
        mark_safe("".join(choices)),  # noqa: S308  (each choice was made by format_html)
    )


@plain_component
def changed(said: Any, *, back: str = "") -> SafeString:
    """That something was changed, when, and the way to what it said before; nothing when it was not."""
    if said.edited_at is None or said.is_retracted:
        return SafeString()
    address = reverse("spaces:show_earlier_wordings", args=[said.id])
    note = _("Changed {time}").format(time=time_of_day(said.edited_at))
    link = '<span class="changed">{} · <a href="{}?back={}">{}</a></span>'
    return format_html(link, note, address, quote_plus(back), _("What it said before"))


def _writing_choices(said: Any, base: str, back: str) -> Iterator[SafeString]:
    for sign, (drawing, name) in SIGNS.items():
        yield _button(f"{base}sign/", drawing, name, value=sign)
    if said.kind == "message":
        quote = '<li data-needs-script hidden><button type="button" data-quotes="{}">{}{}</button></li>'
        yield format_html(quote, said.id, _drawing("quotes"), _("Quote"))
    if said.can_be_edited:
        yield _link(f"{base}edit/?back={quote_plus(back)}", "pencil-simple", _("Edit"))
    if said.is_mine and said.kind != "answer":
        yield _button(f"{base}take-back/", "trash", _("Take back"))


def _button(address: str, drawing: str, words: object, *, value: str = "") -> SafeString:
    # A button without a value sends nothing of its own.
    sends = format_html(' name="sign" value="{}"', value) if value else ""
    button = '<li><button form="touch" formaction="{}"{}>{}{}</button></li>'
    return format_html(button, address, sends, _drawing(drawing), words)


def _link(address: str, drawing: str, words: object) -> SafeString:
    return format_html('<li><a href="{}">{}{}</a></li>', address, _drawing(drawing), words)


@cache
def _drawing(name: str) -> SafeString:
    return icon(name)


@register.filter
def sign_name(sign: str) -> str | Promise:
    """What a sign says."""
    return SIGNS[sign][1] if sign in SIGNS else ""


@register.simple_tag
def signs() -> list[str]:
    """Every sign one can give."""
    return list(SIGNS)


@register.filter
def role_of(roles: Mapping[UUID, str], person: Any) -> str:
    """Mentor, mentee, or nothing, for the ring around a picture."""
    return roles.get(person.pk, "") if roles else ""


@register.filter
def kept_file(kept: Mapping[UUID, str], file: Any) -> str:
    """The data address of a file in somebody's own copy; empty when it had to stay outside."""
    return kept.get(file.id, "")


@register.filter
def draft_of(drafts: Mapping[str, str], said: Any) -> str:
    """The unfinished comment on one thing said."""
    return drafts.get(f"comment:{said.id}", "") if drafts else ""


@register.filter
def is_seen(said: Any, up_to: int) -> bool:
    """Whether everybody else has read one's own message."""
    return bool(up_to and said.is_mine and said.sequence <= up_to)


@register.filter
def anchor(said: Any) -> str:
    """The id of a thing said, to jump to and to find it again."""
    return f"said-{said.id}"
