"""The chat of a mentorship: a page of messages, earlier ones, and search."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alongside.domain.spaces.commands.drafts import choose_signs as keep_signs
from alongside.domain.spaces.commands.drafts import mark_read
from alongside.domain.spaces.queries import (
    PAGE,
    read_by_all_up_to,
    read_draft,
    search,
    thread,
    unread_messages,
)
from alongside.domain.spaces.said import Said
from alongside.domain.spaces.sealing import seals_of
from alongside.kernel import clock
from alongside.policy import spaces
from alongside.policy.spaces import Room
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, adults
from alongside.web.middleware import may_record
from alongside.web.spaces.frame import other_names, room_address, room_page, sealed_page

# Somebody who does not know how to begin taps one of these and changes it.
_FIRST_LINES = (
    gettext_lazy("Hello %(name)s, I am %(me)s. I am a bit nervous, are you?"),
    gettext_lazy("Hello. What did you do before this?"),
    gettext_lazy("Hello. When is a good time to talk?"),
)


@may_record
@adults
@require_http_methods(["GET", "HEAD", "POST"])
@sealed_page
def show_chat(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """The newest messages, or those before a number; the place to write; search.

    A search is posted, so that the words one looks for stand in no address and no browser history.
    """
    room = spaces.to_enter(request.user, room_id)
    at, seals = clock.now(), seals_of(room.space.pk)
    before, after = _number(request.GET.get("before")), _number(request.GET.get("after"))
    unread = unread_messages(room.person).get(room.space.pk, 0)
    said = thread(room.space, for_=room.person, at=at, before=before, after=after, seals=seals)
    is_newest = before is None and (after is None or len(said) < PAGE)
    if is_newest and room.is_open:
        mark_read(room.space, room.person, room.space.last_sequence, at=at)
    wanted = request.POST.get("q", "").strip()[:100]
    context: dict[str, Any] = {
        "said": said,
        "roles": room.roles,
        "has_earlier": len(said) == PAGE or after is not None,
        "earlier": f"?before={said[0].sequence}" if said else "",
        "is_newest": is_newest,
        "later": f"?after={said[-1].sequence}" if said else "?",
        "unread": unread,
        "to_unread": _way_to_unread(room, said, unread, is_newest=is_newest),
        "seen_up_to": read_by_all_up_to(room.space, for_=room.person) or 0,
        "first_unread": _first_unread(room, said),
        "wanted": wanted,
        "found": search(room.space, wanted, for_=room.person, at=at) if wanted else [],
        "draft": _first_line(room, request) or read_draft(room.space, room.person, "message", seals=seals),
        "first_lines": first_lines(room),
        "client_id": uuid4().hex,
    }
    return render(request, "spaces/show_chat.html", room_page(room, "chat", **context))


@adults
@require_POST
def choose_signs(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Whether the others may see how far one has read, and that one is writing."""
    room = spaces.to_enter(request.user, room_id)
    chosen = {"read_marks": "read_marks" in request.POST, "writing": "writing" in request.POST}
    keep_signs(room.space, room.person, **chosen)
    say(request, _("Saved."))
    return redirect(room_address(room, "spaces:show_about") + "#you")


def first_lines(room: Room) -> list[str]:
    """Three ways to begin."""
    facts = {"name": other_names(room), "me": room.person.first_name}
    return [str(line) % facts for line in _FIRST_LINES]


def _first_line(room: Room, request: PersonRequest) -> str:
    chosen, lines = _number(request.GET.get("line")), first_lines(room)
    return lines[chosen - 1] if chosen and 0 < chosen <= len(lines) else ""


def _first_unread(room: Room, said: list[Said]) -> int | None:
    """Where "New since you were here" stands; nowhere when everything on the page is new."""
    new = [each.sequence for each in said if not each.is_mine and each.sequence > room.place.read_up_to]
    # Earlier words on the page show that this is where the new ones begin.
    return new[0] if new and new[0] != said[0].sequence else None


def _way_to_unread(room: Room, said: list[Said], unread: int, *, is_newest: bool) -> str:
    """Where what is new begins: on this page, or on one that begins just before it."""
    if not unread or not is_newest:
        return ""
    return "#unread" if _first_unread(room, said) else f"?after={max(0, room.place.read_up_to - 1)}#thread"


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() and len(text) < 16 else None
