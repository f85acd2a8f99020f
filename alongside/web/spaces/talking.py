"""Saying something in any space one is in: messages, comments, drafts, and what is new since one looked."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.domain.spaces.commands import items as commands
from alongside.domain.spaces.commands.drafts import LONGEST_DRAFT, mark_read
from alongside.domain.spaces.commands.drafts import save_draft as keep_draft
from alongside.domain.spaces.commands.numbers import TooFast
from alongside.domain.spaces.queries import changed_since, read_by_all_up_to, read_messages
from alongside.domain.spaces.sealing import seals_of
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import spaces
from alongside.policy.live import whisper_writing
from alongside.web.flash import warn
from alongside.web.gates import PersonRequest, adults
from alongside.web.spaces.frame import sealed_page
from alongside.web.spaces.uploads import prepared_files
from alongside.web.spaces.ways_back import asked_way_back

_NO_CONTENT, _UNPROCESSABLE, _TOO_MANY = 204, 422, 429
_MOST_NEWS = 200
_SLOT = re.compile(r"message|post|answer:\d{1,3}|comment:[0-9a-f-]{36}")


@adults
@require_POST
@sealed_page
def send_message(request: PersonRequest, space_id: UUID) -> HttpResponse:
    """Send a chat message. A script gets what is new as bubbles; a plain form goes back to its page."""
    space = spaces.to_write(request.user, space_id)
    text = request.POST.get("message", "")
    quotes = request.POST.get("quotes")
    try:
        quoted = spaces.to_touch(request.user, UUID(quotes)) if quotes else None
        commands.send_message(
            space,
            request.user,
            text,
            request.POST.get("client_id") or None,
            quotes=quoted,
            files=prepared_files(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        if request.htmx:
            return _refused(refusal)
        warn(request, refusal)
        _keep(space, request, "message", text)
    if request.htmx:
        return _news(request, space_id)
    return redirect(f"{_came_from(request)}#newest")


@adults
@require_POST
def be_writing(request: PersonRequest, space_id: UUID) -> HttpResponse:
    """Somebody is writing: passed on to those who agreed, and kept nowhere."""
    whisper_writing(spaces.to_write(request.user, space_id), request.user)
    return HttpResponse(status=_NO_CONTENT)


@adults
@require_POST
@sealed_page
def add_comment(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """Comment on a post or an answer."""
    post = spaces.to_touch(request.user, item_id)
    text = request.POST.get("comment", "")
    try:
        commands.add_comment(
            post,
            request.user,
            text,
            request.POST.get("client_id") or None,
            at=clock.now(),
        )
    except Refusal as refusal:
        warn(request, refusal)
        _keep(post.space, request, f"comment:{item_id}", text)
    return redirect(f"{_came_from(request)}#said-{item_id}")


@adults
@require_POST
@sealed_page
def save_draft(request: PersonRequest, space_id: UUID) -> HttpResponse:
    """Keep what is being written. ``slot`` says what for; fields of a worksheet have a slot each."""
    space = spaces.to_read(request.user, space_id)
    slot, at = request.POST.get("slot", ""), clock.now()
    written = {slot: request.POST.get(slot.split(":")[0], "")}
    for name, value in request.POST.items():
        if name.startswith("field_"):
            written[f"{slot}:{name.removeprefix('field_')[:18]}"] = str(value)
    failed = not _SLOT.fullmatch(slot) or not space.is_open
    for each, words in written.items() if not failed else ():
        try:
            keep_draft(space, request.user, each, words, at=at)
        except Refusal:
            failed = True
    return render(request, "spaces/parts/saved.html", {"at": at, "failed": failed})


@adults
@require_safe
@sealed_page
def catch_up(request: PersonRequest, space_id: UUID) -> HttpResponse:
    """What is new or changed in the chat after a number, in order, as bubbles; and whether anything else changed."""
    return _news(request, space_id)


def _news(request: PersonRequest, space_id: UUID) -> HttpResponse:
    space = spaces.to_read(request.user, space_id)
    after, at = _number(request.GET.get("after") or request.POST.get("after")), clock.now()
    traces = changed_since(space, for_=request.user, after=after, limit=_MOST_NEWS)
    seals = seals_of(space.pk)
    changed = [trace.item_id for trace in traces if trace.item_id and trace.item and trace.item.kind == "message"]
    said = read_messages(space, changed, for_=request.user, at=at, seals=seals)
    up_to = traces[-1].sequence if traces else after
    if "seen" in request.GET and said:
        mark_read(space, request.user, up_to, at=at)
    seen_up_to = read_by_all_up_to(space, for_=request.user) or 0
    context = {
        "said": said,
        "seen_up_to": seen_up_to,
        "is_open": space.is_open,
        "is_preview": "preview" in request.GET,
        "here": _came_from(request),
    }
    response = render(request, "spaces/parts/bubbles.html", context)
    response["X-Up-To"] = str(up_to)
    response["X-Seen-Up-To"] = str(seen_up_to)
    response["X-More"] = "yes" if len(traces) == _MOST_NEWS else "no"
    response["X-Elsewhere"] = "yes" if any(_is_elsewhere(trace.kind, trace.item) for trace in traces) else "no"
    response["X-Client-Id"] = uuid4().hex
    return response


def _keep(space: Any, request: PersonRequest, slot: str, text: str) -> None:
    """What could not be said stays in its box. Where one may not write at all, nothing is kept."""
    with suppress(Refusal):
        keep_draft(space, request.user, slot, text[:LONGEST_DRAFT], at=clock.now())


def _refused(refusal: Refusal) -> HttpResponse:
    """The sentence for the composer. The words stay in the box; an id that did its work is replaced."""
    too_fast = isinstance(refusal, TooFast)
    status = _TOO_MANY if too_fast else _UNPROCESSABLE
    response = HttpResponse(str(refusal), status=status, content_type="text/plain; charset=utf-8")
    if too_fast:
        response["Retry-After"] = "60"
    if isinstance(refusal, commands.SameIdOtherWords):
        response["X-Client-Id"] = uuid4().hex
    return response


def _is_elsewhere(kind: str, item: object) -> bool:
    """Whether a change shows outside the chat."""
    return kind == "walked" or getattr(item, "kind", "message") != "message"


def _came_from(request: PersonRequest) -> str:
    return asked_way_back(request) or "/p/"


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 16 else 0
