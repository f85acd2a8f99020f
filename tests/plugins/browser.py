"""A real browser on the real server, for the tests marked ``browser``.

``browse()`` opens a page as a person would have it: wide or as a phone, light or dark, with or without JavaScript.
A test fails when a page broke the content policy or a script of ours failed, and ``check_accessible`` asks axe.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.plugins.machine import chromium

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
AXE = Path(__file__).parent.parent / "vendor" / "axe-core" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_QUIET = (
    "--disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --hide-scrollbars"
)
Browse = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser's tests last: once Playwright runs, its loop stays in this thread and no other can run."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine, without a window."""
    # Playwright keeps a loop running in this thread, which Django takes for a reason to refuse database work.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = [*_QUIET.split(), *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(transactional_db: None, settings: Any) -> Iterator[str]:
    """The real server on a free port with the test's own database; its address."""
    import uvicorn

    from alongside.config.asgi import application

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(100)
        settings.SITE_ADDRESS = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(application, log_config=None, ws="none", timeout_graceful_shutdown=2)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="site")
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield settings.SITE_ADDRESS
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def browse(browser: Browser, site: str) -> Iterator[Browse]:
    """Open a page: ``browse(phone=True, dark=True, javascript=False)``. Each has its own cookies."""
    contexts, trouble = [], []

    def note(message: ConsoleMessage) -> None:
        # A refused page (403, 404) is no fault of a script; the test itself says which answer it expects.
        if message.type == "error" and "Failed to load resource" not in message.text:
            trouble.append(f"{message.location.get('url', '')}: {message.text}")

    def open_page(*, phone: bool = False, dark: bool = False, javascript: bool = True, **options: Any) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport=PHONE if phone else WIDE,  # type: ignore[arg-type]
            has_touch=phone,
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: trouble.append(f"{page.url}: {error}"))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not trouble, "\n".join(trouble)


def check_accessible(page: Page) -> None:
    """Fail with every breach of WCAG 2.2 AA and of good practice that axe finds on ``page``."""
    page.evaluate(AXE.read_text())
    result = page.evaluate("rules => axe.run(document, {runOnly: rules})", AXE_RULES)
    found = [
        f"{violation['id']}: {violation['help']}\n    " + "\n    ".join(_said_of(node) for node in violation["nodes"])
        for violation in result["violations"]
    ]
    assert not found, f"axe on {page.url}:\n" + "\n".join(found)


def _said_of(node: dict[str, Any]) -> str:
    why = " ".join(node.get("failureSummary", "").split())
    return f"{node['html']} ({why})"
