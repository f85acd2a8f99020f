"""Signing in: by a link from a letter, by a password, and out again."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.domain.people.commands.sign_in import AccountClosed, send_sign_in_link, use_sign_in_link
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import people
from alongside.web.gates import PersonRequest, open_to_all, signed_in
from alongside.web.limits import is_within
from alongside.web.people.forms import ConfirmSignInForm, PasswordSignInForm, SignInForm, SignUpForm
from alongside.web.people.session import safe_path, sign_in, way_on
from alongside.web.people.zones import known_time_zone
from alongside.web.site.errors import too_many


@open_to_all
@require_http_methods(["GET", "POST"])
def ask_for_link(request: HttpRequest) -> HttpResponse:
    """Ask where the link should go. The answer is the same whether the address is known or not."""
    next_path = safe_path(request.POST.get("next", request.GET.get("next", "")))
    if request.user.is_authenticated:
        return redirect(way_on(request.user, next_path))
    form = SignInForm(request.POST or None, initial={"email": request.GET.get("email", "")})
    if form.is_valid():
        return post_link(request, email=form.cleaned_data["email"], next_path=next_path)
    context = {"form": form, "next": next_path, "may_sign_up": people.may_register_uninvited()}
    return render(request, "people/ask_for_link.html", context)


@open_to_all
@require_http_methods(["GET", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """Open an account without an invitation, where there is a group one could find and join."""
    next_path = safe_path(request.POST.get("next", request.GET.get("next", "")))
    if request.user.is_authenticated:
        return redirect(way_on(request.user, next_path))
    if not people.may_register_uninvited():
        return render(request, "people/invitation_needed.html")
    form = SignUpForm(request.POST or None)
    if form.is_valid():
        return post_link(request, **form.cleaned_data, next_path=next_path)
    return render(request, "people/sign_up.html", {"form": form, "next": next_path})


@open_to_all
@require_http_methods(["GET", "POST"])
def check_email(request: HttpRequest) -> HttpResponse:
    """Wait for the letter, or have it sent again."""
    asked = request.session.get("asked_for_link")
    if asked is None:
        return redirect("people:ask_for_link")
    if request.method == "POST":
        return post_link(request, **asked)
    return render(request, "people/check_email.html", {"asked": asked})


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def use_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link. Only the button lets somebody in, so programs that follow links consume nothing."""
    link = people.to_use_sign_in_link(token)
    form = ConfirmSignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        zone = known_time_zone(form.cleaned_data["time_zone"])
        try:
            person = use_sign_in_link(link, time_zone=zone, at=clock.now())
        except AccountClosed:
            return render(request, "people/account_closed.html", status=403)
        except Refusal:
            return render(request, "people/link_run_out.html", {"token": token}, status=410)
        own_device = form.cleaned_data["own_device"]
        return sign_in(request, person, own_device=own_device, next_path=link.next_path)
    if not link.is_open(clock.now()):
        return render(request, "people/link_run_out.html", {"token": token}, status=410)
    return render(request, "people/use_link.html", {"form": form, "link": link})


@open_to_all
@require_POST
def send_link_again(request: HttpRequest, token: str) -> HttpResponse:
    """A new link in the place of one that has run out."""
    link = people.to_use_sign_in_link(token)
    return post_link(request, email=link.email, first_name=link.first_name, next_path=link.next_path)


@open_to_all
@require_http_methods(["GET", "POST"])
def sign_in_with_password(request: HttpRequest) -> HttpResponse:
    """For those who chose a password. The library counts failures and asks for a second factor."""
    next_path = safe_path(request.POST.get("next", request.GET.get("next", "")))
    if request.user.is_authenticated:
        return redirect(way_on(request.user, next_path))
    form = PasswordSignInForm(request.POST or None)
    if form.is_valid():
        person = _with_password(request, form)
        if person is not None:
            return sign_in(request, person, own_device=form.cleaned_data["own_device"], next_path=next_path)
    return render(request, "people/sign_in_with_password.html", {"form": form, "next": next_path})


@signed_in
@require_http_methods(["GET", "POST"])
def sign_out(request: PersonRequest) -> HttpResponse:
    """Leave this device."""
    if request.method == "POST":
        logout(request)
        response = redirect("front")
        # What this browser kept of the pages goes, too: the device may be shared.
        response["Clear-Site-Data"] = '"cache"'
        return response
    return render(request, "people/sign_out.html")


def post_link(request: HttpRequest, *, email: str, first_name: str = "", next_path: str = "") -> HttpResponse:
    """Let a link be sent, and show the page that says where."""
    if not is_within(request, "sign_in_link"):
        return too_many(request)
    send_sign_in_link(
        email, next_path=next_path, first_name=first_name, language=get_language() or "en", at=clock.now()
    )
    request.session["asked_for_link"] = {"email": email, "first_name": first_name, "next_path": next_path}
    return redirect("people:check_email")


def _with_password(request: HttpRequest, form: forms.Form) -> people.SignedInPerson | None:
    """Whoever has this address and password; otherwise the form says no, never which of the two was wrong."""
    email, password = form.cleaned_data["email"].strip().lower(), form.cleaned_data["password"]
    try:
        person: people.SignedInPerson | None = get_adapter(request).authenticate(
            request, email=email, password=password
        )
    except ValidationError:
        form.add_error(None, _("That was a lot in a short time. Wait a few minutes, or use a link by email."))
        return None
    if person is None:
        form.add_error(None, _("This email address and password do not go together. Try again, or use a link."))
    return person
