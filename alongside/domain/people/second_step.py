"""Sealing the secrets of authenticator apps and recovery codes with the site's master key."""

from __future__ import annotations

import base64

from django.conf import settings

from alongside.kernel.crypto import KeyRing

_PLACE = b"people.second_step"


def seal_secret(text: str) -> str:
    """``text`` as it may be stored."""
    return base64.b64encode(KeyRing(settings.MASTER_KEYS).wrap(text.encode(), place=_PLACE)).decode("ascii")


def unseal_secret(sealed: str) -> str:
    """What ``seal_secret`` was given. Raises Damaged when it was touched."""
    return KeyRing(settings.MASTER_KEYS).unwrap(base64.b64decode(sealed), place=_PLACE).decode()
