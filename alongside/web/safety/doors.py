"""Safety and help beside a thing, blocking and unblocking, and help for right now."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.domain.safety.commands import blocks as commands
from alongside.domain.safety.queries import blocks_made_by
from alongside.kernel import clock
from alongside.policy import reportables, safety
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, open_to_all, signed_in


@open_to_all
@require_safe
def show_help_now(request: HttpRequest) -> HttpResponse:
    """Who can help at once. Nothing is read from the database, so that it is there when everything else is not."""
    return render(request, "safety/help_now.html", {"services": settings.LOCAL_HELP})


@signed_in
@require_safe
def show_safety_and_help(request: PersonRequest) -> HttpResponse:
    """Everything one can do about a pair, a conversation or a thing, on one page."""
    about = request.GET.get("about", "")
    thing = reportables.to_report(request.user, about)
    return render(request, "safety/safety_and_help.html", {"thing": thing, "about": about})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def block_person(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """A page that says what a block does, and does it."""
    other = safety.to_block(request.user, person_id)
    if request.method == "POST":
        commands.block_person(request.user, other, at=clock.now())
        say(request, _("%(name)s cannot reach you here any more.") % {"name": other.first_name})
        return redirect("list_blocked")
    return render(
        request, "safety/block_person.html", {"other": other, "is_blocked": safety.has_blocked(request.user, other)}
    )


@signed_in
@require_POST
def unblock_person(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """Open the door again."""
    other = safety.to_block(request.user, person_id)
    commands.unblock_person(request.user, other, at=clock.now())
    say(request, _("You have unblocked %(name)s. What had ended stays ended.") % {"name": other.first_name})
    return redirect("list_blocked")


@signed_in
@require_safe
def list_blocked(request: PersonRequest) -> HttpResponse:
    """Whom the reader has blocked; nobody else sees this list."""
    return render(request, "safety/list_blocked.html", {"blocks": blocks_made_by(request.user)})
