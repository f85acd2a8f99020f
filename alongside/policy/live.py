"""Who may listen for news, and of what: asked when a stream opens, and again each time there may be news."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.db.models import Count
from django.http import HttpRequest

from alongside.domain.notifications.models import Notice
from alongside.domain.people.models import Person
from alongside.domain.spaces.models import Space, SpaceMember
from alongside.domain.spaces.queries import who_sees_writing
from alongside.kernel.wakeups import whisper


@dataclass(frozen=True)
class Listener:
    """Somebody with an open stream, as their session was when it opened."""

    person_id: UUID
    session_key: str
    session_hash: str


@dataclass(frozen=True)
class News:
    """The newest number of each of a person's spaces, and how many notices wait."""

    spaces: Mapping[UUID, int]
    notices: int


@dataclass(frozen=True)
class Writing:
    """Somebody is writing in a space, and who may know. Said on the way through and kept nowhere."""

    space_id: UUID
    author_id: UUID
    told: frozenset[UUID]


def whisper_writing(space: Space, author: Person) -> None:
    """Let those who agreed know that ``author`` is writing, right now."""
    if told := who_sees_writing(space, author):
        whisper(f"writing {space.pk} {author.pk} {','.join(map(str, told))}")


def read_whisper(word: str) -> Writing | None:
    """What a whisper says, if it is one of ours."""
    kind, _space, rest = word.partition(" ")
    parts = rest.split(" ")
    if kind != "writing" or len(parts) != 3:
        return None
    return Writing(UUID(parts[0]), UUID(parts[1]), frozenset(map(UUID, parts[2].split(","))))


def listener_with(cookies: str) -> Listener | None:
    """Who sends these cookies, if they are signed in and may be here."""
    try:
        cookie = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return None
    if cookie is None:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(cookie.value)
    person = get_user(request)
    if not isinstance(person, Person) or not person.is_active or not person.has_declared_adult:
        return None
    return Listener(person.pk, cookie.value, person.get_session_auth_hash())


def news_for(listeners: Iterable[Listener], *, at: datetime) -> dict[Listener, News | None]:
    """What there is for each; None for those who may not listen any more. Four queries, however many listen."""
    asked = list(listeners)
    ids = {listener.person_id for listener in asked}
    standing = Person.objects.filter(pk__in=ids, suspended_at=None, deactivated_at=None)
    welcome = {person_id: _session_hash(password) for person_id, password in standing.values_list("pk", "password")}
    keys = {listener.session_key for listener in asked}
    alive = set(Session.objects.filter(pk__in=keys, expire_date__gt=at).values_list("pk", flat=True))
    spaces: dict[UUID, dict[UUID, int]] = {person_id: {} for person_id in ids}
    places = SpaceMember.objects.current().filter(person__in=ids)
    for person_id, space_id, last in places.values_list("person", "space", "space__last_sequence"):
        spaces[person_id][space_id] = last
    # The same notices as the top bar counts: one about somebody behind a block is none.
    waiting = Notice.objects.shown(at).unread().filter(person__in=ids)
    notices = dict(waiting.values_list("person").annotate(Count("pk")))
    return {
        listener: News(spaces[listener.person_id], notices.get(listener.person_id, 0))
        # A changed password ends every other session, and so its streams.
        if listener.session_key in alive and welcome.get(listener.person_id) == listener.session_hash
        else None
        for listener in asked
    }


@lru_cache(10_000)
def _session_hash(password: str) -> str:
    """What a session remembers of the password as it is stored; the same for as long as it stays the same."""
    return Person(password=password).get_session_auth_hash()
