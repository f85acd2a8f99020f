"""Circles: an organizer puts people together; people join and leave."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.domain.mentorships.commands import circles as commands
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import circles, spaces
from alongside.web.flash import say, warn
from alongside.web.gates import PersonRequest, adults
from alongside.web.programs.frame import program_header


@adults
@require_http_methods(["GET", "HEAD", "POST"])
def begin_circle(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Tick three to eight people; their space opens at once."""
    seat, program, free = circles.to_put_together(request.user, slug, program_id)
    ticked = set(request.POST.getlist("people"))
    chosen = [each for each in free if str(each.pk) in ticked]
    problem = ""
    if request.method == "POST":
        try:
            circle = commands.begin_circle(program, chosen, at=clock.now())
        except Refusal as refusal:
            problem = str(refusal)
        else:
            say(request, _("The circle begins now. Everybody in it is told."))
            return redirect("mentorships:show_pair", slug, program_id, circle.pk)
    context: dict[str, Any] = {
        "program": program,
        "group": seat.group,
        "header": program_header(seat, program, "pairs"),
        "sides": [
            (_("Mentors"), [each for each in free if each.is_mentor]),
            (_("Mentees"), [each for each in free if not each.is_mentor]),
        ],
        "ticked": {each.pk for each in chosen},
        "problem": problem,
    }
    return render(request, "mentorships/begin_circle.html", context)


@adults
@require_http_methods(["GET", "HEAD", "POST"])
def join_circle(request: PersonRequest, slug: str, program_id: UUID, mentorship_id: UUID) -> HttpResponse:
    """Let one more person into a circle."""
    seat, program, circle, free = circles.to_let_in(request.user, slug, program_id, mentorship_id)
    newcomer = next((each for each in free if str(each.pk) == request.POST.get("person")), None)
    if newcomer is not None:
        try:
            commands.join_circle(circle, newcomer, at=clock.now())
        except Refusal as refusal:
            warn(request, refusal)
        else:
            say(request, _("%(name)s is in the circle now.") % {"name": newcomer.person.first_name})
        return redirect("mentorships:show_pair", slug, program_id, mentorship_id)
    context: dict[str, Any] = {
        "program": program,
        "group": seat.group,
        "header": program_header(seat, program, "pairs"),
        "circle": circle,
        "free": free,
    }
    return render(request, "mentorships/join_circle.html", context)


@adults
@require_POST
def take_out_of_circle(
    request: PersonRequest, slug: str, program_id: UUID, mentorship_id: UUID, person_id: UUID
) -> HttpResponse:
    """Let somebody go from a circle, when they asked the organizer for it."""
    circle, person = circles.to_take_out(request.user, slug, program_id, mentorship_id, person_id)
    try:
        commands.leave_circle(circle, person, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        say(request, _("%(name)s is no longer in the circle.") % {"name": person.first_name})
    return redirect("mentorships:show_pair", slug, program_id, mentorship_id)


@adults
@require_http_methods(["GET", "HEAD", "POST"])
def leave_circle(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Go, without giving a reason."""
    room = spaces.to_enter(request.user, room_id)
    circles.refuse_unless_circle(room)
    if request.method == "POST":
        try:
            commands.leave_circle(room.mentorship, room.person, at=clock.now())
        except Refusal as refusal:
            warn(request, refusal)
        else:
            say(request, _("You have left the circle."))
        return redirect("spaces:list_rooms")
    return render(request, "mentorships/leave_circle.html", {"room": room})
