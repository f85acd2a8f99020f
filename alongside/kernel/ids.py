"""Identifiers that cannot be guessed and codes that can be read aloud."""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID

from django.core.signing import BadSignature, Signer

# No 0/O, 1/I/L or vowels: codes are read over the phone and must not spell words.
_READABLE = "23456789BCDFGHJKMNPQRSTVWXYZ"


def new_token() -> str:
    """A URL-safe secret of 256 bits."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a secret token, so that a stolen database holds no usable one."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_code(length: int = 10) -> str:
    """A readable code: 10 characters hold 48 bits."""
    return "".join(secrets.choice(_READABLE) for _ in range(length))


def signed_token(purpose: str, of: UUID) -> str:
    """``of`` signed by the site's key for one ``purpose``: nobody can make one, and nothing secret is stored."""
    return Signer(salt=purpose, sep=".").sign(of.hex)


def read_signed_token(purpose: str, token: str) -> UUID | None:
    """The id inside a signed token; None when it was not signed here for this purpose."""
    try:
        return UUID(Signer(salt=purpose, sep=".").unsign(token))
    except (BadSignature, ValueError):
        return None
