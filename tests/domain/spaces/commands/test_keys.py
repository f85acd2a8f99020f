"""The keys of spaces: missing, wrong, wrapped anew, renewed, destroyed."""

from __future__ import annotations

import pytest

from alongside.domain.keys.models import SpaceKey
from alongside.domain.spaces.commands.items import send_message
from alongside.domain.spaces.commands.keys import erase_space, renew_space_key, replay_erasures, rewrap_keys
from alongside.domain.spaces.commands.rooms import open_space
from alongside.domain.spaces.models import Item, Space
from alongside.domain.spaces.queries import thread
from alongside.domain.spaces.sealing import KeyUnavailable
from alongside.kernel import crypto
from tests.cast import MONDAY
from tests.domain.journeys.walk import pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    walk = pair()
    first = send_message(walk.space, walk.leila, "First", at=MONDAY)
    second = send_message(walk.space, walk.leila, "Second", at=MONDAY)
    return walk, first, second


def _shown(walk):
    return [(said.words.text, said.words.damaged) for said in thread(walk.space, for_=walk.robert, at=MONDAY)]


def test_without_the_master_key_nothing_is_read_and_nothing_written(talk, settings):
    walk, _, _ = talk
    settings.MASTER_KEYS = {}

    with pytest.raises(KeyUnavailable):
        thread(walk.space, for_=walk.robert, at=MONDAY)
    with pytest.raises(KeyUnavailable):
        send_message(walk.space, walk.leila, "In clear?", at=MONDAY)
    with pytest.raises(KeyUnavailable):
        open_space(Space.Kind.MENTORSHIP, [walk.leila], at=MONDAY)
    assert Item.objects.count() == 2


def test_a_wrong_master_key_opens_nothing_and_makes_no_new_keys(talk, settings):
    walk, _, _ = talk
    settings.MASTER_KEYS = {1: crypto.new_key()}

    with pytest.raises(KeyUnavailable):
        thread(walk.space, for_=walk.robert, at=MONDAY)
    with pytest.raises(KeyUnavailable):
        open_space(Space.Kind.MENTORSHIP, [walk.leila], at=MONDAY)


def test_keys_are_wrapped_anew_in_stops_and_starts_and_the_old_master_key_can_go(talk, settings, monkeypatch):
    from alongside.domain.spaces.commands import keys

    walk, _, _ = talk
    for _ in range(5):
        open_space(Space.Kind.MENTORSHIP, [walk.leila], at=MONDAY)
    monkeypatch.setattr(keys, "_BATCH", 2)
    settings.MASTER_KEYS = {**settings.MASTER_KEYS, 2: crypto.new_key()}

    next(rewrap_keys())
    assert SpaceKey.objects.filter(wrapped_by=2).count() == 2
    assert _shown(walk)[0] == ("First", False)
    assert sum(rewrap_keys()) == 4

    settings.MASTER_KEYS = {2: settings.MASTER_KEYS[2]}
    assert _shown(walk) == [("First", False), ("Second", False)]


def test_a_renewed_space_key_seals_what_comes_and_opens_what_was(talk):
    walk, _, _ = talk
    renew_space_key(walk.space, at=MONDAY)

    item = send_message(walk.space, walk.leila, "Third", at=MONDAY)

    assert crypto.version_of(bytes(item.sealed)) == 2
    assert [text for text, _ in _shown(walk)] == ["First", "Second", "Third"]


def test_what_was_erased_stays_erased_when_an_old_copy_of_the_keys_comes_back(talk):
    walk, _, _ = talk
    copy = list(SpaceKey.objects.filter(space_id=walk.space.pk))
    erase_space(walk.space, at=MONDAY)
    with pytest.raises(KeyUnavailable):
        thread(walk.space, for_=walk.robert, at=MONDAY)

    for key in copy:
        key.pk = None
        key.save()
    assert replay_erasures() == 1

    with pytest.raises(KeyUnavailable):
        thread(walk.space, for_=walk.robert, at=MONDAY)
