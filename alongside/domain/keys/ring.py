"""The master keys of this installation, checked before anything is wrapped with them."""

from __future__ import annotations

from django.conf import settings

from alongside.domain.keys.models import KeyMark
from alongside.kernel.crypto import Damaged, KeyRing

_PROOF = b"alongside"


class NoMasterKey(Exception):  # noqa: N818  (a state of the installation; each domain says it in its own words)
    """The master keys are missing, or the newest is not the one known here by that number."""


def master_keys() -> KeyRing:
    """The ring, for opening what was wrapped. Raises NoMasterKey when there is none."""
    if not settings.MASTER_KEYS:
        raise NoMasterKey
    return KeyRing(settings.MASTER_KEYS)


def checked_master_keys() -> KeyRing:
    """The ring, for wrapping. Raises NoMasterKey rather than let anything hang on an unknown key."""
    ring = master_keys()
    place = f"key-mark|{ring.newest}".encode()
    mark = KeyMark.objects.filter(version=ring.newest).first()
    if mark is None:
        proof = ring.wrap(_PROOF, place=place)
        mark = KeyMark.objects.get_or_create(version=ring.newest, defaults={"proof": proof})[0]
    try:
        ring.unwrap(bytes(mark.proof), place=place)
    except Damaged:
        raise NoMasterKey from None
    return ring
