"""Putting away a step that waited for an occasion."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.domain.journeys.commands import extras as commands
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import spaces
from alongside.web.flash import say, warn
from alongside.web.gates import PersonRequest, adults
from alongside.web.spaces.frame import room_address


@adults
@require_POST
def put_extra_away(request: PersonRequest, room_id: UUID, opening_id: UUID) -> HttpResponse:
    """Done, or not for me: either way it goes, and can be brought back."""
    room = spaces.to_enter(request.user, room_id)
    opening = room.me.extra_openings.filter(pk=opening_id).first()
    if opening is None:
        raise Http404
    done = "done" in request.POST
    try:
        commands.put_extra_step_away(opening, room.person, done=done, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        undo = room_address(room, "journeys:bring_extra_back", opening.pk)
        say(request, _("Well done.") if done else _("Put away."), undo_at=undo)
    return redirect(room_address(room, "journeys:show_week"))


@adults
@require_POST
def bring_extra_back(request: PersonRequest, room_id: UUID, opening_id: UUID) -> HttpResponse:
    """Undo putting it away."""
    room = spaces.to_enter(request.user, room_id)
    opening = room.me.extra_openings.filter(pk=opening_id).first()
    if opening is None:
        raise Http404
    commands.bring_extra_step_back(opening, room.person)
    return redirect(room_address(room, "journeys:show_week") + "#extra")
