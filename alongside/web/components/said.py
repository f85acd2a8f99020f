"""Small words about things said in a space: who, whether it was seen, and the signs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from alongside.web.components.basics import icon
from alongside.web.components.library import register

SIGNS: Mapping[str, tuple[str, Promise]] = {
    "heart": ("heart", _("Heart")),
    "thanks": ("thumbs-up", _("Thank you")),
    "smile": ("smiley", _("That made me smile")),
    "together": ("hand-heart", _("I am with you")),
}


@register.filter
def sign_icon(sign: str) -> SafeString:
    """The drawing of a sign."""
    return icon(SIGNS[sign][0]) if sign in SIGNS else SafeString()


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
def is_seen(said: Any, up_to: int) -> bool:
    """Whether everybody else has read one's own message."""
    return bool(up_to and said.is_mine and said.sequence <= up_to)


@register.filter
def anchor(said: Any) -> str:
    """The id of a thing said, to jump to and to find it again."""
    return f"said-{said.id}"
