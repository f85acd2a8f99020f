"""What this machine has to offer: tests that need more are left out aloud, or fail when they were asked for."""

from __future__ import annotations

import os
import shutil
from functools import cache

import pytest
from django.db import connection

REQUIRED = {name for name in os.environ.get("ALONGSIDE_TEST_REQUIRE", "").split(",") if name}
REDIS_URL = os.environ.get("ALONGSIDE_TEST_REDIS_URL", "")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


@cache
def chromium() -> str:
    """The path of the browser, or nothing."""
    return os.environ.get("ALONGSIDE_TEST_BROWSER") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), "")


@cache
def missing() -> dict[str, str]:
    """What is not to be had here, by marker, with the sentence that says so."""
    reasons = {}
    if not chromium():
        reasons["browser"] = "there is no Chromium on this machine"
    if not shutil.which("msgmerge"):
        reasons["gettext"] = "there is no GNU gettext on this machine"
    if not REDIS_URL:
        reasons["redis"] = "ALONGSIDE_TEST_REDIS_URL names no Redis; bin/test starts one where it is installed"
    if connection.vendor != "postgresql":
        reasons["postgres"] = "DATABASE_URL names no PostgreSQL; bin/test starts one where it is installed"
    return reasons


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        for marker, reason in missing().items():
            if item.get_closest_marker(marker) is None:
                continue
            if marker in REQUIRED:
                item.add_marker(pytest.mark.usefixtures("_required_but_missing"))
            else:
                item.add_marker(pytest.mark.skip(reason=f"left out: {reason}"))


@pytest.fixture
def _required_but_missing() -> None:
    pytest.fail(f"ALONGSIDE_TEST_REQUIRE asks for {', '.join(sorted(REQUIRED))}, but {'; '.join(missing().values())}.")
