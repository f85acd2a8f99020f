"""The words of a notice: its line in the inbox, and its letter in text and in HTML, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any

import css_inline
from django.conf import settings
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext

from alongside.domain.notifications.models import Notice
from alongside.domain.notifications.reply_address import reply_address
from alongside.domain.people.models import Person
from alongside.kernel.hours import zone_of

_BUTTON = ">> "
_NEUTRAL = "neutral"


@dataclass(frozen=True)
class Words:
    """What a template of words says: a subject, paragraphs, and at most one button."""

    subject: str
    paragraphs: tuple[str, ...]
    button: str = ""


@dataclass(frozen=True)
class Item:
    """One thing in a letter that tells of several."""

    line: str
    link: str


@dataclass(frozen=True)
class Letter:
    """A message ready to go out."""

    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)
    reply_to: str = ""  # where an answer goes; the contact of the site when empty
    sender: str = ""  # the name that stands before the address; the site's own when empty


def line_of(notice: Notice, person: Person) -> str:
    """What the inbox says: the first line of the notice's words."""
    with reading_as(person):
        return _words(notice.kind, _context(notice.facts, person)).subject


def letter_for(notice: Notice, person: Person, *, stop_path: str, less_path: str) -> Letter:
    """The letter that goes with ``notice``, as ``person`` should read it now."""
    with reading_as(person):
        words = _words(_NEUTRAL if notice.neutral else notice.kind, _context(notice.facts, person))
        # Even an address can tell: a neutral letter leads to the notice, and the notice leads on.
        path = f"/notices/{notice.pk}/" if notice.neutral else notice.path
        answer_to = reply_address(notice)
        letter = letter_from(
            words, link=absolute(path), can_answer=bool(answer_to), stop_path=stop_path, less_path=less_path
        )
        letter = replace(letter, reply_to=answer_to)
        return letter if notice.neutral else replace(letter, sender=str(notice.facts.get("sender", "")))


def digest_for(notices: Sequence[Notice], person: Person, *, longest: int, stop_path: str, less_path: str) -> Letter:
    """One letter that tells of several notices, a line for each; of those that must name nobody, only how many."""
    with reading_as(person):
        named = [notice for notice in notices if not notice.neutral]
        items = [
            Item(_words(notice.kind, _context(notice.facts, person)).subject, absolute(f"/notices/{notice.pk}/"))
            for notice in named[:longest]
        ]
        more = len(notices) - len(items)
        words = _words("digest", _context({"count": len(notices), "more": more, "named": len(items)}, person))
        return letter_from(words, link=absolute("/notices/"), items=items, stop_path=stop_path, less_path=less_path)


def letter_without_notice(words: str, *, language: str, link: str, facts: Mapping[str, object]) -> Letter:
    """A letter to somebody who may have no account yet, from the template of words called ``words``."""
    with translation.override(language):
        return letter_from(_words(words, {**facts, "site": settings.SITE_NAME}), link=link)


def letter_from(
    words: Words,
    *,
    link: str,
    items: Sequence[Item] = (),
    can_answer: bool = False,
    stop_path: str = "",
    less_path: str = "",
) -> Letter:
    """Text and HTML of one letter, with one look and one button."""
    stop_link = absolute(stop_path) if stop_path else ""
    context = {
        "words": words,
        "items": items,
        "preheader": words.paragraphs[0] if words.paragraphs else words.subject,
        "link": link,
        "site": settings.SITE_NAME,
        "home": absolute("/"),
        "can_answer": can_answer,
        "stop_link": stop_link,
        "less_link": absolute(less_path) if less_path else "",
        "language": translation.get_language(),
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
    }
    html = _inliner().inline(render_to_string("letters/letter.html", context))
    text = _plain("letters/letter.txt", context).strip() + "\n"
    return Letter(subject=words.subject, text=text, html=html, headers=_unsubscribe_headers(stop_link))


def absolute(path: str) -> str:
    """``path`` on this site, as a letter needs it."""
    return settings.SITE_ADDRESS.rstrip("/") + path


@contextmanager
def reading_as(person: Person) -> Iterator[None]:
    """The language and the time zone of ``person``."""
    with translation.override(person.language), timezone.override(zone_of(person.time_zone)):
        yield


def _words(key: str, context: Mapping[str, Any]) -> Words:
    rendered = _plain(f"notices/{key}.txt", context)
    subject, _, rest = rendered.strip().partition("\n")
    paragraphs = [each for each in (" ".join(part.split("\n")).strip() for part in rest.strip().split("\n\n")) if each]
    # Only the last paragraph can name the button: what an organizer wrote may stand before it.
    button = paragraphs.pop().removeprefix(_BUTTON) if paragraphs and paragraphs[-1].startswith(_BUTTON) else ""
    return Words(subject=" ".join(subject.split()), paragraphs=tuple(paragraphs), button=button or gettext("Open"))


def _plain(name: str, context: Mapping[str, Any]) -> str:
    """Plain text is not escaped here; the HTML of a letter escapes it again where it is used."""
    return str(get_template(name).template.render(Context(dict(context), autoescape=False)))  # type: ignore[attr-defined]


def _context(facts: Mapping[str, Any], person: Person) -> dict[str, Any]:
    return {**{key: _alive(key, value) for key, value in facts.items()}, "person": person, "site": settings.SITE_NAME}


def _alive(key: str, value: Any) -> Any:
    """Dates and moments were kept as text; the words want to format them."""
    if isinstance(value, str) and key.endswith("_at"):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and key.endswith("_on"):
        return date.fromisoformat(value)
    return value


def _unsubscribe_headers(stop_link: str) -> dict[str, str]:
    if not stop_link:
        return {}
    return {"List-Unsubscribe": f"<{stop_link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


@cache
def _inliner() -> css_inline.CSSInliner:
    css = resources.files("alongside.domain.notifications").joinpath("letter.css").read_text()
    return css_inline.CSSInliner(extra_css=css, load_remote_stylesheets=False, keep_style_tags=False)
