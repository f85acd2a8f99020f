"""Turning what people wrote into what may be shown, and into what may be put in a spreadsheet."""

from __future__ import annotations

import re
import unicodedata

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "del"}
_markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True, "typographer": False})
_markdown.disable(["heading", "lheading", "image", "table", "hr", "html_block", "html_inline", "reference"])

_ADDRESS = re.compile(r"(?<![\w(<\[/])(https?://[^\s<>()\[\]]+[^\s<>()\[\].,;:!?'\"])")
# A cell that begins like this is run as a formula by spreadsheet programs (also in full width).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
_INVISIBLE = {"Cf", "Zs", "Cc"}


def render_markdown(words: str) -> SafeString:
    """Light Markdown as safe HTML: emphasis, lists, quotes, code and links; nothing else survives.

    Links open nothing by themselves and tell the other site nothing of where they were clicked.
    """
    linked = _ADDRESS.sub(r"<\1>", words)
    html = nh3.clean(
        _markdown.render(linked),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow ugc",
    )
    return mark_safe(html)  # noqa: S308  (nh3 has just cleaned it)


def safe_cell(value: object) -> str:
    """``value`` as a spreadsheet cell that cannot start a formula: a leading apostrophe is put before it."""
    text = "" if value is None else str(value)
    bare = text.lstrip("".join(character for character in text if unicodedata.category(character) in _INVISIBLE))
    return f"'{text}" if text.startswith(_FORMULA_STARTS) or bare.startswith(_FORMULA_STARTS) else text


def one_line(words: str, *, limit: int) -> str:
    """The words on one line, cut at a word's end with an ellipsis when they are longer than ``limit``."""
    line = " ".join(words.split())
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
