"""Erasing a whole space: what it means, who has asked, and asking."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.domain.spaces.commands import erasing as commands
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import spaces
from alongside.web.flash import say, warn
from alongside.web.gates import PersonRequest, adults
from alongside.web.groups.frame import names
from alongside.web.spaces.frame import other_names, room_address, room_page


@adults
@require_safe
def show_erasing(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """What erasing does, and who has asked for it."""
    room = spaces.to_enter(request.user, room_id)
    asked = spaces.asked_to_erase(room)
    waiting = [walker.person.first_name for walker in room.others if walker.person_id not in asked]
    others = [walker.person.first_name for walker in room.others if walker.person_id in asked]
    context: dict[str, Any] = {
        "has_asked": room.person.pk in asked,
        "waiting": names(waiting),
        "asked_by": names(others),
    }
    return render(request, "spaces/show_erasing.html", room_page(room, "about", **context))


@adults
@require_POST
def ask_to_erase(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Ask, or agree; with the last yes everything is gone."""
    room = spaces.to_enter(request.user, room_id)
    if "understood" not in request.POST:
        warn(request, _("Tick the box first: nobody can bring it back."))
        return redirect(room_address(room, "spaces:show_erasing"))
    try:
        is_erased = commands.ask_to_erase(room.space, room.person, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
        return redirect(room_address(room, "spaces:show_erasing"))
    if is_erased:
        say(request, _("Everything in this space is erased."))
        return redirect("spaces:list_rooms")
    say(request, _("%(names)s will read that you ask for it.") % {"names": other_names(room)})
    return redirect(room_address(room, "spaces:show_erasing"))


@adults
@require_POST
def take_erasing_back(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Keep everything after all."""
    room = spaces.to_enter(request.user, room_id)
    commands.take_erasing_back(room.space, room.person)
    say(request, _("Everything stays."))
    return redirect(room_address(room, "spaces:show_erasing"))
