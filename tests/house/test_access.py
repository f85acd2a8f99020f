"""Every address, asked by everybody, with GET and POST, against the table in ``access/table.txt``."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from itertools import cycle
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from alongside.domain.people.models import Person
from alongside.kernel import clock
from alongside.policy.live import listener_with
from tests.house.access import table
from tests.house.access.people import LIKE_ANONYMOUS, ROLES, Community, build, close_accounts
from tests.house.access.things import nowhere

# What a group writes is read by its members, so they may be told that a post is somebody else's.
_SEEN_ANYWAY = ("groups:edit_", "groups:retract_", "groups:pin_", "groups:unpin_")
Answer = Any  # of the test client, or of the page
pytestmark = pytest.mark.django_db(databases=["default", "keys"])

_MASKED = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": ")\w+')


def _routes(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, list[str]]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _routes(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", list(entry.pattern.converters)


class Asked:
    """A community, and everybody in it with a session of their own."""

    def __init__(self) -> None:
        self.community: Community = build(at=clock.now())
        self.routes = dict(_routes(get_resolver()))
        self.requests = 0
        self.clients: dict[str, Client] = {}
        for role, person in self.community.people.items():
            self.clients[role] = Client(raise_request_exception=False)
            if person:
                self.clients[role].force_login(person)
                self._have_just_shown_who_they_are(self.clients[role])
        self.cookies = {role: SimpleCookie(client.cookies) for role, client in self.clients.items()}
        close_accounts(self.community.people, at=clock.now())

    def _have_just_shown_who_they_are(self, client: Client) -> None:
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": clock.now().timestamp()}]
        session.save()

    def sign(self, role: str, method: str, route: str) -> str:
        """How ``role`` is answered, in one sign."""
        return _sign(self.ask(role, method, route, self.address(role, route)))

    def live(self) -> table.Row:
        """Who would be let into the live channel."""
        name = settings.SESSION_COOKIE_NAME
        shown = {role: f"{name}={kept[name].value}" if name in kept else "" for role, kept in self.cookies.items()}
        heard = "".join("+" if listener_with(shown[role]) else ">" for role in ROLES)
        assert not any(listener_with(shown[role]) for role in LIKE_ANONYMOUS)
        return heard, ">" * len(ROLES)  # the channel takes nothing, as tests/web/live shows

    def row(self, route: str) -> table.Row:
        """How everybody is answered."""
        get, post = ("".join(self.sign(role, method, route) for role in ROLES) for method in table.METHODS)
        return get, post

    def said(self, role: str, method: str, route: str, language: str, *, real: bool) -> tuple[Any, ...]:
        """Everything an answer says: its status, headers and body, without what is drawn anew each time."""
        address = self.address(role, route, real=real)
        answer = self.ask(role, method, route, address, language=language)
        body = _MASKED.sub(b"", _without(answer.content, address))
        headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
        return answer.status_code, headers, sorted(answer.cookies), body

    def address(self, role: str, route: str, *, real: bool = True) -> str:
        """The address of the thing ``role`` asks for, or of one that does not exist."""
        arguments = self.community.arguments(role, route, self.routes[route])
        kept = role not in ("stranger", "elsewhere", "operator")
        query: str = self.community.things.get(f"QUERY {route}", "")
        return reverse(route, kwargs=arguments if real else nowhere(arguments, keep_group=kept)) + query

    def ask(self, role: str, method: str, route: str, address: str, *, language: str = "en") -> Answer:
        """Ask, and undo whatever the answer changed."""
        client = self.clients[role]
        data = self.community.things.get(f"POST {route}", {}) if method == "POST" else {}
        client.cookies = SimpleCookie(self.cookies[role])
        self.requests += 1
        with transaction.atomic("default"), transaction.atomic("keys"):
            Person.objects.filter(pk=getattr(self.community.people[role], "pk", None)).update(language=language)
            send = client.post if method == "POST" else client.get
            answer: Answer = send(address, data or None, headers={"accept-language": language})
            for name in ("default", "keys"):
                transaction.set_rollback(True, name)
        return answer


def _without(body: bytes, address: str) -> bytes:
    """A page without its own address, which links back to it carry."""
    for written in (address, quote(address), quote(address, safe=""), address.replace("&", "&amp;")):
        body = body.replace(written.encode(), b"")
    return body


def _sign(answer: Answer) -> str:
    target = answer.get("Location", "")
    if answer.status_code == 302 and target.startswith("/sign-in/?next"):
        return ">"
    if answer.status_code == 302 and target.startswith("/welcome/adult/?next"):
        return "a"
    return {403: "x", 404: ".", 405: "-", 500: "!"}.get(answer.status_code, "+")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    monkeypatch.setattr(settings, "PRODUCTION", True)  # as where people rely on it
    monkeypatch.setattr(settings, "KEEP_SENT_MAIL", False)
    logging.getLogger("django.request").setLevel(logging.ERROR)
    return Asked()


def test_every_address_answers_everybody_as_the_table_says(
    asked: Asked, record_property: Callable[[str, object], None]
) -> None:
    expected = table.expected()
    found = {route: asked.row(route) for route in asked.routes} | {"live": asked.live()}

    wrong = {route: row for route, row in found.items() if row != expected.get(route)}
    assert not wrong, f"The table says otherwise, or nothing. What they answered:\n{table.shown(wrong)}"
    assert not set(expected) - set(found), "The table has rows of routes that are gone."
    for route in asked.routes:
        for role in LIKE_ANONYMOUS:
            as_nobody = tuple(asked.sign("anonymous", method, route) for method in table.METHODS)
            assert tuple(asked.sign(role, method, route) for method in table.METHODS) == as_nobody, f"{role} at {route}"
    roles = len(ROLES) + len(LIKE_ANONYMOUS)
    asked_for = f"{len(asked.routes)} routes and the live channel, {roles} roles, {asked.requests} requests"
    record_property("figures", f"Access: {asked_for}, 0 answers other than the table says")


def test_what_is_not_theirs_reads_in_every_language_like_what_is_not_there(
    asked: Asked, record_property: Callable[[str, object], None]
) -> None:
    languages = cycle(code for code, _name in settings.LANGUAGES)
    compared = 0
    for family in table.families(table.FILE.read_text()):
        named = [route for route in family.routes if asked.routes.get(route) and not route.startswith(_SEEN_ANYWAY)]
        for number, route in enumerate(named):
            in_languages = [code for code, _name in settings.LANGUAGES] if number == 0 else [next(languages)]
            for method, row in zip(table.METHODS, family.row, strict=True):
                for role in _two_without(row):
                    for language in in_languages:
                        there, nowhere = (
                            asked.said(role, method, route, language, real=real) for real in (True, False)
                        )
                        assert there == nowhere, f"{role} can tell by {method} {route} in {language} that it is there"
                        compared += 1
    assert compared > 600
    record_property("figures", f"Forbidden reads like missing: {compared} pairs of answers alike, 0 that give it away")


def _two_without(row: str) -> list[str]:
    """Somebody inside the group and somebody outside, of those the table keeps out; its things differ for both."""
    inside = next(
        (role for role in ("member", "moderator", "organizer", "ended") if row[ROLES.index(role)] in ".x"), ""
    )
    outside = next((role for role in ("stranger", "operator") if row[ROLES.index(role)] in ".x"), "")
    return [role for role in (inside, outside) if role]
