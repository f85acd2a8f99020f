"""Looking after a group: what it says, who is in it, who gets in."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.domain.groups.commands import groups as group_commands
from alongside.domain.groups.commands import invitations as invitation_commands
from alongside.domain.groups.commands import join_requests, memberships
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import groups, invitations
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, adults
from alongside.web.groups.forms import ChangeGroupForm, InvitationForm, RoleForm
from alongside.web.groups.frame import group_page


@adults
@require_safe
def manage(request: PersonRequest, slug: str) -> HttpResponse:
    """Everything an organizer can change, each on a page of its own."""
    standing = groups.to_manage(request.user, slug)
    context = {
        "waiting": groups.waiting_join_requests(standing).count(),
        "invitation_count": invitations.visible_invitations(standing, at=clock.now()).count(),
    }
    return render(request, "groups/manage.html", group_page(standing, "manage", **context))


@adults
@require_http_methods(["GET", "POST"])
def change_group(request: PersonRequest, slug: str) -> HttpResponse:
    """Name, description, rules, and the ways in."""
    standing = groups.to_manage(request.user, slug)
    asked = ("name", "description", "rules", "focus", "visibility", "joining")
    form = ChangeGroupForm(request.POST or None, initial={name: getattr(standing.group, name) for name in asked})
    if form.is_valid():
        group_commands.change_group(standing.group, **form.cleaned_data, changed_by=request.user, at=clock.now())
        say(request, _("Saved."))
        return redirect("groups:manage", slug=slug)
    return render(request, "groups/change_group.html", group_page(standing, "manage", form=form))


@adults
@require_http_methods(["GET", "POST"])
def list_invitations(request: PersonRequest, slug: str) -> HttpResponse:
    """The links that let people in: make one, copy it, withdraw it."""
    standing = groups.to_manage(request.user, slug)
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        lasts = timedelta(days=int(form.cleaned_data["days"])) or None
        invitation_commands.make_invitation(standing.group, invited_by=request.user, lasts=lasts, at=clock.now())
        say(request, _("Your link is ready. Send it to the people you want to invite."))
        return redirect("groups:list_invitations", slug=slug)
    links = [
        (invitation, request.build_absolute_uri(f"/join/{invitation.code}/"))
        for invitation in invitations.visible_invitations(standing, at=clock.now())
    ]
    return render(request, "groups/list_invitations.html", group_page(standing, "manage", form=form, links=links))


@adults
@require_POST
def withdraw_invitation(request: PersonRequest, slug: str, code: str) -> HttpResponse:
    """Make a link let nobody in from now on."""
    invitation = invitations.to_withdraw_invitation(request.user, slug, code)
    invitation_commands.withdraw_invitation(invitation, withdrawn_by=request.user, at=clock.now())
    say(request, _("The link no longer works. Who has joined with it stays."))
    return redirect("groups:list_invitations", slug=slug)


@adults
@require_safe
def list_join_requests(request: PersonRequest, slug: str) -> HttpResponse:
    """Who waits for a yes."""
    standing = groups.to_manage(request.user, slug)
    waiting = groups.waiting_join_requests(standing)
    return render(request, "groups/list_join_requests.html", group_page(standing, "manage", waiting=waiting))


@adults
@require_POST
def accept_join_request(request: PersonRequest, slug: str, request_id: UUID) -> HttpResponse:
    """Let somebody in."""
    join_request = groups.to_decide_join_request(request.user, slug, request_id)
    try:
        join_requests.accept_join_request(join_request, decided_by=request.user, at=clock.now())
    except Refusal as refusal:
        say(request, refusal)
    else:
        say(request, _("%(name)s is in. We have written to them.") % {"name": join_request.person.first_name})
    return redirect("groups:list_join_requests", slug=slug)


@adults
@require_POST
def decline_join_request(request: PersonRequest, slug: str, request_id: UUID) -> HttpResponse:
    """Say no, kindly."""
    join_request = groups.to_decide_join_request(request.user, slug, request_id)
    try:
        join_requests.decline_join_request(join_request, decided_by=request.user, at=clock.now())
    except Refusal as refusal:
        say(request, refusal)
    else:
        say(request, _("We have told %(name)s kindly.") % {"name": join_request.person.first_name})
    return redirect("groups:list_join_requests", slug=slug)


@adults
@require_http_methods(["GET", "POST"])
def change_member(request: PersonRequest, slug: str, person_id: UUID) -> HttpResponse:
    """What a member may do."""
    membership = groups.to_change_member(request.user, slug, person_id)
    form = RoleForm(request.POST or None, initial={"role": membership.role})
    if form.is_valid():
        try:
            memberships.change_role(membership, **form.cleaned_data, changed_by=request.user, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Saved."))
            return redirect("groups:list_members", slug=slug)
    standing = groups.to_manage(request.user, slug)
    context = group_page(standing, "members", form=form, member=membership.person)
    return render(request, "groups/change_member.html", context)


@adults
@require_POST
def remove_member(request: PersonRequest, slug: str, person_id: UUID) -> HttpResponse:
    """Take a member out of the group."""
    membership = groups.to_change_member(request.user, slug, person_id)
    try:
        memberships.remove_member(membership, removed_by=request.user, at=clock.now())
    except Refusal as refusal:
        say(request, refusal)
    else:
        say(request, _("%(name)s no longer belongs to this group.") % {"name": membership.person.first_name})
    return redirect("groups:list_members", slug=slug)
