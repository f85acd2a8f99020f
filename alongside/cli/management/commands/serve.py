"""``alongside serve``: the web server."""

from __future__ import annotations

import socket
from argparse import ArgumentParser
from typing import Any

import uvicorn
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Serve pages and live streams."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")
        parser.add_argument("--processes", type=int, default=1, help="how many processes share the work (1)")
        parser.add_argument("--reload", action="store_true", help="start anew when the code changes")

    def handle(self, *args: Any, host: str, port: int, processes: int, reload: bool, **options: Any) -> None:
        _refuse_a_port_in_use(host, port)
        uvicorn.run(
            "alongside.config.asgi:application",
            host=host,
            port=port,
            workers=processes,
            reload=reload,
            reload_dirs=["alongside"] if reload else None,
            # Live streams never end by themselves; without a limit the server would wait for them for ever.
            timeout_graceful_shutdown=5,
            # Whom a proxy speaks for is decided in one place: ALONGSIDE_TRUSTED_PROXIES.
            proxy_headers=False,
            access_log=False,
            server_header=False,
            ws="none",
            log_config=None,
        )


def _refuse_a_port_in_use(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(f"Cannot listen on {host} port {port}: {error.strerror}.") from error
