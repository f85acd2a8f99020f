"""bin/services starts real servers on free ports and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
import redis
from toolbox import services


@pytest.mark.postgres
@pytest.mark.redis
def test_the_servers_answer_and_go_without_a_trace() -> None:
    with services.for_a_while() as running:
        with psycopg.connect(running.database_url) as words, psycopg.connect(running.keys_database_url) as keys:
            assert words.execute("SELECT current_database()").fetchone() == ("alongside",)
            assert keys.execute("SELECT current_database()").fetchone() == ("alongside_keys",)
        with redis.from_url(running.redis_url) as client:
            assert client.ping()

    assert not Path(running.folder).exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(running.database_url, connect_timeout=2)
