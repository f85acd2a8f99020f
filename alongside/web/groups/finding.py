"""My groups, other groups, and starting one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.domain.groups.commands.groups import create_group
from alongside.kernel import clock
from alongside.policy import groups
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, adults, signed_in
from alongside.web.groups.forms import PasteInvitationForm, StartGroupForm


@signed_in
@require_http_methods(["GET", "POST"])
def list_groups(request: PersonRequest) -> HttpResponse:
    """The groups one belongs to, a place to paste an invitation, and public groups to look at."""
    form = PasteInvitationForm(request.POST or None)
    if form.is_valid():
        return redirect("groups:join", code=form.cleaned_data["link"])
    context = {
        "form": form,
        "mine": groups.my_groups(request.user),
        "others": groups.groups_to_find(request.user),
    }
    return render(request, "groups/list_groups.html", context)


@adults
@require_http_methods(["GET", "POST"])
def start_group(request: PersonRequest) -> HttpResponse:
    """Start a group that one then runs."""
    form = StartGroupForm(request.POST or None)
    if form.is_valid():
        group = create_group(request.user, **form.cleaned_data, at=clock.now())
        say(request, _("Your group is there. Now invite people."))
        return redirect("groups:list_invitations", slug=group.slug)
    return render(request, "groups/start_group.html", {"form": form})
