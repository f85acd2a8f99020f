"""Web server, worker, database and Redis are killed under load, again and again: what was acknowledged is there, once.

Twelve kills here; ``ALONGSIDE_TEST_KILLS=120`` for the long run, whose results stand in bench/live/README.md.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from django.db import connection
from toolbox import services

import tests.toolbox  # noqa: F401 - puts bin/ on the path
from tests.plugins.installation import Installation, installation, wait_for
from tests.stories.kills.clients import Crowd

KILLS = int(os.environ.get("ALONGSIDE_TEST_KILLS", "12"))
_ROOMS, _PAUSE = 6, 0.5  # twelve people who write as fast as they can think
_SEEN_WITHIN = 5.0
Kill = Callable[[], None]


def test_on_sqlite_nothing_acknowledged_is_lost_or_doubled(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("this run is on PostgreSQL")
    with installation(tmp_path) as site:
        _live_through(site, {"web": lambda: _restart_web(site), "worker": lambda: _restart_worker(site)})


@pytest.mark.postgres
@pytest.mark.redis
def test_on_postgresql_with_redis_nothing_acknowledged_is_lost_or_doubled(tmp_path: Path) -> None:
    running = services.start(durable=True)

    def restart_redis() -> None:
        nonlocal running
        running = services.kill_redis(running)

    try:
        with installation(tmp_path, running.variables) as site:
            kills = {
                "web": lambda: _restart_web(site),
                "worker": lambda: _restart_worker(site),
                "database": lambda: services.kill_postgres(running),
                "redis": restart_redis,
            }
            _live_through(site, kills)
    finally:
        running.stop()


def _restart_web(site: Installation) -> None:
    site.kill("web")
    site.start_web()


def _restart_worker(site: Installation) -> None:
    site.kill("worker")
    site.start_worker()


def _live_through(site: Installation, kills: Mapping[str, Kill]) -> None:
    rooms = [json.loads(line) for line in site.call("-m", "bench.live.people", str(_ROOMS)).splitlines()]
    site.start_web()
    site.start_worker()
    took: dict[str, list[float]] = {name: [] for name in kills}
    with Crowd(site.port, rooms, pause=_PAUSE) as crowd:
        wait_for(lambda: len(crowd.members) == 2 * _ROOMS, "the members")
        for name in itertools.islice(itertools.cycle(kills), KILLS):
            time.sleep(random.uniform(0.2, 1.0))
            kills[name]()
            site.wait_until_it_answers()
            acknowledged = crowd.acknowledged_up_to()
            took[name].append(_time_until_seen(crowd, acknowledged))
        crowd.stop_writing()
        wait_for(lambda: crowd.is_done_writing, "the last acknowledgment")
        wait_for(lambda: crowd.have_all_seen(crowd.acknowledged_up_to()), "the last words on every page")
    _report(crowd, took)
    _check_what_is_stored(site, crowd)
    assert all(each <= _SEEN_WITHIN for times in took.values() for each in times), took


def _time_until_seen(crowd: Crowd, acknowledged: Mapping[str, int]) -> float:
    return wait_for(lambda: crowd.have_all_seen(dict(acknowledged)), "the words on every page")


def _check_what_is_stored(site: Installation, crowd: Crowd) -> None:
    spaces = {
        each["space"]: each for each in map(json.loads, site.call("-m", "tests.stories.kills.audit").splitlines())
    }
    for space in spaces.values():
        assert space["numbers"] == list(range(1, space["last"] + 1)), "a number is missing or stands twice"
        ids = [(author, client_id) for _number, author, client_id, _words in space["stored"]]
        assert len(ids) == len(set(ids)), "a message is stored twice"
    for member in crowd.members:
        stored = spaces[member.space]["stored"]
        mine = {client_id: words for _number, author, client_id, words in stored if author == member.person}
        assert {client_id: mine.get(client_id) for client_id in member.acknowledged} == member.acknowledged
        in_order = [(number, words) for number, _author, _client_id, words in stored]
        assert member.shown == in_order, "a page showed something twice, out of order or not at all"


def _report(crowd: Crowd, took: Mapping[str, list[float]]) -> None:
    told = {
        "kills": {name: len(times) for name, times in took.items()},
        "acknowledged": sum(len(member.acknowledged) for member in crowd.members),
        "tries": sum(member.tries for member in crowd.members),
        "seconds until all pages had all": {name: _spread(times) for name, times in took.items()},
        "load of the machine": os.getloadavg()[0],
    }
    if file := os.environ.get("ALONGSIDE_TEST_KILLS_REPORT"):
        with Path(file).open("a") as report:
            report.write(json.dumps(told) + "\n")


def _spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    middle, late = ordered[len(ordered) // 2], [each for each in ordered if each > _SEEN_WITHIN]
    return {"p50": round(middle, 2), "worst": round(ordered[-1], 2), "later than 5 s": len(late)}
