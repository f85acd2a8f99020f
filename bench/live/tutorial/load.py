"""The same load on the tutorial's chat; run with the Python that has channels, uvicorn and websockets."""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import websockets

ROOT = Path(__file__).resolve().parents[3]


async def main(rooms: int, per_second: int, seconds: float, port: int) -> dict[str, object]:
    """Two sockets for each room; *seen* is when the other one has it."""
    sent: dict[int, float] = {}
    seen: dict[int, float] = {}
    address = f"ws://127.0.0.1:{port}/ws/chat"
    sockets = [(await websockets.connect(f"{address}/r{n // 2}/"), n) for n in range(2 * rooms)]
    senders: dict[int, int] = {}

    async def listen(socket: websockets.ClientConnection, who: int) -> None:
        async for text in socket:
            number = int(json.loads(text)["message"].split()[2])
            if senders[number] != who:
                seen.setdefault(number, time.perf_counter())

    listening = [asyncio.create_task(listen(*each)) for each in sockets]
    began = time.perf_counter()
    for number in range(int(per_second * seconds)):
        await asyncio.sleep(max(0.0, began + number / per_second - time.perf_counter()))
        socket, who = random.choice(sockets)
        senders[number], sent[number] = who, time.perf_counter()
        await socket.send(json.dumps({"message": f"message number {number} " + "word " * 20}))
    await asyncio.sleep(2)
    for task in listening:
        task.cancel()
    await asyncio.gather(*(socket.close() for socket, _ in sockets), return_exceptions=True)
    first = began + 5
    times = sorted((seen[n] - at) * 1000 for n, at in sent.items() if n in seen and at >= first)
    return {
        "sent": len(sent),
        "seen": len(seen),
        "seen p50 ms": round(times[len(times) // 2], 1),
        "seen p95 ms": round(times[int(len(times) * 0.95)], 1),
    }


if __name__ == "__main__":
    rooms, per_second, seconds, port = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
    command = [sys.executable, "-m", "uvicorn", "bench.live.tutorial.asgi:application", "--port", str(port)]
    server = subprocess.Popen([*command, "--log-level", "warning"], cwd=ROOT, env=dict(os.environ))
    try:
        time.sleep(4)
        print(json.dumps(asyncio.run(main(rooms, per_second, seconds, port))))
    finally:
        server.terminate()
        server.wait(10)
