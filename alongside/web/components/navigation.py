"""Parts that lead somewhere: tabs, segments, breadcrumb, back link, menu, pager, numbered walk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.safestring import SafeString

from alongside.web.components.library import block_component, component


@dataclass(frozen=True)
class Tab:
    """One link of a row of tabs or segments."""

    label: str
    href: str
    is_current: bool = False
    count: int | None = None


@component("tabs.html")
def tabs(links: Sequence[Tab], *, label: str) -> Mapping[str, Any]:
    """A row of links between the pages of one thing; ``label`` names the thing."""
    return {"links": links, "label": label}


@component("segments.html")
def segments(links: Sequence[Tab], *, label: str) -> Mapping[str, Any]:
    """A filter: links that look like one control."""
    return {"links": links, "label": label}


@component("breadcrumb.html")
def breadcrumb(label: str, *, href: str) -> Mapping[str, Any]:
    """The parent page, above the title."""
    return {"label": label, "href": href}


@component("back.html")
def back(href: str, *, label: str = "") -> Mapping[str, Any]:
    """The way back; nothing typed is lost by taking it."""
    return {"href": href, "label": label}


@block_component("menu.html")
def menu(content: SafeString, *, label: str, words: bool = False) -> Mapping[str, Any]:
    """Three dots that open a short list (the content, as ``<li>``); with ``words`` the label is seen."""
    return {"content": content, "label": label, "words": words}


@component("pager.html")
def pager(
    href: str, *, label: str, target: str = "", swap: Literal["outerHTML", "beforeend"] = "outerHTML"
) -> Mapping[str, Any]:
    """ "Show the other 67": a link that adds rows in place where scripts run."""
    return {"href": href, "label": label, "target": target, "swap": swap}


@component("walk.html")
def walk(steps: Sequence[str]) -> Mapping[str, Any]:
    """Numbered steps joined by the two strokes."""
    return {"steps": steps}


@component("step_dots.html")
def step_dots(number: int, total: int) -> Mapping[str, Any]:
    """ "Question 1 of 4", with one dot per question."""
    return {"number": number, "total": total, "dots": [at < number for at in range(total)]}
