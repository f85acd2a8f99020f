"""Reads settings from the environment: typed, from files where they are secret, and never half-understood."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "ALONGSIDE_"
# These speak to the commands in bin/, to the tests and to the engine, not to the program.
_FOR_TOOLS = ("ALONGSIDE_PYTHON", "ALONGSIDE_VENV", "MATCHING_PLAIN_KERNELS", "ALONGSIDE_TEST_")
_YES, _NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
_SHORTEST_SECRET = 32


class BadSetting(ImproperlyConfigured):
    """A setting the program cannot start with: says which one, and why."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} {why}")


class Environment:
    """Hands out settings by name and remembers which names there are."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self.names: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        """The value as it stands, or the content of the file that ``NAME_FILE`` points to."""
        self.names.append(name)
        value, file = self._variables.get(name, ""), self._variables.get(f"{name}_FILE", "")
        if value and file:
            raise BadSetting(name, f"is given twice: also as {name}_FILE. Keep one.")
        return self._from_file(name, file) if file else value.strip() or default

    def choice(self, name: str, options: Sequence[str], default: str) -> str:
        value = self.text(name, default)
        if value not in options:
            raise BadSetting(name, f"is {value!r}; it can be {', '.join(options)}.")
        return value

    def switch(self, name: str, *, default: bool) -> bool:
        value = self.text(name, "yes" if default else "no").lower()
        if value not in _YES | _NO:
            raise BadSetting(name, f"is {value!r}; it can be yes or no.")
        return value in _YES

    def number(self, name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
        value = self.text(name, str(default))
        if not value.lstrip("-").isdigit() or not least <= int(value) <= most:
            raise BadSetting(name, f"is {value!r}; it must be a whole number from {least} to {most}.")
        return int(value)

    def folder(self, name: str, default: Path) -> Path:
        folder = Path(self.text(name, str(default)))
        if not folder.is_absolute():
            raise BadSetting(name, f"is {str(folder)!r}; it must be a full path that begins with a slash.")
        return folder

    def words(self, name: str, default: Sequence[str]) -> list[str]:
        """Several values, parted by commas."""
        return [word.strip() for word in self.text(name, ",".join(default)).split(",") if word.strip()]

    def address(self, name: str, default: str, schemes: Sequence[str]) -> str:
        """A URL with one of ``schemes``. The value is not repeated in the refusal: it may hold a password."""
        value = self.text(name, default)
        parts = urlsplit(value)
        if value and parts.scheme not in schemes:
            raise BadSetting(name, f"must begin with {' or '.join(scheme + '://' for scheme in schemes)}")
        try:
            assert parts.port is None or parts.port
        except (ValueError, AssertionError):
            raise BadSetting(name, "has a port that is not a number from 1 to 65535.") from None
        return value

    def secret(self, name: str, default: str = "") -> str:
        """A long random text. Never repeated in a refusal."""
        value = self.text(name, default)
        if not value:
            raise BadSetting(name, f"is not set. bin/alongside make_secrets makes one; point {name}_FILE to it.")
        if len(value) < _SHORTEST_SECRET:
            raise BadSetting(name, f"is too short: it needs at least {_SHORTEST_SECRET} characters.")
        return value

    def numbered_keys(self, name: str) -> dict[int, bytes]:
        """Keys of 32 bytes as ``1:base64,2:base64``; the highest number seals, the others still open."""
        return self._keys(name, self.words(name, []))

    def keys_in(self, file: Path) -> dict[int, bytes]:
        """The same from a file of our own; no file, no keys."""
        return self._keys(str(file), self._from_file(str(file), str(file)).split(",")) if file.exists() else {}

    @staticmethod
    def _keys(name: str, entries: Sequence[str]) -> dict[int, bytes]:
        keys: dict[int, bytes] = {}
        for entry in entries:
            number, _, encoded = entry.partition(":")
            try:
                key = base64.b64decode(encoded, validate=True)
            except (binascii.Error, ValueError):
                key = b""
            if not number.isdigit() or int(number) in keys or len(key) != 32:
                raise BadSetting(name, "must read 1:KEY or 1:KEY,2:KEY, each KEY being 32 bytes in base64.")
            keys[int(number)] = key
        return keys

    def refuse_unknown(self) -> None:
        """A name with a typing mistake would silently leave a default in force."""
        known = set(self.names) | {f"{name}_FILE" for name in self.names}
        for name in self._variables:
            if name.startswith(PREFIX) and name not in known and not name.startswith(_FOR_TOOLS):
                close = get_close_matches(name, known, n=1)
                raise BadSetting(name, f"is not a setting.{f' Did you mean {close[0]}?' if close else ''}")

    @staticmethod
    def _from_file(name: str, file: str) -> str:
        try:
            return Path(file).read_text().strip()
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "it is not text"
            raise BadSetting(f"{name}_FILE", f"points to {file}, which cannot be read: {why}.") from None


env = Environment(os.environ)
