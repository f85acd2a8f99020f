"""The steps that any program can use and that wait for an occasion, read from a file per language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alongside.domain.programs.program_templates import SOURCE_LANGUAGE

CONTENT = Path(__file__).parent / "extras_content"


@dataclass(frozen=True)
class StandardExtra:
    """One of them, as its file words it."""

    trigger: str
    days: int
    title: str
    text: str
    icon: str
    role: str = ""


@cache
def standard_extras(language: str = SOURCE_LANGUAGE) -> tuple[StandardExtra, ...]:
    """All of them in the language, or in English where nobody has translated them yet."""
    translated = CONTENT / f"{language}.toml"
    path = translated if translated.is_file() else CONTENT / f"{SOURCE_LANGUAGE}.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(StandardExtra(**{**each, "text": each["text"].strip()}) for each in raw["extras"])
