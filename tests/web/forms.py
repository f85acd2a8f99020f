"""Reading a page the way somebody does who changes nothing and presses the button."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class _Fields(HTMLParser):
    """Collects what a browser would send for the last form that has a field of ours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: dict[str, Any] = {}
        self._text: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        if tag == "input" and name and name != "csrfmiddlewaretoken":
            kind = given.get("type", "text")
            if kind in ("checkbox", "radio"):
                if "checked" in given:
                    self.fields.setdefault(name, []).append(given.get("value", "on"))
            elif kind != "file":
                self.fields[name] = given.get("value") or ""
        elif tag == "textarea" and name:
            self.fields[name] = ""
            self._text = name
        elif tag == "select" and name:
            self._select = name
        elif tag == "option" and self._select and (self._select not in self.fields or "selected" in given):
            self.fields[self._select] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._text:
            self.fields[self._text] += data.removeprefix("\n")


def filled_in(response: Any) -> dict[str, Any]:
    """Every field of the page with what stands in it."""
    reader = _Fields()
    reader.feed(response.content.decode())
    return reader.fields
