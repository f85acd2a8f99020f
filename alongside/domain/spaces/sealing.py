"""Sealing what is said in a space with the space's own key, bound to its place there.

A value opens only in the space, for the kind, object, author, number and edition it was sealed for. Whoever moves or
changes a row by hand gets a damaged item, never somebody else's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from alongside.domain.keys.models import Erasure, SpaceKey
from alongside.domain.keys.ring import NoMasterKey, checked_master_keys, master_keys
from alongside.kernel import crypto
from alongside.kernel.crypto import Damaged, KeyRing
from alongside.kernel.refusal import Refusal

__all__ = [
    "Damaged",
    "KeyUnavailable",
    "Place",
    "Seals",
    "SpaceIsErased",
    "Words",
    "make_space_key",
    "seals_of",
    "seals_of_many",
]


class KeyUnavailable(Refusal):
    """The key that opens this space is missing or wrong. Nothing is read, and nothing is written in clear."""

    code = "key_unavailable"
    text = _("This space cannot be opened right now: its key is missing. The people who run this site can mend it.")


class SpaceIsErased(KeyUnavailable):
    """The key was destroyed because everybody, or the law, asked for it."""

    code = "space_erased"
    text = _("Everything in this space was erased. Nobody can bring it back.")


@dataclass(frozen=True)
class Place:
    """Where a sealed value belongs. ``about`` and ``quotes`` are the other things said that it hangs on."""

    kind: str
    object_id: UUID
    author_id: UUID | None
    sequence: int = 0
    edition: int = 0
    about: UUID | None = None
    quotes: UUID | None = None

    def in_space(self, space_id: UUID) -> bytes:
        parts = [space_id, self.kind, self.object_id, self.author_id, self.sequence, self.edition]
        hangs_on = {"about": self.about, "quotes": self.quotes}
        parts += [f"{name} {other}" for name, other in hangs_on.items() if other]
        return "|".join(map(str, parts)).encode()


@dataclass(frozen=True)
class Words:
    """What a sealed value says, or that it was damaged."""

    text: str
    damaged: bool = False

    DAMAGED: ClassVar[Words]


Words.DAMAGED = Words("", damaged=True)


class Seals:
    """The unwrapped keys of one space, for the length of one request or command."""

    def __init__(self, space_id: UUID, keys: Mapping[int, bytes]) -> None:
        self.space_id = space_id
        self._keys = keys
        self._looked_again = False

    def __repr__(self) -> str:
        return f"seals of space {self.space_id}"

    def seal(self, words: str | bytes, place: Place) -> bytes:
        """Seal ``words`` for ``place`` with the newest key of the space."""
        newest = max(self._keys)
        plain = words.encode() if isinstance(words, str) else words
        return crypto.seal(self._keys[newest], plain, place=place.in_space(self.space_id), version=newest)

    def unseal(self, sealed: bytes | memoryview, place: Place) -> bytes:
        """The bytes that were sealed. Raises Damaged."""
        key = self._key(crypto.version_of(bytes(sealed)))
        return crypto.unseal(key, bytes(sealed), place=place.in_space(self.space_id))

    def sealed_anew(self, sealed: bytes | memoryview, place: Place) -> bytes | None:
        """The same words under the newest key; None when they are under it already, empty or damaged."""
        try:
            if not sealed or crypto.version_of(bytes(sealed)) == max(self._keys):
                return None
            return self.seal(self.unseal(sealed, place), place)
        except Damaged:
            return None

    def _key(self, version: int) -> bytes:
        if version not in self._keys and not self._looked_again:
            # The space may have been given a new key since this request began.
            self._looked_again = True
            self._keys = seals_of(self.space_id)._keys
        if version not in self._keys:
            raise Damaged
        return self._keys[version]

    def read(self, sealed: bytes | memoryview, place: Place) -> Words:
        """The words that were sealed; a damaged value says so and stops nothing else."""
        try:
            return Words(self.unseal(sealed, place).decode())
        except (Damaged, UnicodeDecodeError):
            return Words.DAMAGED


def seals_of(space_id: UUID) -> Seals:
    """The keys of one space, unwrapped. Raises KeyUnavailable when there are none or they do not open."""
    return seals_of_many([space_id])[space_id]


def seals_of_many(space_ids: Iterable[UUID]) -> dict[UUID, Seals]:
    """The keys of several spaces in one read. Raises KeyUnavailable when any is missing or does not open."""
    wanted = set(space_ids)
    ring = _ring()
    keys: dict[UUID, dict[int, bytes]] = {space_id: {} for space_id in wanted}
    for row in SpaceKey.objects.filter(space_id__in=wanted):
        try:
            key = ring.unwrap(bytes(row.wrapped), place=wrap_place(row.space_id, row.version))
        except Damaged:
            raise KeyUnavailable from None
        keys[row.space_id][row.version] = key
    without = [space_id for space_id, versions in keys.items() if not versions]
    if without:
        is_erased = Erasure.objects.filter(space_id__in=without).count() == len(without)
        raise SpaceIsErased if is_erased else KeyUnavailable
    return {space_id: Seals(space_id, versions) for space_id, versions in keys.items()}


def make_space_key(space_id: UUID, *, at: datetime, version: int = 1) -> None:
    """Make and keep a fresh key for a space. Raises KeyUnavailable rather than wrap it with an unknown key."""
    ring = checked_ring()
    wrapped = ring.wrap(crypto.new_key(), place=wrap_place(space_id, version))
    SpaceKey.objects.create(space_id=space_id, version=version, wrapped=wrapped, wrapped_by=ring.newest, made_at=at)


def wrap_place(space_id: UUID, version: int) -> bytes:
    """What a wrapped key is bound to."""
    return f"space-key|{space_id}|{version}".encode()


def checked_ring() -> KeyRing:
    """The ring for wrapping, after making sure that its newest key is the one known here. Raises KeyUnavailable."""
    try:
        return checked_master_keys()
    except NoMasterKey:
        raise KeyUnavailable from None


def _ring() -> KeyRing:
    try:
        return master_keys()
    except NoMasterKey:
        raise KeyUnavailable from None
