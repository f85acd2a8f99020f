"""What two people wrote, with the words they share marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from alongside.policy.pairing import Row

_WORD = re.compile(r"\w{4,}")
# Words so common in these answers that sharing them says nothing.
_COMMON_WORDS = (
    "about after again also always because been before being could does doing from have help helped helping "
    "here into just like many more most much need other others over really some someone something than that "
    "their them then there these they thing things think this those time very want wants was were what when "
    "where which while with work working would years your"
)
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True)
class Quote:
    """A person's own words with the shared ones marked."""

    name: str
    words: SafeString


def quotes_of(match: Row) -> list[Quote]:
    """What both said about the help itself; nothing for whoever wrote nothing."""
    sides = (match.mentee, match.mentor)
    shared = _shared(*(f"{side.help_words} {' '.join(side.topics)}" for side in sides))
    return [Quote(side.person.first_name, marked(side.help_words, shared)) for side in sides if side.help_words]


def marked(text: str, words: Iterable[str]) -> SafeString:
    """``text``, safe for a page, with every word that begins like one of ``words`` marked."""
    stems = set(words)
    parts = []
    last = 0
    for found in _WORD.finditer(text):
        if _stem(found.group()) in stems:
            parts += [conditional_escape(text[last : found.start()]), "<mark>", conditional_escape(found.group())]
            parts.append("</mark>")
            last = found.end()
    parts.append(conditional_escape(text[last:]))
    return mark_safe("".join(parts))  # noqa: S308  (every piece of text above is escaped)


def _shared(one: str, other: str) -> set[str]:
    return _stems(one) & _stems(other)


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in _WORD.findall(text) if word.casefold() not in _COMMON}


def _stem(word: str) -> str:
    """Enough of a word to see "interview" in "interviews"; not a linguist's stem."""
    return word.casefold().rstrip("s")[:9]
