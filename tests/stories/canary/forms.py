"""Canary words, and the many ways in which one could stand on a disk or on a wire."""

from __future__ import annotations

import base64
import contextlib
import random
import string
import urllib.parse
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product

_PACKED = (b"\x1f\x8b\x08", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_MOST_UNPACKED = 2_000_000


def _letters(count: int) -> str:
    return "".join(random.choices(string.ascii_lowercase, k=count))


class Canary:
    """Makes random words that all carry one random middle, by which any of them is found in a single pass."""

    def __init__(self) -> None:
        self._mark = _letters(10)
        self.words: dict[str, list[str]] = {}

    def word(self, field: str) -> str:
        """A new word, remembered by the field it is written into."""
        word = f"{_letters(6)}{self._mark}{_letters(6)}"
        self.words.setdefault(field, []).append(word)
        return word

    @property
    def count(self) -> int:
        return sum(map(len, self.words.values()))

    def fields_found(self, opened: Mapping[str, Sequence[bytes]], but: Iterable[str] = ()) -> dict[str, set[str]]:
        """Which fields' words stand where, and how: ``{"post in base64": {"the database"}}``."""
        found: dict[str, set[str]] = {}
        for sink, pieces in opened.items():
            for piece in pieces:
                for form, write in FORMS.items():
                    for window in _windows(piece, write(self._mark)):
                        for field in self._fields_in(window, write):
                            if field not in but:
                                found.setdefault(f"{field} in {form}", set()).add(sink)
        return found

    def words_found(self, opened: Mapping[str, Sequence[bytes]]) -> set[str]:
        """The words that stand somewhere, in any form."""
        found: set[str] = set()
        for pieces in opened.values():
            for piece, write in product(pieces, FORMS.values()):
                for window in _windows(piece, write(self._mark)):
                    found |= {word for word in self._all() if write(word) in window}
        return found

    def missing_from(self, opened: Mapping[str, Sequence[bytes]]) -> dict[str, list[str]]:
        """The words of each field that stand nowhere."""
        found = self.words_found(opened)
        missing = {field: [word for word in words if word not in found] for field, words in self.words.items()}
        return {field: words for field, words in missing.items() if words}

    def _all(self) -> Iterator[str]:
        for words in self.words.values():
            yield from words

    def _fields_in(self, window: bytes, write: Callable[[str], bytes]) -> set[str]:
        fields = {field for field, words in self.words.items() if any(write(word) in window for word in words)}
        # The middle without its ends is a piece of some word, and a leak like any other.
        return fields or {"a piece of a word"}


def opened(sinks: Mapping[str, bytes]) -> dict[str, Sequence[bytes]]:
    """Each sink as it lies there, and whatever was packed inside it, unpacked."""
    return {sink: (content, *_unpacked(content)) for sink, content in sinks.items()}


def _windows(content: bytes, form: bytes) -> Iterator[bytes]:
    at = content.find(form)
    while at >= 0:
        around = len(form) * 2
        yield content[max(0, at - around) : at + len(form) + around]
        at = content.find(form, at + 1)


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Every gzip or zlib stream inside, unpacked."""
    for start in _PACKED:
        at = content.find(start)
        while at >= 0:
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj(47).decompress(content[at : at + _MOST_UNPACKED], _MOST_UNPACKED)
            at = content.find(start, at + 1)


def _base64(shift: int, encode: Callable[[bytes], bytes] = base64.b64encode) -> Callable[[str], bytes]:
    """The letters that do not depend on what stands before and after, for one of three positions."""

    def write(word: str) -> bytes:
        plain = word.encode()
        whole = encode(b"x" * shift + plain).rstrip(b"=")
        first = -(-shift * 8 // 6)
        last = (shift + len(plain)) * 8 // 6
        return whole[first:last]

    return write


def _each(pattern: str) -> Callable[[str], bytes]:
    return lambda word: "".join(pattern % ord(letter) for letter in word).encode()


FORMS: Mapping[str, Callable[[str], bytes]] = {
    "plain text": str.encode,
    "capitals": lambda word: word.upper().encode(),
    "utf-16-le": lambda word: word.encode("utf-16-le"),
    "utf-16-be": lambda word: word.encode("utf-16-be"),
    "utf-32-le": lambda word: word.encode("utf-32-le"),
    "utf-32-be": lambda word: word.encode("utf-32-be"),
    "base64, first position": _base64(0),
    "base64, second position": _base64(1),
    "base64, third position": _base64(2),
    "base64url, first position": _base64(0, base64.urlsafe_b64encode),
    "base64url, second position": _base64(1, base64.urlsafe_b64encode),
    "base64url, third position": _base64(2, base64.urlsafe_b64encode),
    "hexadecimal": lambda word: word.encode().hex().encode(),
    "hexadecimal in capitals": lambda word: word.encode().hex().upper().encode(),
    "URL escapes": _each("%%%02X"),
    "quoted-printable": _each("=%02X"),
    "HTML entities": _each("&#%d;"),
    "HTML entities, hexadecimal": _each("&#x%x;"),
    "JSON escapes": _each("\\u%04x"),
    "octal escapes": _each("\\%03o"),
    "backslash escapes": _each("\\x%02x"),
    "percent-quoted": lambda word: urllib.parse.quote(word).encode(),
    "backwards": lambda word: word[::-1].encode(),
    "backwards in capitals": lambda word: word[::-1].upper().encode(),
}
