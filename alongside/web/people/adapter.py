"""How the accounts library is told to behave on this site."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The library checks passwords, keeps limits and asks for second factors; pages and letters are ours."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts open by invitation, on our own pages."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: our pages say what happened."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("today:show_today")

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: letters about accounts are notices of ours."""

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return render(request, "people/account_closed.html", status=403)
