"""Limits count in a cache that every process shares: the database, or Redis where it is set."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core.cache import cache

from tests.plugins.processes import environment_of_the_test

COUNT = "from django.core.cache import cache; print(cache.incr('tries'))"
START = f"import django; django.setup(); {COUNT}"


def _in_another_process(**variables: str) -> str:
    everything = {**os.environ, **environment_of_the_test(), **variables}
    return subprocess.run(
        [sys.executable, "-c", START], env=everything, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.django_db(transaction=True)
def test_the_database_counts_for_all_processes() -> None:
    cache.set("tries", 4)

    assert _in_another_process() == "5"
    assert cache.get("tries") == 5


@pytest.mark.redis
def test_redis_counts_for_all_processes(redis_url: str) -> None:
    cache.set("tries", 4)

    assert _in_another_process(REDIS_URL=redis_url) == "5"
    assert cache.get("tries") == 5
