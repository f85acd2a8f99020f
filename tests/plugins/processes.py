"""For tests that start processes of their own on the test's databases."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connections

from alongside.config.databases import KEYS, MAIN


def environment_of_the_test() -> dict[str, str]:
    """The variables with which another process finds the test's own databases and folder."""
    return {
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
        "PYTHONPATH": str(settings.BASE_DIR),
        "DATABASE_URL": _address(connections[MAIN].settings_dict),
        "ALONGSIDE_KEYS_DATABASE_URL": _address(connections[KEYS].settings_dict),
        "ALONGSIDE_DATA_DIR": str(settings.DATA_DIR),
    }


def _address(description: dict[str, Any]) -> str:
    if "sqlite" in description["ENGINE"]:
        return f"sqlite:///{description['NAME']}"
    who = f"{description['USER']}:{quote(description['PASSWORD'])}"
    return f"postgresql://{who}@{description['HOST']}:{description['PORT']}/{description['NAME']}"
