"""Who may listen to the live channel."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from alongside.domain.spaces.commands.items import send_message
from alongside.domain.spaces.commands.rooms import leave_space, open_space
from alongside.domain.spaces.models import Space
from alongside.kernel import clock
from alongside.policy.live import listener_with, news_for
from tests import cast
from tests.web.sessions import session_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def leila():
    return cast.person("Leila")


@pytest.fixture
def space(leila):
    return open_space(Space.Kind.MENTORSHIP, [leila, cast.person("Robert")], at=clock.now())


def _listen(person):
    return listener_with(f"other=1; {settings.SESSION_COOKIE_NAME}={session_for(person)}")


def _news(listener):
    return news_for([listener], at=clock.now())[listener]


def test_a_person_hears_of_their_own_spaces_only(leila, space):
    outsider = _listen(cast.person("Otto"))
    send_message(space, leila, "Hello", at=clock.now())

    assert _news(_listen(leila)).spaces == {space.pk: 1}
    assert _news(outsider).spaces == {}


@pytest.mark.parametrize("cookies", ["", "sessionid=", "garbage", f"{settings.SESSION_COOKIE_NAME}=nothing"])
def test_strangers_do_not_listen(db, cookies):
    assert listener_with(cookies) is None


def test_who_did_not_declare_to_be_an_adult_does_not_listen():
    assert _listen(cast.person(adult_declared_at=None)) is None


@pytest.mark.parametrize("end", ["signed out", "session over", "suspended", "password changed"])
def test_a_stream_ends_with_what_it_stood_on(leila, space, end):
    listener = _listen(leila)
    assert _news(listener) is not None
    if end == "signed out":
        Session.objects.all().delete()
    elif end == "session over":
        Session.objects.update(expire_date=clock.now() - timedelta(seconds=1))
    elif end == "suspended":
        leila.suspended_at = clock.now()
    else:
        leila.set_password("a new and long password")
    leila.save()

    assert _news(listener) is None


def test_who_leaves_a_space_hears_of_it_no_more(leila, space):
    listener = _listen(leila)
    leave_space(space, leila, at=clock.now())

    assert _news(listener).spaces == {}


def test_one_look_costs_the_same_for_one_and_for_many(leila, space, django_assert_num_queries):
    listeners = [_listen(cast.person(f"P{number}")) for number in range(30)]

    with django_assert_num_queries(4):
        news_for(listeners[:1], at=clock.now())
    with django_assert_num_queries(4):
        news_for(listeners, at=clock.now())
