"""How the accounts library is told to behave on this site."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext_lazy as _

from alongside.domain.people.commands.accounts import note_second_step
from alongside.kernel import clock
from alongside.policy.people import SignedInPerson


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The library checks passwords, keeps limits and asks for second factors; pages and letters are ours."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts open by invitation, on our own pages."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: our pages say what happened."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("today:show_today")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """A passkey first, since whoever has one is quickest with it; in our words."""
        words = {
            "mfa_reauthenticate:webauthn": _("Use my passkey"),
            "reauthenticate": _("Use my password"),
            "mfa_reauthenticate": _("Use a code from my app, or a recovery code"),
        }
        methods = {method["id"]: method for method in super().get_reauthentication_methods(user)}
        return [{**methods[key], "description": said} for key, said in words.items() if key in methods]

    def reauthenticate(self, user: SignedInPerson, password: str) -> bool:
        return bool(self.authenticate(context.request, email=user.email, password=password) == user)

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: letters about accounts are notices of ours."""

    def send_notification_mail(self, template_prefix: str, user: SignedInPerson, *args: Any, **kwargs: Any) -> None:
        """Changed ways in are told by a letter of ours; the library says which way by the name of its template."""
        here = self.request.session.session_key if self.request else None  # outside of a page all of them end
        note_second_step(user, what=template_prefix.rsplit("/", 1)[-1], keep=here, at=clock.now())

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return render(request, "people/account_closed.html", status=403)
