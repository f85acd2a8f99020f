"""The account itself: address, password, one's own copy of everything, and the end."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.domain.people.commands.accounts import change_password, erase_person
from alongside.domain.people.commands.addresses import change_email, confirm_email_change
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import own_data, people
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, PersonView, open_to_all, signed_in
from alongside.web.limits import is_within
from alongside.web.people.forms import DeleteAccountForm, EmailForm, PasswordForm
from alongside.web.site.errors import too_many

# Whoever has a password or a second step shows it once more before the account itself changes hands.
sure_it_is_them: Callable[[PersonView], PersonView] = reauthentication_required(app="alongside")


@signed_in
@sure_it_is_them
@require_http_methods(["GET", "POST"])
def ask_new_address(request: PersonRequest) -> HttpResponse:
    """Ask for another address. The answer is the same whether somebody has it or not."""
    form = EmailForm(request.POST or None)
    if form.is_valid():
        if not is_within(request, "change_email", key=str(request.user.pk)):
            return too_many(request)
        new_email = form.cleaned_data["new_email"]
        change_email(request.user, new_email=new_email, at=clock.now())
        return render(request, "people/check_new_address.html", {"new_email": new_email})
    return render(request, "people/ask_new_address.html", {"form": form})


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in the letter to the new address; works on any device, signed in or not."""
    change = people.to_confirm_email_change(token)
    problem = ""
    if request.method == "POST":
        try:
            confirm_email_change(change, at=clock.now())
        except Refusal as refusal:
            problem = str(refusal)
        else:
            return render(request, "people/address_confirmed.html", {"change": change})
    is_open = change.is_open(clock.now()) and not problem
    context = {"change": change, "is_open": is_open, "problem": problem}
    return render(request, "people/confirm_address.html", context, status=200 if is_open else 410)


@signed_in
@sure_it_is_them
@require_http_methods(["GET", "POST"])
def choose_password(request: PersonRequest) -> HttpResponse:
    """A password as another way in. It ends the sessions on all other devices."""
    form = PasswordForm(request.POST or None, person=request.user)
    if form.is_valid():
        here = request.session.session_key
        change_password(request.user, password=form.cleaned_data["password"], keep=here, at=clock.now())
        update_session_auth_hash(request, request.user)
        say(request, _("Your password is set. You were signed out everywhere else."))
        return redirect("people:list_settings")
    return render(request, "people/choose_password.html", {"form": form})


@signed_in
@sure_it_is_them
@require_POST
def remove_password(request: PersonRequest) -> HttpResponse:
    """Back to links by e-mail alone."""
    change_password(request.user, password="", keep=request.session.session_key, at=clock.now())
    update_session_auth_hash(request, request.user)
    say(request, _("Your password is gone. You sign in with a link by email."))
    return redirect("people:list_settings")


@signed_in
@require_safe
def show_own_data(request: PersonRequest) -> HttpResponse:
    """What one can take along, and how to go."""
    return render(request, "people/show_own_data.html")


@signed_in
@sure_it_is_them
@require_safe
def download_own_data(request: PersonRequest) -> HttpResponse:
    """Everything kept about the person who asks, as one file."""
    copy = own_data.everything_about(request.user)
    response = JsonResponse(copy, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@signed_in
@sure_it_is_them
@require_http_methods(["GET", "POST"])
def delete_account(request: PersonRequest) -> HttpResponse:
    """The end of an account, with what it means said first."""
    if not people.may_erase(request.user):
        return render(request, "people/hand_over_first.html", {"groups": people.groups_to_hand_over(request.user)})
    form = DeleteAccountForm(request.POST or None, person=request.user)
    if form.is_valid():
        erase_person(request.user, at=clock.now())
        logout(request)
        return render(request, "people/account_deleted.html")
    return render(request, "people/delete_account.html", {"form": form})
