"""The agreement, who sees what, and the list of one's mentorships."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.domain.journeys.queries import milestones_of
from alongside.domain.mentorships.commands.mentorships import accept_agreement as accept
from alongside.kernel import clock
from alongside.kernel.text import render_markdown
from alongside.policy import spaces
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, adults
from alongside.web.groups.frame import names
from alongside.web.journeys.turns import turns_of
from alongside.web.spaces.frame import other_names, room_address, room_page


@adults
@require_safe
def list_rooms(request: PersonRequest) -> HttpResponse:
    """One's mentorships; with a single one, straight into it."""
    cards = spaces.my_rooms(request.user)
    current = [card for card in cards if card.mentorship.is_current]
    if len(cards) == 1 or (len(current) == 1 and "all" not in request.GET):
        return redirect("journeys:show_week", room_id=(current or cards)[0].mentorship.pk)
    return render(
        request,
        "spaces/list_rooms.html",
        {"current": turns_of(current, at=clock.now()), "past": [(c, None) for c in cards if c not in current]},
    )


@adults
@require_safe
def show_about(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """What both agreed to, who can read what, and how often questions come."""
    room = spaces.to_enter(request.user, room_id)
    agreed = spaces.agreed_by(room)
    people = [(walker, agreed.get(walker.person_id, False)) for walker in room.walkers]
    return render(
        request,
        "spaces/show_about.html",
        room_page(
            room,
            "about",
            people=people,
            agreement=render_markdown(room.program.agreement),
            has_agreed=agreed.get(room.person.pk, False),
            organizers=names(spaces.organizer_names(room)),
            is_slower=room.journey.days_per_step > 7,
            milestones=milestones_of(room.journey),
        ),
    )


@adults
@require_POST
def accept_agreement(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Say yes to the agreement."""
    room = spaces.to_enter(request.user, room_id)
    accept(room.mentorship, room.person, at=clock.now())
    say(request, _("Thank you. %(names)s can see that you agreed.") % {"names": other_names(room)})
    return redirect(room_address(room, "spaces:show_about"))
