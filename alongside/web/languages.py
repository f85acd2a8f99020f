"""The languages of the program, each under its own name: whoever cannot read this page can read that."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language_info


def own_names() -> list[tuple[str, str]]:
    """``es`` and Español, in the order of the settings."""
    return [(code, _own_name(code)) for code, _name in settings.LANGUAGES]


def _own_name(code: str) -> str:
    name = str(get_language_info(code)["name_local"])
    return name[:1].upper() + name[1:]
