"""Asking somebody to be a pair, answering, and taking it back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.domain.mentorships.commands import mentor_requests as commands
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import mentors
from alongside.policy.mentors import Acquaintance
from alongside.web.flash import say, warn
from alongside.web.gates import PersonRequest, adults
from alongside.web.groups.frame import group_page
from alongside.web.mentorships.forms import DeclineForm, MentorRequestForm


@adults
@require_http_methods(["GET", "POST"])
def request_mentor(request: PersonRequest, slug: str, program_id: UUID, enrollment_id: UUID) -> HttpResponse:
    """Ask this person to be a pair, now or as a next choice."""
    them = mentors.to_meet(request.user, slug, program_id, enrollment_id)
    if them.must_sign_up:
        return redirect("enrollments:show_card", slug, program_id, enrollment_id)
    standing = mentors.request_between(them)
    asked_already = mentors.asked_by(request.user).filter(state__in=["open", "next", "approval"])
    has_others = not them.own_is_mentor and asked_already.filter(mentee=them.mentee).exists()
    form = MentorRequestForm(request.POST or None, has_others=has_others)
    if form.is_valid():
        try:
            _ask(request, them, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            name = them.other.person.first_name
            say(request, _("We asked %(name)s. You will hear from us.") % {"name": name})
            return redirect("mentorships:list_requests")
    context = group_page(them.seat, "mentorship") | {"them": them, "form": form, "standing": standing}
    return render(request, "mentorships/request_mentor.html", context)


@adults
@require_safe
def list_requests(request: PersonRequest) -> HttpResponse:
    """What one is asked, and what one asked others."""
    context = {
        "received": list(mentors.asked_of(request.user)[:50]),
        "made": list(mentors.asked_by(request.user)[:50]),
        "person": request.user,
    }
    return render(request, "mentorships/list_requests.html", context)


@adults
@require_POST
def accept_request(request: PersonRequest, request_id: UUID) -> HttpResponse:
    """Say yes."""
    asked = mentors.to_answer(request.user, request_id)
    try:
        mentorship = commands.accept_mentor_request(asked, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
        return redirect("mentorships:list_requests")
    if mentorship is None:
        say(request, _("Thank you. The organizer takes a last look, then you two are introduced."))
        return redirect("mentorships:list_requests")
    say(request, _("You are a pair now. Say hello."))
    return redirect(f"/p/{mentorship.pk}/")


@adults
@require_http_methods(["GET", "POST"])
def decline_request(request: PersonRequest, request_id: UUID) -> HttpResponse:
    """Say "not now", with a kind line."""
    asked = mentors.to_answer(request.user, request_id)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        try:
            commands.decline_mentor_request(asked, kind_line=form.kind_line(), at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            name = asked.asker.person.first_name
            say(request, _("We told %(name)s kindly.") % {"name": name})
            return redirect("mentorships:list_requests")
    return render(request, "mentorships/decline_request.html", {"asked": asked, "form": form})


@adults
@require_POST
def withdraw_request(request: PersonRequest, request_id: UUID) -> HttpResponse:
    """Take a request back."""
    made = mentors.to_withdraw(request.user, request_id)
    try:
        commands.withdraw_mentor_request(made, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        say(request, _("Taken back. They see nothing of it any more."))
    return redirect("mentorships:list_requests")


def _ask(request: PersonRequest, them: Acquaintance, form: MentorRequestForm) -> None:
    commands.request_mentor(
        them.mentee,
        them.mentor,
        message=form.cleaned_data["message"],
        asked_by=request.user,
        in_line=form.cleaned_data.get("when") == "next",
        at=clock.now(),
    )
