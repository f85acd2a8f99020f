"""Sealing bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from alongside.kernel.crypto import Damaged, KeyRing, as_text, new_key, seal, unseal, version_of

KEY = new_key()


@given(some.binary(max_size=500), some.binary(max_size=50))
def test_what_was_sealed_opens_at_its_place(plain, place):
    assert unseal(KEY, seal(KEY, plain, place=place, version=1), place=place) == plain


def test_the_same_words_never_look_the_same():
    assert seal(KEY, b"words", place=b"", version=1) != seal(KEY, b"words", place=b"", version=1)


@given(some.binary(max_size=200))
def test_anything_else_is_damaged(sealed):
    with pytest.raises(Damaged):
        unseal(KEY, sealed, place=b"")


@pytest.mark.parametrize("change", ["key", "place", "version"])
def test_another_key_place_or_version_does_not_open(change):
    sealed = seal(KEY, b"words", place=b"here", version=1)
    if change == "version":
        sealed = sealed[:1] + (2).to_bytes(2, "big") + sealed[3:]

    with pytest.raises(Damaged):
        unseal(new_key() if change == "key" else KEY, sealed, place=b"there" if change == "place" else b"here")


def test_the_newest_key_of_a_ring_wraps_and_the_older_still_unwrap():
    old, both = KeyRing({1: KEY}), KeyRing({1: KEY, 2: new_key()})
    data_key = new_key()

    wrapped = old.wrap(data_key, place=b"p")

    assert both.unwrap(wrapped, place=b"p") == data_key
    assert version_of(both.wrap(data_key, place=b"p")) == 2
    with pytest.raises(Damaged):
        KeyRing({2: new_key()}).unwrap(wrapped, place=b"p")


def test_a_ring_keeps_its_keys_out_of_what_is_printed():
    assert str(KEY) not in repr(KeyRing({1: KEY}))
    assert as_text({2: b"\x00" * 32, 1: b"\x01" * 32}).startswith("1:AQEB")
