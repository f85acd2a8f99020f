"""One's own sign-up: how it stands, every answer, a break, and the way out."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.commands import places
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import enrollments as policy
from alongside.policy import programs
from alongside.web.calendars import day_event
from alongside.web.enrollments.cards import own_answers
from alongside.web.enrollments.forms import PauseForm
from alongside.web.enrollments.status import status_of
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, adults
from alongside.web.groups.frame import group_page
from alongside.web.programs.frame import today


@adults
def show_own(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Every sign-up of mine in this program."""
    seat, program = programs.to_see(request.user, slug, program_id)
    own = policy.own(seat, program)
    if not own:
        return redirect("programs:show_program", slug, program.pk)
    weeks = [(number, today() + timedelta(weeks=number)) for number in (1, 2, 4)]
    places_of_mine = [
        {"enrollment": each, "status": status_of(seat, each, today()), "answers": own_answers(seat, each),
         "pause_form": PauseForm(prefix=each.role)}
        for each in own
    ]  # fmt: skip
    context = group_page(seat, "mentorship") | {"program": program, "places": places_of_mine, "weeks": weeks}
    return render(request, "enrollments/show_own.html", context)


@adults
def pause(request: PersonRequest, slug: str, program_id: UUID, role: str) -> HttpResponse:
    """Take a break."""
    _seat, enrollment = policy.to_answer(request.user, slug, program_id, role)
    form = PauseForm(request.POST or None, prefix=role)
    if request.method == "POST" and form.is_valid():
        try:
            places.pause_enrollment(enrollment, until=form.cleaned_data["until"], today=today(), at=clock.now())
        except Refusal as refusal:
            say(request, refusal)
        else:
            say(request, _("You are taking a break. Nobody finds you until you are back."))
    elif request.method == "POST":
        say(request, _("Choose a day from tomorrow onwards."))
    return redirect("enrollments:show_own", slug, program_id)


@adults
def resume(request: PersonRequest, slug: str, program_id: UUID, role: str) -> HttpResponse:
    """Be back."""
    _seat, enrollment = policy.to_answer(request.user, slug, program_id, role)
    if request.method == "POST":
        places.resume_enrollment(enrollment, at=clock.now())
        say(request, _("Welcome back. People can find you again."))
    return redirect("enrollments:show_own", slug, program_id)


@adults
def leave(request: PersonRequest, slug: str, program_id: UUID, role: str) -> HttpResponse:
    """Give the place back, after a page that says what it means."""
    seat, enrollment = policy.to_answer(request.user, slug, program_id, role)
    if request.method == "POST":
        places.leave_program(enrollment, at=clock.now())
        say(request, _("You have left. Thank you for being here. You can sign up again whenever you like."))
        return redirect("programs:show_program", slug, program_id)
    context = group_page(seat, "mentorship") | {
        "program": enrollment.program, "enrollment": enrollment, "pairs": policy.pairs_of(enrollment),
    }  # fmt: skip
    return render(request, "enrollments/leave.html", context)


@adults
def start_in_calendar(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """The first day as a calendar file."""
    _seat, program = programs.to_see(request.user, slug, program_id)
    if program.starts_on is None:
        return redirect("programs:show_program", slug, program.pk)
    title = _("Mentorship begins") if program.is_sensitive else program.name
    return day_event(f"{program.pk}@alongside", str(title), program.starts_on, at=clock.now())
