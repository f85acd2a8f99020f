"""The ways into a group, and the way out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.domain.groups.commands import join_requests, memberships
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import groups, invitations
from alongside.policy.groups import Standing
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, adults, open_to_all, signed_in
from alongside.web.groups.forms import AskToJoinForm, PasteInvitationForm
from alongside.web.groups.frame import group_page, names
from alongside.web.limits import is_within
from alongside.web.people.forms import SignUpForm
from alongside.web.people.signing_in import post_link
from alongside.web.site.errors import too_many


@open_to_all
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponse:
    """An invitation: what it leads to and who sent it, and one button, with a new account when there is none yet."""
    if not is_within(request, "join"):
        return too_many(request)
    invitation = invitations.to_read_invitation(code)
    here = Standing(invitation.group, None, None)
    context = {
        "invitation": invitation,
        "group": invitation.group,
        "run_by": names([person.full_name for person in groups.organizers(here)]),
        "count": groups.member_count(here),
        "here": request.path,
    }
    if not invitation.is_open(clock.now()):
        return render(request, "groups/invitation_run_out.html", context, status=410)
    if request.user.is_authenticated:
        return _join_as_member(request, invitation.code, context)  # type: ignore[arg-type]

    form = SignUpForm(request.POST or None)
    if form.is_valid():
        return post_link(request, **form.cleaned_data, next_path=request.path)
    return render(request, "groups/join.html", {**context, "form": form})


@open_to_all
@require_http_methods(["GET", "POST"])
def paste_invitation(request: HttpRequest) -> HttpResponse:
    """For people who hold a code or a link and do not know where to put it."""
    form = PasteInvitationForm(request.POST or None)
    if form.is_valid():
        return redirect("groups:join", code=form.cleaned_data["link"])
    return render(request, "groups/paste_invitation.html", {"form": form})


def _join_as_member(request: PersonRequest, code: str, context: dict[str, object]) -> HttpResponse:
    """The same page for somebody signed in: one button, after the declaration that only adults join."""
    invitation = invitations.to_read_invitation(code)
    standing = groups.standing_of(request.user, invitation.group)
    if standing.is_member:
        return redirect("groups:list_posts", slug=invitation.group.slug)
    if request.method == "POST":
        if not request.user.has_declared_adult:
            return redirect(f"{reverse('people:declare_adult')}?{urlencode({'next': request.path})}")
        try:
            memberships.join_by_invitation(request.user, invitation, at=clock.now())
        except Refusal:
            return render(request, "groups/invitation_run_out.html", context, status=410)
        say(request, _("Welcome to %(group)s.") % {"group": invitation.group.name})
        return redirect("groups:list_posts", slug=invitation.group.slug)
    return render(request, "groups/join.html", context)


@adults
@require_POST
def join_open_group(request: PersonRequest, slug: str) -> HttpResponse:
    """Walk into a group anyone can join."""
    standing = groups.standing_in(request.user, slug)
    try:
        memberships.join_open_group(request.user, standing.group, at=clock.now())
    except Refusal as refusal:
        say(request, refusal)
        return redirect("groups:show_about", slug=slug)
    say(request, _("Welcome to %(group)s.") % {"group": standing.group.name})
    return redirect("groups:list_posts", slug=slug)


@adults
@require_http_methods(["GET", "POST"])
def ask_to_join(request: PersonRequest, slug: str) -> HttpResponse:
    """Knock at the door of a group that lets people in by hand."""
    standing = groups.standing_in(request.user, slug)
    form = AskToJoinForm(request.POST or None)
    if form.is_valid():
        try:
            join_requests.request_to_join(request.user, standing.group, **form.cleaned_data, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Your request is on its way. You will get a letter when somebody has answered."))
            return redirect("groups:show_about", slug=slug)
    return render(request, "groups/ask_to_join.html", group_page(standing, "about", form=form))


@signed_in
@require_POST
def withdraw_join_request(request: PersonRequest, slug: str) -> HttpResponse:
    """Take the knock back."""
    join_request = groups.to_withdraw_join_request(request.user, slug)
    join_requests.withdraw_join_request(join_request, at=clock.now())
    say(request, _("You have taken your request back."))
    return redirect("groups:show_about", slug=slug)


@signed_in
@require_http_methods(["GET", "POST"])
def leave(request: PersonRequest, slug: str) -> HttpResponse:
    """Leave, with what it means said first."""
    standing = groups.to_enter(request.user, slug)
    problem = ""
    if request.method == "POST":
        try:
            memberships.leave_group(groups.to_leave(request.user, slug), at=clock.now())
        except Refusal as refusal:
            problem = str(refusal)
        else:
            say(request, _("You have left %(group)s.") % {"group": standing.group.name})
            return redirect("groups:list_groups")
    return render(request, "groups/leave.html", group_page(standing, "about", problem=problem))
