"""How is it going? Three buttons, and a place for words to the organizer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alongside.domain.journeys.commands import check_ins as commands
from alongside.domain.journeys.queries import check_in_of, words_of_check_in
from alongside.domain.spaces.sealing import seals_of
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import spaces
from alongside.web.components.space import Face
from alongside.web.flash import say, warn
from alongside.web.gates import PersonRequest, adults
from alongside.web.groups.frame import names
from alongside.web.journeys.forms import CheckInWordsForm
from alongside.web.spaces.frame import room_address, room_page, sealed_page

FACES = (
    Face("well", gettext_lazy("Going well"), "smiley"),  # type: ignore[arg-type]
    Face("okay", gettext_lazy("It is okay"), "smiley-meh"),  # type: ignore[arg-type]
    Face("help", gettext_lazy("I could use a hand"), "hand-heart"),  # type: ignore[arg-type]
)
_HELP = "help"


@adults
@require_http_methods(["GET", "HEAD", "POST"])
@sealed_page
def check_in(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """One tap, once a week. "I could use a hand" leads to a box for words to the organizer."""
    room = spaces.to_enter(request.user, room_id)
    at = clock.now()
    if request.method == "POST":
        mood = request.POST.get("mood", "")
        try:
            commands.check_in(room.journey, room.person, mood, at=at)
        except Refusal as refusal:
            warn(request, refusal)
            return redirect(room_address(room, "journeys:check_in"))
        if mood == _HELP:
            return redirect(room_address(room, "journeys:check_in"))
        say(request, _("Thank you. Noted for this week."))
        return redirect(room_address(room, "journeys:show_week") + "#checkin")
    kept = check_in_of(room.me, room.person, at=at)
    words = words_of_check_in(kept, seals_of(room.space.pk)).text if kept else ""
    form = CheckInWordsForm(initial={"words": words})
    return render(request, "journeys/check_in.html", _page(room, kept, form))


@adults
@require_POST
@sealed_page
def write_to_organizer(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """What would help, for the organizer alone."""
    room = spaces.to_enter(request.user, room_id)
    at = clock.now()
    kept = check_in_of(room.me, room.person, at=at)
    form = CheckInWordsForm(request.POST)
    if kept is None:
        return redirect(room_address(room, "journeys:check_in"))
    if form.is_valid():
        kept.walker = room.me
        room.me.journey = room.journey
        try:
            commands.write_to_organizer(kept, form.cleaned_data["words"], at=at)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            who = names(spaces.organizer_names(room))
            say(request, _("Sent to %(names)s. Nobody else reads it.") % {"names": who})
            return redirect(room_address(room, "journeys:show_week"))
    return render(request, "journeys/check_in.html", _page(room, kept, form))


def _page(room: spaces.Room, kept: Any, form: CheckInWordsForm) -> dict[str, object]:
    organizers = names(spaces.organizer_names(room))
    wants_hand = kept is not None and kept.mood == _HELP
    return room_page(room, "week", faces=FACES, check_in=kept, form=form, wants_hand=wants_hand, organizers=organizers)
