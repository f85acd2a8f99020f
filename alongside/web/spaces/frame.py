"""The frame of every page of a mentorship's space: who it is with, the week path, the tabs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.domain.journeys.queries import PathStep, path_of
from alongside.domain.spaces.queries import shows_writing, unread_in
from alongside.domain.spaces.sealing import KeyUnavailable, SpaceIsErased
from alongside.kernel import clock
from alongside.policy.spaces import Room
from alongside.web.components.navigation import Tab
from alongside.web.components.space import Week
from alongside.web.groups.frame import names
from alongside.web.headers import SpaceHeader

_GONE, _AWAY = 410, 503
_NAMED_KINDS = ("worksheet", "celebration")


def sealed_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say so in one sentence when the key of the space is missing; nothing else of the page is shown."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except KeyUnavailable as refusal:
            is_erased = isinstance(refusal, SpaceIsErased)
            context = {"problem": refusal, "is_erased": is_erased}
            return render(request, "spaces/key_unavailable.html", context, status=_GONE if is_erased else _AWAY)

    return page


def room_page(room: Room, tab: str, *, path: Sequence[PathStep] | None = None, **context: Any) -> dict[str, Any]:
    """What a template that extends ``page_space.html`` needs. ``tab`` is week, chat, goal, meetings, weeks or about.

    With ``path`` the head shows the week path.
    """
    steps = path if path is not None else path_of(room.journey)
    return {
        "header": _header(room, tab, steps, shows_path=path is not None),
        "room": room,
        "other_names": other_names(room),
        "weeks_count": len(steps),
        "is_open": room.is_open,
        "live": _live(room) if room.is_open else None,
        "now": clock.now(),
        **context,
    }


def _live(room: Room) -> dict[str, Any]:
    """What the page's script starts from. Who is writing is shown only where everybody agreed."""
    agreed = room.place.shows_writing and shows_writing(room.space)
    names = {str(each.person_id): _("%(name)s is writing.") % {"name": each.person.first_name} for each in room.others}
    after = room.space.last_sequence
    return {"space": room.space.pk, "after": after, "writing": json.dumps(names) if agreed else ""}


def other_names(room: Room) -> str:
    """First names of the others: "Robert", or "Robert and Kim"."""
    return names([walker.person.first_name for walker in room.others])


def room_address(room: Room, name: str, *args: object) -> str:
    """The address of one of this room's pages."""
    return reverse(name, args=[room.mentorship.pk, *args])


def space_address(space_id: UUID, name: str) -> str:
    return reverse(name, args=[space_id])


def _header(room: Room, tab: str, steps: Sequence[PathStep], *, shows_path: bool) -> SpaceHeader:
    week, weeks = room.me.position, len(steps)
    in_line = sorted(room.walkers, key=lambda walker: (walker.role != "mentor", walker.pk))
    says = {role: _says(room, role, steps) for role in ("mentor", "mentee")} if shows_path and room.is_open else {}
    return SpaceHeader(
        title=_("You and %(names)s") % {"names": other_names(room)} if room.others else _("Your space"),
        people=[(walker.person, walker.role) for walker in in_line],  # type: ignore[misc]
        line=_("%(program)s, week %(week)d of %(weeks)d")
        % {"program": room.program.name, "week": week, "weeks": weeks},
        short_line=_("Week %(week)d of %(weeks)d") % {"week": week, "weeks": weeks},
        tabs=_tabs(room, tab, weeks),
        help_href=f"/safety/and-help/?about=mentorship:{room.mentorship.pk}",
        weeks=[_week(room, step) for step in steps] if shows_path else (),
        mentor_says=says.get("mentor", ""),
        mentee_says=says.get("mentee", ""),
        plain_title=_("Week %(week)d") % {"week": week} if room.person.plain_titles else "",
    )


def _tabs(room: Room, current: str, weeks: int) -> list[Tab]:
    unread = unread_in(room.place) if current != "chat" else 0
    wanted = [
        ("week", _("This week") if room.is_open else _("Our story"), "journeys:show_week"),
        ("chat", _("Chat"), "spaces:show_chat"),
        ("goal", _("Goal"), "journeys:show_goal"),
        ("meetings", _("Meetings"), "journeys:list_meetings"),
        ("weeks", _("All %(count)d weeks") % {"count": weeks}, "journeys:list_weeks"),
        ("about", _("About"), "spaces:show_about"),
    ]
    return [
        Tab(label, room_address(room, name), key == current, unread or None if key == "chat" else None)
        for key, label, name in wanted
    ]


def _week(room: Room, step: PathStep) -> Week:
    now = room.me.position
    return Week(
        number=step.position,
        href=room_address(room, "journeys:show_step", step.position),
        name=_week_name(step, now, is_over=not room.is_open),
        icon=step.icon if step.kind in _NAMED_KINDS and step.position > now else "",
        is_now=step.position == now,
        mentor_answered=_all_answered(room, step, "mentor"),
        mentee_answered=_all_answered(room, step, "mentee"),
        is_skipped=step.is_skipped,
    )


def _week_name(step: PathStep, now: int, *, is_over: bool) -> str:
    if step.position == now and not is_over:
        return _("This week")
    if step.position == now + 1 and not is_over and step.kind not in _NAMED_KINDS:
        return _("Next week")
    named = step.position in (1, now - 1) or step.kind in _NAMED_KINDS
    return step.title if named else ""


def _all_answered(room: Room, step: PathStep, role: str) -> bool:
    of_role = [walker.person_id for walker in room.walkers if walker.role == role]
    return bool(of_role) and all(person in step.answered for person in of_role)


def _says(room: Room, role: str, steps: Sequence[PathStep]) -> str:
    """Whose turn it is, in words, for one of the two strokes."""
    step = next((step for step in steps if step.position == room.me.position), None)
    people = [walker for walker in room.walkers if walker.role == role]
    if step is None or not people:
        return ""
    is_me = room.me.role == role and len(people) == 1
    if step.is_skipped:
        return ""
    if _all_answered(room, step, role):
        if is_me:
            return _("You have answered this week")
        return _("%(names)s has answered this week") % {"names": names([each.person.first_name for each in people])}
    if is_me:
        return _("Your turn, whenever you are ready")
    waiting = [each.person.first_name for each in people if each.person_id not in step.answered]
    return _("%(names)s has not answered yet") % {"names": names(waiting)}
