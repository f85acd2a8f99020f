"""Sealing bytes so that only the holder of a key can read them, and nobody can move them unnoticed.

A sealed value is ``format (1 byte) | key version (2) | nonce (12) | ciphertext and tag``, AES-256-GCM. What it is bound
to (its *place*) goes into the associated data together with the header, so a value copied to another place, or
given another key version, no longer opens. The first byte leaves room for later formats.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_FORMAT = 1
_NONCE_BYTES = 12
_HEADER_BYTES = 3


class Damaged(Exception):  # noqa: N818  (what is wrong with the value, not with the program)
    """The value was changed, moved or cut, or this is not its key."""


def new_key() -> bytes:
    """A fresh random key of 256 bits."""
    return AESGCM.generate_key(bit_length=8 * KEY_BYTES)


def seal(key: bytes, plain: bytes, *, place: bytes, version: int) -> bytes:
    """Seal ``plain`` so that it opens only with ``key`` and only at ``place``."""
    header = bytes([_FORMAT]) + version.to_bytes(2, "big")
    nonce = os.urandom(_NONCE_BYTES)
    return header + nonce + AESGCM(key).encrypt(nonce, plain, header + place)


def version_of(sealed: bytes) -> int:
    """Which version of the key sealed this. Raises Damaged when the header is not one of ours."""
    if len(sealed) < _HEADER_BYTES + _NONCE_BYTES + 16 or sealed[0] != _FORMAT:
        raise Damaged
    return int.from_bytes(sealed[1:_HEADER_BYTES], "big")


def unseal(key: bytes, sealed: bytes, *, place: bytes) -> bytes:
    """What was sealed. Raises Damaged for anything but the untouched value at its own place."""
    version_of(sealed)
    header, nonce = sealed[:_HEADER_BYTES], sealed[_HEADER_BYTES : _HEADER_BYTES + _NONCE_BYTES]
    try:
        return AESGCM(key).decrypt(nonce, sealed[_HEADER_BYTES + _NONCE_BYTES :], header + place)
    except InvalidTag:
        raise Damaged from None


@dataclass(frozen=True, repr=False)
class KeyRing:
    """The keys that wrap other keys, by version. The highest wraps; the others still unwrap during a rotation."""

    keys: Mapping[int, bytes]

    @property
    def newest(self) -> int:
        return max(self.keys)

    def wrap(self, key: bytes, *, place: bytes) -> bytes:
        """Seal a data key with the newest key of the ring."""
        return seal(self.keys[self.newest], key, place=place, version=self.newest)

    def unwrap(self, wrapped: bytes, *, place: bytes) -> bytes:
        """The data key. Raises Damaged when it was touched or wrapped by a key this ring does not hold."""
        key = self.keys.get(version_of(wrapped))
        if key is None:
            raise Damaged
        return unseal(key, wrapped, place=place)


def as_text(keys: Mapping[int, bytes]) -> str:
    """Keys as the setting holds them: ``1:base64,2:base64``."""
    return ",".join(f"{version}:{base64.b64encode(key).decode('ascii')}" for version, key in sorted(keys.items()))
