"""Checks the templates: nothing inline that the content policy forbids, and every visible string translatable."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

# What Django's tags write is somebody else's to check; the newlines stay, so that line numbers stay true.
_TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?%}.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
_COMMENT = re.compile(r"{%\s*comment\b.*?%}.*?{%\s*endcomment\s*%}|{#.*?#}", re.DOTALL)
_CLASSES = re.compile(r"{%\s*block (?:wrap|body_class)\b.*?%}.*?{%\s*endblock\b.*?%}", re.DOTALL)
_TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")
_READ_ALOUD = {"alt", "aria-label", "aria-description", "placeholder", "title", "label"}
# A page to keep: opened from the disk, where there is no file of styles beside it.
_TO_KEEP = {"story.html"}
_NOT_WORDS = {"script", "style", "code", "pre", "svg"}


def problems(root: Path) -> list[str]:
    """One line for each thing that is wrong, with file and line."""
    folders = root.glob("alongside/**/templates")
    # The gallery is for developers, who read the source language.
    files = sorted({file for folder in folders for file in folder.rglob("*.html") if "gallery" not in file.parts})
    return [
        f"{file.relative_to(root)}:{problem}"
        for file in files
        for problem in problems_in(file.read_text(), to_keep=file.name in _TO_KEEP)
    ]


def problems_in(source: str, *, to_keep: bool = False) -> Iterator[str]:
    """What is wrong in one template, as ``line: sentence``; a page ``to_keep`` carries its styles."""
    for pattern in (_COMMENT, _TRANSLATED, _CLASSES, _TAG):
        source = pattern.sub(_blank, source)
    reader = _Reader(may_carry_styles=to_keep)
    reader.feed(source)
    yield from reader.found


def _blank(match: re.Match[str]) -> str:
    return "·" + "\n" * match.group().count("\n")


class _Reader(HTMLParser):
    def __init__(self, *, may_carry_styles: bool) -> None:
        super().__init__()
        self._may_carry_styles = may_carry_styles
        self.found: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if tag in _NOT_WORDS:
            self._inside.append(tag)
        if tag == "style" and not self._may_carry_styles:
            self._say("a style element; rules belong in a CSS file")
        if tag == "script" and "src" not in names and dict(attrs).get("type") != "application/json":
            self._say("an inline script; it belongs in a file")
        for name, value in attrs:
            self._check_attribute(tag, name, value or "", dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            self._inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self._inside and _WORD.search(data):
            self._say(f"text that nobody can translate: {' '.join(data.split())[:60]!r}")

    def _check_attribute(self, tag: str, name: str, value: str, attrs: dict[str, str | None]) -> None:
        if name == "style":
            self._say("a style attribute; the content policy forbids it")
        if name.startswith("on"):
            self._say(f"an {name} attribute; the content policy forbids it")
        if value.strip().lower().startswith("javascript:"):
            self._say("a javascript: address")
        spoken = name in _READ_ALOUD or (name == "value" and attrs.get("type") in ("submit", "button"))
        if spoken and _WORD.search(value) and tag not in _NOT_WORDS:
            self._say(f"{name}={value!r} cannot be translated")

    def _say(self, sentence: str) -> None:
        self.found.append(f"{self.getpos()[0]}: {sentence}")
