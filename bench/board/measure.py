"""Measures the board of 5,000 people in a real Chromium, against web and worker processes of its own.

    ALONGSIDE_DATA_DIR=/some/folder python -m bench.board.people
    ALONGSIDE_DATA_DIR=/some/folder python -m bench.board.measure pictures/

Times are what the browser sees on this machine, from the press of a button to the changed page.
"""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import django
from playwright.sync_api import BrowserContext, Page, sync_playwright

PORT = int(os.environ.get("BENCH_PORT", "8473"))
BASE = f"http://127.0.0.1:{PORT}"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SIZES = {"wide": (1280, 900), "phone": (390, 844)}


def main(pictures: Path) -> None:
    """Run a round, look, swap, search, introduce, kill the worker in the middle, and take it all back."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "alongside.config.settings", "ALONGSIDE_SITE_ADDRESS": BASE}
    django.setup()
    cookie, board = _sign_in()
    pictures.mkdir(parents=True, exist_ok=True)
    found: dict[str, Any] = {}
    with _process("serve", "--host", "127.0.0.1", "--port", str(PORT)), sync_playwright() as playwright:
        _wait_for(lambda: urlopen(f"{BASE}/help/").status == 200)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = _context(browser, cookie, "wide", "light")
        page = context.new_page()
        with _process("worker"):
            found["round"] = _run_round(page, board)
            found["board"] = _open_board(context, board)
            found["swap"] = _swap(page, board)
            _take_pictures(browser, cookie, board, pictures)
            _wait_for(lambda: _round().studied_at is not None, seconds=600)
        found["introduce"] = _introduce(page, board)
        browser.close()
    print(json.dumps(found, indent=2))


def _run_round(page: Page, board: str) -> dict[str, Any]:
    """From the press of the button to the board, and how quickly other pages answer meanwhile."""
    page.goto(BASE + board)
    began = time.perf_counter()
    page.get_by_role("button", name="Suggest pairs").first.click()
    page.wait_for_selector("#progress")
    other, answers = page.context.new_page(), []
    while page.locator("#board-form").count() == 0:
        answers.append(_seconds(lambda: other.goto(f"{BASE}/today/")))
        assert time.perf_counter() - began < 300
    took = time.perf_counter() - began
    other.close()
    return {
        "seconds": round(took, 1),
        "other_pages_median_ms": _ms(answers),
        "other_pages_worst_ms": _ms([max(answers)]),
    }


def _open_board(context: BrowserContext, board: str) -> dict[str, Any]:
    """Until the first row is on the screen, in a fresh tab, warm and without the browser's cache of the page."""
    shown, size = [], 0
    for _each in range(7):
        page = context.new_page()
        began = time.perf_counter()
        page.goto(BASE + board)
        page.wait_for_selector(".match")
        shown.append(time.perf_counter() - began)
        size = len(page.content())
        page.close()
    return {"first_row_ms": _ms(shown[1:]), "first_row_worst_ms": _ms([max(shown[1:])]), "html_kb": round(size / 1000)}


def _swap(page: Page, board: str) -> dict[str, Any]:
    """Look, search by topic, and swap, each until the answer stands on the page."""
    page.goto(BASE + board)
    times: dict[str, list[float]] = {"look": [], "all_mentors": [], "search": [], "swap": []}
    for number in range(12):
        row = page.locator(".match").nth(number)
        times["look"].append(_answer(page, row.get_by_role("link", name="Look").click, "#look"))
        times["all_mentors"].append(_answer(page, page.get_by_text("Choose among all mentors").click, "#look"))
        search = page.locator("#look input[type=search]")
        # The page waits 200 ms after the last letter; the answer is counted from the request on.
        times["search"].append(_answer(page, partial(search.fill, "python"), "#found-mentors"))
        choose = page.locator("#look").get_by_role("button", name="Choose").first
        times["swap"].append(_answer(page, choose.click, "#look"))
    return {f"{name}_ms": _ms(each) for name, each in times.items()} | {
        f"{name}_worst_ms": _ms([max(each)]) for name, each in times.items()
    }


def _answer(page: Page, act: Callable[[], object], target: str) -> float:
    """From the request to the settled swap, by htmx's own events; the page's quiet questions do not count."""
    page.evaluate(
        """target => { window.took = null; let began = 0; const body = document.body;
        if (window.heard) window.heard.forEach(([name, act]) => body.removeEventListener(name, act));
        const isOurs = (event) => event.detail.target && event.detail.target.matches(target);
        window.heard = [
          ["htmx:beforeRequest", (event) => { if (isOurs(event)) began = performance.now(); }],
          ["htmx:afterSettle", (event) => {
            if (isOurs(event) && window.took === null) window.took = performance.now() - began; }],
          ["htmx:responseError", (event) => { window.took = "answer " + event.detail.xhr.status; }],
          ["htmx:sendError", () => { window.took = "no answer"; }]];
        window.heard.forEach(([name, act]) => body.addEventListener(name, act)); }""",
        target,
    )
    act()
    # Waiting inside the page would need eval, which its own policy forbids.
    _wait_for(lambda: page.evaluate("window.took") is not None, every=0.05)
    return float(page.evaluate("window.took")) / 1000


def _introduce(page: Page, board: str) -> dict[str, Any]:
    """Introduce everybody, kill the worker half way, let another finish, take it back, and do it again."""
    from alongside.domain.mentorships.models import Introduction

    page.goto(f"{BASE}{board}review/")
    pressed = _seconds(lambda: _press(page, "Introduce", "#introduced"))
    with _process("worker") as first:
        _wait_for(lambda: Introduction.objects.exists(), every=0.02)
        first.kill()
    half = Introduction.objects.count()
    began = time.perf_counter()
    with _process("worker"):
        _wait_for(lambda: _round().state == "introduced")
        ready = time.perf_counter() - began
        every, waiting = Introduction.objects.count(), Introduction.objects.waiting()
        assert waiting.values("mentee").distinct().count() == waiting.count()
        page.goto(f"{BASE}{board}introduced/")
        undo = _seconds(lambda: _press(page, "Undo", "#board-form"))
        left = Introduction.objects.count()
    return {
        "answer_ms": _ms([pressed]), "ready_when_killed": half, "ready_in_all": every,
        "ready_after_seconds": round(ready, 1), "undo_ms": _ms([undo]), "left_after_undo": left,
    }  # fmt: skip


def _press(page: Page, name: str, then: str) -> None:
    page.get_by_role("button", name=name).first.click()
    page.wait_for_selector(then)


def _take_pictures(browser: Any, cookie: dict[str, str], board: str, pictures: Path) -> None:
    for size in SIZES:
        for theme in ("light", "dark"):
            page = _context(browser, cookie, size, theme).new_page()
            if size == "phone":
                page.set_viewport_size({"width": 390, "height": 1400})  # down to the first rows
            page.goto(BASE + board)
            if size == "wide":
                page.locator(".match").nth(1).get_by_role("link", name="Look").click()
                page.get_by_text("Choose among all mentors").wait_for()
            page.wait_for_timeout(400)
            page.screenshot(path=pictures / f"board-{size}-{theme}.png")
            page.context.close()


def _context(browser: Any, cookie: dict[str, str], size: str, theme: str) -> BrowserContext:
    width, height = SIZES[size]
    context: BrowserContext = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
    context.set_default_timeout(120_000)
    context.add_cookies([cookie])  # type: ignore[list-item]
    return context


def _sign_in() -> tuple[dict[str, str], str]:
    """A session of the organizer, and the address of the board."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from alongside.domain.people.models import Person
    from alongside.domain.programs.models import Program

    amara, program = Person.objects.get(email="amara@example.org"), Program.objects.get()
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(amara.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = amara.get_session_auth_hash()
    session.create()
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key), "url": BASE}
    return cookie, f"/g/{program.group.slug}/manage/mentorship/{program.pk}/pair/"


def _round() -> Any:
    from alongside.domain.pairing.models import Round

    return Round.objects.exclude(state="dismissed").latest("requested_at")


@contextmanager
def _process(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", "alongside", *command], stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


def _wait_for(is_so: Callable[[], bool], *, seconds: float = 120, every: float = 0.2) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if is_so():
                return
        except OSError:
            pass  # the server is not there yet
        time.sleep(every)
    raise TimeoutError


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _ms(times: list[float]) -> int:
    return round(statistics.median(times) * 1000)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("pictures"))
