"""The headers of a group's Mentorship pages and of a program's pages for its organizer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.kernel import clock
from alongside.policy import programs as policy
from alongside.policy.programs import Seat
from alongside.web.components.navigation import Tab
from alongside.web.headers import GroupHeader, ProgramHeader


def today() -> date:
    """The reader's date."""
    return localdate(clock.now())


def group_header(seat: Seat, here: str = "mentorship") -> GroupHeader:
    """The header of every page of a group, with the tab ``here`` marked."""
    slug = seat.group.slug
    places = [("posts", _("Posts"), f"/g/{slug}/"), ("members", _("Members"), f"/g/{slug}/members/")]
    if policy.may_see_tab(seat):
        places.append(("mentorship", _("Mentorship"), reverse("programs:show_mentorship", args=[slug])))
    places.append(("about", _("About"), f"/g/{slug}/about/"))
    if seat.may_manage:
        places.append(("manage", _("Manage"), f"/g/{slug}/manage/"))
    return GroupHeader(
        name=seat.group.name,
        line=_group_line(policy.member_count(seat), policy.organizers_of(seat)),
        tabs=[Tab(label, href, is_current=key == here) for key, label, href in places],
    )


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
    return ProgramHeader(
        name=program.name,
        group_name=seat.group.name,
        group_href=base,
        tabs=[Tab(label, f"{base}{program.pk}/{end}", is_current=key == here) for key, label, end in shown],
        note="" if program.is_visible_to_members else program.get_state_display(),
    )


def _group_line(members: int, organizers: Sequence[Any]) -> str:
    count = ngettext("%(count)d member.", "%(count)d members.", members) % {"count": members}
    if not organizers:
        return count
    names = ", ".join(each.full_name for each in organizers[:2])
    return _("{count} Run by {names}.").format(count=count, names=names)
