"""Parts that show people: pictures, pairs of pictures, cards, bylines."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Protocol

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from alongside.web.components.library import block_component, component, plain_component

Role = Literal["", "mentor", "mentee"]
Size = Literal["", "sm", "lg"]

# One ground per remainder, so the same person always has the same color.
GROUNDS = 4


class Pictured(Protocol):
    """Anyone with a name and perhaps a picture: an uploaded one, or the name of one from the drawn set."""

    first_name: str
    family_name: str
    picture: str
    upload: Any


@plain_component
def avatar(person: Pictured, role: Role = "", size: Size = "") -> SafeString:
    """A person's picture with a ring in the role's color; the name always stands beside it in words."""
    classes = f"avatar{' avatar--' + size if size else ''}{' avatar--' + role if role else ''}"
    if source := picture_address(person):
        return format_html('<img class="{}" src="{}" alt="" width="64" height="64">', classes, source)
    return format_html(
        '<svg class="{} avatar--ground-{}" viewBox="0 0 64 64" aria-hidden="true">'
        '<rect width="64" height="64"/><text x="32" y="41" text-anchor="middle">{}</text></svg>',
        classes,
        sum(map(ord, person.first_name)) % GROUNDS,
        f"{person.first_name[:1]}{person.family_name[:1]}".upper(),
    )


def picture_address(person: Pictured) -> str:
    """Where the person's picture is; empty when initials are shown."""
    if person.upload:
        return str(person.upload.url)
    return static(f"pictures/people/{person.picture}.svg") if person.picture else ""


@component("twosome.html")
def twosome(mentor: Pictured, mentee: Pictured, *, size: Size = "") -> Mapping[str, Any]:
    """Two people of one pair, overlapping a little."""
    return {"mentor": mentor, "mentee": mentee, "size": size}


@block_component("person_card.html")
def person_card(
    content: SafeString,
    *,
    person: Pictured,
    role: Role = "",
    line: str = "",
    facts: Sequence[tuple[str, str]] = (),
    href: str = "",
    level: Literal[2, 3] = 3,
) -> Mapping[str, Any]:
    """A person: picture, name, one line, labelled facts; the content is its one button.

    The first fact is set strong. ``href`` makes the name a link to the full card.
    """
    return {
        "content": content, "person": person, "role": role, "line": line,
        "facts": facts, "href": href, "level": level,
    }  # fmt: skip


@block_component("byline.html")
def byline(content: SafeString, *, person: Pictured, who: str, role: Role = "", size: Size = "") -> Mapping[str, Any]:
    """Who wrote something, above it: picture, name, and the time as content."""
    return {"content": content, "person": person, "who": who, "role": role, "size": size}
