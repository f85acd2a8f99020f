"""Whoever is shut out loses the open live connection within a second, every time, on the real server."""

from __future__ import annotations

import asyncio
import base64
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from alongside.domain.people.commands.accounts import change_password
from alongside.domain.people.commands.standing import suspend_person
from alongside.domain.people.models import Person
from alongside.domain.safety.commands.blocks import block_person
from alongside.domain.spaces.commands.items import send_message
from alongside.domain.spaces.commands.numbers import SpaceClosedToWriting
from alongside.domain.spaces.commands.rooms import leave_space
from alongside.kernel import clock
from tests import cast
from tests.plugins.installation import Installation
from tests.plugins.processes import environment_of_the_test
from tests.plugins.wire import Line
from tests.stories.canary.writing import Pair, new_pair
from tests.web.sessions import session_for

pytestmark = pytest.mark.django_db(transaction=True)
_TRIES = 20
_WITHIN = 1.0


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Installation]:
    key = base64.b64encode(settings.MASTER_KEYS[1]).decode()
    variables = {
        **environment_of_the_test(),
        "ALONGSIDE_MODE": "demo",
        "ALONGSIDE_SECRET_KEY": settings.SECRET_KEY,
        "ALONGSIDE_MASTER_KEYS": f"1:{key}",
    }
    installed = Installation(tmp_path, variables)
    installed.start_web()
    yield installed
    installed.stop()


def _sign_out(pair: Pair, session: str) -> None:
    Session.objects.filter(pk=session).delete()


def _suspend(pair: Pair, session: str) -> None:
    operator = Person.objects.filter(is_operator=True).first() or cast.person("Olga", is_operator=True)
    suspend_person(pair.mentee.person, by=operator, at=clock.now())


def _change_password(pair: Pair, session: str) -> None:
    change_password(pair.mentee.person, password="a long enough new password", at=clock.now())


def _leave(pair: Pair, session: str) -> None:
    leave_space(pair.mentorship.space, pair.mentee.person, at=clock.now())


@pytest.mark.parametrize("shut_out", [_sign_out, _suspend, _change_password, _leave], ids=lambda each: each.__name__)
def test_an_open_stream_ends_within_a_second_every_time(
    site: Installation, shut_out: Callable[[Pair, str], None]
) -> None:
    took = []
    for _ in range(_TRIES):
        pair = new_pair(weeks=1)
        session = session_for(pair.mentee.person)
        took.append(asyncio.run(_time_until_over(site.port, pair, session, shut_out)))
    assert max(took) <= _WITHIN, took


async def _time_until_over(port: int, pair: Pair, session: str, shut_out: Callable[[Pair, str], None]) -> float:
    space = str(pair.mentorship.space_id)
    began = 0.0
    async for news in Line(port, session).news(10):
        if not began:
            assert space in news["spaces"]
            await asyncio.to_thread(_and_close, shut_out, pair, session)
            began = time.monotonic()
        elif news.get("bye") or space in news.get("gone", []):
            break
    return time.monotonic() - began


def _and_close(shut_out: Callable[[Pair, str], None], pair: Pair, session: str) -> None:
    from django.db import connections

    shut_out(pair, session)
    connections.close_all()


def test_after_a_block_not_one_word_gets_through() -> None:
    for _ in range(_TRIES):
        pair = new_pair(weeks=1)
        block_person(pair.mentee.person, pair.mentor.person, at=clock.now())

        with pytest.raises(SpaceClosedToWriting):
            send_message(pair.mentorship.space, pair.mentor.person, "Hello?", at=clock.now())
