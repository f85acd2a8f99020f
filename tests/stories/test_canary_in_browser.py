"""What somebody writes in a real browser is neither in what our pages keep there nor anywhere on the server."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.plugins.browser import _QUIET
from tests.plugins.machine import chromium
from tests.stories.canary.forms import Canary, opened
from tests.stories.canary.writing import Pair, new_pair
from tests.stories.test_canary import Site, _left_behind
from tests.web.sessions import session_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_STORED = """async () => JSON.stringify([
  {...localStorage}, {...sessionStorage}, document.cookie,
  (await indexedDB.databases()).map(each => each.name),
  await Promise.all((await caches.keys()).map(async name => {
    const cache = await caches.open(name);
    return Promise.all((await cache.keys()).map(async key => [key.url, await (await cache.match(key)).text()]));
  })),
])"""


def test_words_typed_in_a_browser_stay_between_two_people(tmp_path: Path, browser: Browser) -> None:
    canary, profile = Canary(), tmp_path / "profile"
    with Site(tmp_path, unsealed=False) as site:
        pair = new_pair(weeks=4)
        arguments = [*_QUIET.split(), *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        context = browser.browser_type.launch_persistent_context(
            str(profile), executable_path=chromium(), args=arguments, base_url=site.processes.address
        )
        cookie = {"name": "session", "value": session_for(pair.mentee.person), "url": site.processes.address}
        context.add_cookies([cookie])  # type: ignore[list-item]
        page = context.new_page()
        _write(page, canary, pair)
        kept = page.evaluate(_STORED).encode()
        context.close()
        left = _left_behind(site, tmp_path)
    assert canary.count >= 6
    assert canary.fields_found({"the browser's storage": [kept]}) == {}
    assert canary.fields_found(opened(left)) == {}


def _write(page: Page, canary: Canary, pair: Pair) -> None:
    page.goto(f"{pair.room}chat/")
    for _ in range(2):
        page.get_by_label("Message to").fill(words := canary.word("message"))
        page.get_by_role("button", name="Send", exact=True).click()
        page.locator(".bubble", has_text=words).wait_for()
    page.get_by_label("Message to").fill(canary.word("words not sent"))
    page.wait_for_timeout(1500)
    page.goto(pair.room)
    page.get_by_label("Your answer").fill(words := canary.word("answer"))
    page.get_by_role("button", name="Share with").click()
    page.get_by_text(words).first.wait_for()
    page.goto(f"{pair.room}goal/")
    page.get_by_label("What would you like to reach together?").fill(words := canary.word("goal"))
    page.get_by_label("Step 1").fill(canary.word("step of a goal"))
    page.get_by_role("button", name="Save goal").click()
    page.get_by_text(words).first.wait_for()
