"""Parts of the organizer's pages: what needs you, the pairing board, numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from alongside.web.components.library import block_component, component
from alongside.web.components.people import Pictured

Fit = Literal["strong", "good", "unsure"]


@block_component("todo.html")
def todo(
    content: SafeString,
    *,
    title: str,
    icon: str,
    action: str,
    href: str,
    kind: Literal["calm", "warn", "danger"] = "calm",
    minutes: int = 0,
    primary: bool = False,
    desk: str = "",
    key: str = "",
    can_be_done: bool = False,
    on_it: str = "",
    is_mine: bool = False,
    is_taken: bool = False,
) -> Mapping[str, Any]:
    """One thing that needs the organizer: what, why (the content), how long, one button.

    With a ``key``, the button takes the row at ``desk`` on its way, so that others see who is on it, and a menu ends
    it or puts it off. The page holds one form with the id "desk" for all rows.
    """
    return {
        "content": content, "title": title, "icon": icon, "action": action, "href": href, "kind": kind,
        "minutes": minutes, "primary": primary, "desk": desk, "key": key, "can_be_done": can_be_done, "on_it": on_it,
        "is_mine": is_mine, "is_taken": is_taken,
        "waits": [(1, _("Tomorrow")), (3, _("In three days")), (7, _("In a week")), (14, _("In two weeks"))],
    }  # fmt: skip


@block_component("match_row.html")
def match_row(
    content: SafeString,
    *,
    id: str,
    mentee: Pictured,
    mentor: Pictured,
    wants: str,
    offers: str,
    look_at: str,
    swap_at: str = "",
    fit: Fit = "strong",
    ticked: bool = False,
    is_open: bool = False,
    check: str = "",
    look_target: str = "",
    tick_to: str = "",
    replaces: bool = False,
) -> Mapping[str, Any]:
    """One suggested pair on the board; the content is the reason in one line.

    ``check`` is the one thing to look at, in a tag. ``look_target`` is the panel a look is shown in,
    ``tick_to`` the address that remembers a tick at once; both need scripts and the row works without.
    ``replaces`` puts the row in the place of the one with the same id on a page that is already there.
    """
    return {
        "content": content, "id": id, "mentee": mentee, "mentor": mentor, "wants": wants, "offers": offers,
        "look_at": look_at, "swap_at": swap_at, "fit": fit, "ticked": ticked, "is_open": is_open,
        "check": check, "look_target": look_target, "tick_to": tick_to, "replaces": replaces,
    }  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """One reason for a pair, and whom it is for."""

    whom: str
    text: str
    kind: Literal["", "mentor", "mentee", "check"] = ""


@component("reasons.html")
def reasons(reasons: Sequence[Reason]) -> Mapping[str, Any]:
    """Why a pair should work, for each of the two and for both."""
    return {"reasons": reasons}


@component("stat.html")
def stat(title: str, *, value: str, note: str = "", values: Sequence[float] = (), means: str = "") -> Mapping[str, Any]:
    """One number with its ten bars and a sentence; ``means`` is its definition."""
    return {"title": title, "value": value, "note": note, "values": values, "means": means}
