"""A message on SQLite is on the disk before it is acknowledged: the system calls of the real server show it."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.plugins.installation import installation
from tests.plugins.wire import Line

_MESSAGES = 20


def test_every_acknowledgment_on_sqlite_follows_a_sync_of_the_log(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("this run is on PostgreSQL")
    if not shutil.which("strace"):
        pytest.skip("left out: there is no strace on this machine")
    calls = tmp_path / "calls"
    with installation(tmp_path / "site") as site:
        (room,) = map(json.loads, site.call("-m", "bench.live.people", "1").splitlines())
        site.start_web()
        watching = ["strace", "-f", "-y", "-tt", "-e", "trace=fsync,fdatasync,sendto,write", "-s", "12"]
        watch = subprocess.Popen(
            [*watching, "-o", str(calls), "-p", str(site.running["web"].pid)], stderr=subprocess.DEVNULL
        )
        time.sleep(2)
        asyncio.run(_send(site.port, room))
        watch.send_signal(signal.SIGINT)
        watch.wait(10)
    seen = calls.read_text().splitlines()
    answers = [number for number, line in enumerate(seen) if '"HTTP/1.1 200' in line]
    assert len(answers) == _MESSAGES
    since = 0
    for answer in answers:
        synced = [line for line in seen[since:answer] if "sync(" in line and "alongside.sqlite3-wal" in line]
        assert synced, "acknowledged before the log was on the disk"
        since = answer


async def _send(port: int, room: dict[str, str]) -> None:
    line = Line(port, room["sessions"][0])
    for number in range(_MESSAGES):
        fields = {"message": f"message {number}", "client_id": f"synced-{number}", "after": 0}
        answer = await line.post(f"/s/{room['space']}/messages/", fields)
        assert answer.status == 200
    line.close()
