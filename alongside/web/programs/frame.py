"""The header of a program's pages for its organizer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.kernel import clock
from alongside.policy.programs import Seat
from alongside.web.components.navigation import Tab
from alongside.web.headers import ProgramHeader


def today() -> date:
    """The reader's date."""
    return localdate(clock.now())


def program_header(seat: Seat, program: Any, here: str) -> ProgramHeader:
    """The header of an organizer's pages of one program, with the tab ``here`` marked."""
    base = reverse("programs:list_programs", args=[seat.group.slug])
    places = [
        ("overview", _("Overview"), ""),
        ("pair", _("Pair people"), "pair/"),
        ("pairs", _("Pairs"), "pairs/"),
        ("people", _("People"), "people/"),
        ("steps", _("Weekly steps"), "steps/"),
        ("settings", _("Settings"), "settings/"),
    ]
    # A program that never opened has nobody to look after yet.
    shown = places if program.is_visible_to_members else places[4:]
    if program.state == program.State.CLOSED:
        shown = [place for place in places if place[0] != "pair"]
    return ProgramHeader(
        name=program.name,
        group_name=seat.group.name,
        group_href=base,
        tabs=[Tab(label, f"{base}{program.pk}/{end}", is_current=key == here) for key, label, end in shown],
        note="" if program.is_visible_to_members else program.get_state_display(),
    )
