"""Breaks, more time, and the kind ways to end."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.domain.mentorships.commands import endings as commands
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import mentorships as policy
from alongside.policy import spaces
from alongside.policy.spaces import Room
from alongside.web.flash import say, warn
from alongside.web.gates import PersonRequest, adults
from alongside.web.mentorships.forms import BreakForm, ExtendForm
from alongside.web.spaces.frame import room_page


@dataclass(frozen=True)
class Way:
    """One way to end: what it is called, what it does, what the other one reads."""

    key: str
    title: str | Promise
    what: str | Promise
    told: str | Promise
    button: str | Promise


WAYS = {
    way.key: way
    for way in (
        Way(
            "not-right",
            gettext_lazy("This is not right for me"),
            gettext_lazy("Not every two people fit. You both go back to the list, you first, and nobody is to blame."),
            gettext_lazy("“Not every two people fit, and nobody did anything wrong. You are both back on the list.”"),
            gettext_lazy("End this pair"),
        ),
        Way(
            "early",
            gettext_lazy("Finish early"),
            gettext_lazy("You got what you needed, or life changed. You do not have to say why."),
            gettext_lazy("“%(name)s has finished this mentorship early and was not asked why. Thank you.”"),
            gettext_lazy("Finish early"),
        ),
        Way(
            "quietly",
            gettext_lazy("Finish now, without contact"),
            gettext_lazy("The space closes at once and nobody can write to you there. We do not say who ended it."),
            gettext_lazy(
                "“This mentorship has ended. Thank you for your time. Your organizer can help you find someone new.”"
            ),
            gettext_lazy("Finish now"),
        ),
    )
}


@adults
@require_safe
def show_ways_to_end(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Take a break, have more time, or end; each with what the other one is told."""
    room = spaces.to_enter(request.user, room_id)
    context = room_page(
        room, "about", ways=_ways(room), break_form=BreakForm(), extend_form=ExtendForm(), mentorship=room.mentorship
    )
    return render(request, "mentorships/end.html", context)


@adults
@require_POST
def pause(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Take a break."""
    room = spaces.to_enter(request.user, room_id)
    form = BreakForm(request.POST)
    if not form.is_valid():
        warn(request, _("Choose for how long."))
        return redirect("mentorships:show_ways_to_end", room_id)
    try:
        weeks = form.cleaned_data["weeks"]
        commands.pause_mentorship(room.mentorship, by=request.user, weeks=weeks, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        say(request, _("You take a break. No questions open until it is over."))
    return redirect("mentorships:show_ways_to_end", room_id)


@adults
@require_POST
def resume(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Go on before the break is over."""
    room = spaces.to_enter(request.user, room_id)
    try:
        commands.resume_mentorship(room.mentorship, by=request.user, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        say(request, _("Welcome back. The next question opens on Monday."))
    return redirect(f"/p/{room.mentorship.pk}/")


@adults
@require_POST
def extend(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Have more time together."""
    room = spaces.to_enter(request.user, room_id)
    form = ExtendForm(request.POST)
    if not form.is_valid():
        warn(request, _("Choose how much longer."))
        return redirect("mentorships:show_ways_to_end", room_id)
    try:
        weeks = form.cleaned_data["weeks"]
        commands.extend_mentorship(room.mentorship, by=request.user, weeks=weeks, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        say(request, _("You have more time together."))
    return redirect("mentorships:show_ways_to_end", room_id)


@adults
@require_http_methods(["GET", "POST"])
def end(request: PersonRequest, room_id: UUID, how: str) -> HttpResponse:
    """Confirm one way to end, on a page that says what the other one reads."""
    room = spaces.to_enter(request.user, room_id)
    way = WAYS.get(how)
    if way is None:
        raise Http404
    if request.method == "POST":
        kind = policy.NOT_RIGHT if how == "not-right" else policy.EARLY
        try:
            commands.end_mentorship(
                room.mentorship, kind=kind, by=request.user, quietly=how == "quietly", at=clock.now()
            )
        except Refusal as refusal:
            warn(request, refusal)
        else:
            say(request, _("Ended. You can still read everything written there."))
        return redirect(f"/p/{room.mentorship.pk}/")
    told = str(way.told) % {"name": request.user.first_name}
    return render(request, "mentorships/end_confirm.html", room_page(room, "about", way=way, told=told))


def _ways(room: Room) -> list[tuple[Way, str]]:
    if room.mentorship.kind == "circle":
        # One person does not end a circle; the page offers to leave it.
        return []
    return [(way, str(way.told) % {"name": room.person.first_name}) for way in WAYS.values()]
