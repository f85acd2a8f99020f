"""The databases of a test run: SQLite files, or PostgreSQL when ``DATABASE_URL`` names one, as bin/test does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from django.db import connections
from pytest_django import DjangoDbBlocker

from alongside.config.databases import SQLITE_PRAGMAS
from tests.plugins.machine import REDIS_URL


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every test that touches the database reach both: the words and their keys."""
    for item in items:
        if (marker := item.get_closest_marker("django_db")) and "databases" not in marker.kwargs:
            item.add_marker(pytest.mark.django_db(**{**marker.kwargs, "databases": "__all__"}), append=False)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> None:
    """Use real files for SQLite, so that threads and processes meet as they do outside of tests."""
    folder: Path = tmp_path_factory.mktemp("databases")
    for alias in connections:
        description = connections[alias].settings_dict
        if connections[alias].vendor == "sqlite":
            description["TEST"]["NAME"] = str(folder / f"{alias}.sqlite3")
            # No test cuts the power, so none has to wait for the disk.
            description["OPTIONS"]["init_command"] = SQLITE_PRAGMAS.replace("=FULL", "=OFF")
        elif worker_id != "master":
            description["TEST"]["NAME"] = f"test_{description['NAME']}_{worker_id}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """End what threads of tests left open, or PostgreSQL would not let go of the test databases."""
    yield
    with django_db_blocker.unblock():
        for connection in connections.all(initialized_only=True):
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    )


@pytest.fixture
def redis_url(settings: Any, worker_id: str) -> Iterator[str]:
    """An empty Redis of the test's own that the cache uses, for tests marked ``redis``."""
    number = int(worker_id.removeprefix("gw")) + 1 if worker_id != "master" else 0
    url = f"{REDIS_URL.rpartition('/')[0]}/{number}"
    with redis.from_url(url) as server:
        server.flushdb()
        settings.REDIS_URL = url
        settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}}
        yield url
        server.flushdb()


@pytest.fixture(autouse=True, scope="session")
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what tests write out of the person's own data."""
    from django.conf import settings

    settings.DATA_DIR = tmp_path_factory.mktemp("data")
    settings.MEDIA_ROOT = settings.DATA_DIR / "media"
    settings.ERASURE_LEDGER = settings.DATA_DIR / "secret" / "erasures"
    settings.MASTER_KEYS = {1: os.urandom(32)}
    # Argon2 is slow on purpose; no test is about how slow.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
