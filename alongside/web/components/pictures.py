"""The drawn pictures: a person is a circle over a capsule, the path is two strokes; tokens paint them."""

from collections.abc import Mapping
from typing import Any, Literal

from alongside.web.components.library import component


@component("scene.html")
def scene() -> Mapping[str, Any]:
    """Two people on a path through hills."""
    return {}


@component("lone.html")
def lone(who: Literal["mentor", "mentee"]) -> Mapping[str, Any]:
    """One person waiting (mentee) or waving (mentor)."""
    return {"who": who}


@component("picture.html")
def picture(name: Literal["two", "mentor", "mentee", "path", "fork", "gap", "hilltop"]) -> Mapping[str, Any]:
    """A small scene for empty states and system pages."""
    return {"name": name}


@component("brand_mark.html")
def brand_mark() -> Mapping[str, Any]:
    """The mark: two people, side by side."""
    return {}
