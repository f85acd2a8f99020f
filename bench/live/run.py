"""``python -m bench.live.run``: from *send* until the other person sees it, what an open page costs, and sealing.

Rows of JSON go to standard output; README.md in this folder holds the table and how to read it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "bin")]

from toolbox import services  # noqa: E402

from bench.live.load import Page, Results, percentile, run_load  # noqa: E402
from tests.plugins.installation import Installation, installation, wait_for  # noqa: E402


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["load", "memory", "sealing"])
    parser.add_argument("--on", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--rates", default="20,50,100", help="messages a second, one after the other")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    _go_first()
    database = services.for_a_while() if asked.on == "postgres" else nullcontext(services.Running(folder=""))
    with database as running, tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        variables: Mapping[str, str] = running.variables
        with installation(Path(folder), variables) as site:
            {"load": _load, "memory": _memory, "sealing": _sealing}[asked.what](site, asked)


def _go_first() -> None:
    """Where we may, come before whatever else this machine is doing."""
    try:
        os.nice(-15)
        Path("/proc/self/autogroup").write_text("-15")
    except OSError:
        print(json.dumps({"note": "measured beside whatever else the machine did"}))


def _rooms(site: Installation, count: int) -> list[dict[str, Any]]:
    return [json.loads(line) for line in site.call("-m", "bench.live.people", str(count)).splitlines()]


def _start(site: Installation, processes: int) -> None:
    site.start_web(processes)
    site.start_worker()
    # What beginning so many mentorships at once sets off is not what is measured.
    wait_for(lambda: site.call("-m", "bench.live.settled").strip() == "0", "a worker with nothing to do", 120)
    time.sleep(3)


def _load(site: Installation, asked: argparse.Namespace) -> None:
    rooms = _rooms(site, asked.pages // 2)
    _start(site, asked.processes)
    for rate in map(int, asked.rates.split(",")):
        before = _seconds_of_work(site)
        results = asyncio.run(run_load(site.port, rooms, per_second=rate, seconds=asked.seconds))
        after = _seconds_of_work(site)
        row: dict[str, Any] = {"on": asked.on, "processes": asked.processes, "pages": asked.pages, "a second": rate}
        row |= {"sent": len(results.sent), "acknowledged": len(results.acknowledged), "seen": len(results.seen)}
        for name, moments in (("acknowledged", results.acknowledged), ("seen", results.seen)):
            times = results.milliseconds(moments, without_first=5)
            row |= {f"{name} p50 ms": round(percentile(times, 0.5)), f"{name} p95 ms": round(percentile(times, 0.95))}
        row |= {f"{name} work s": round(after[name] - before[name], 1) for name in after}
        print(json.dumps(row), flush=True)
        time.sleep(3)


def _memory(site: Installation, asked: argparse.Namespace) -> None:
    """Resident memory of the web server before and with many open pages."""
    rooms = _rooms(site, asked.pages // 2)
    site.start_web()
    asyncio.run(_hold_open(site, rooms[:20], lambda: 0))  # so that everything is loaded
    before = _resident(site)
    during = asyncio.run(_hold_open(site, rooms, lambda: _resident(site)))
    each = (during - before) / asked.pages
    row = {"pages": asked.pages, "process without pages KiB": before, "with pages KiB": during}
    row |= {"each open page KiB": round(each, 1), "pages in 1 GiB": int((1024 * 1024 - before) / max(each, 0.1))}
    print(json.dumps({"on": asked.on, **row}))


async def _hold_open(site: Installation, rooms: list[dict[str, Any]], measure: Any) -> int:
    pages = [Page(site.port, session, room["space"], Results()) for room in rooms for session in room["sessions"]]
    streams = [asyncio.create_task(page.stay_open()) for page in pages]
    await asyncio.gather(*(page.is_open.wait() for page in pages))
    await asyncio.sleep(5)
    found = int(measure())
    for stream in streams:
        stream.cancel()
    await asyncio.gather(*streams, return_exceptions=True)
    return found


def _sealing(site: Installation, asked: argparse.Namespace) -> None:
    print(site.call("-m", "bench.live.sealing"), end="")


def _resident(site: Installation) -> int:
    status = Path(f"/proc/{site.running['web'].pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


def _seconds_of_work(site: Installation) -> dict[str, float]:
    return {name: sum(map(_cpu, _family(process.pid))) for name, process in site.running.items()}


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(grandchild for child in children for grandchild in _family(int(child)))]


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
