"""The program in Arabic: pages run from right to left, fit a phone, and are as accessible as in English."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Locator

from alongside.domain.spaces.commands.items import send_message
from alongside.kernel import clock
from tests.plugins.browser import Browse, check_accessible
from tests.web.sessions import session_for
from tests.web.spaces.test_who_gets_in import SECRET, World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ("journeys:show_week", "journeys:list_meetings", "spaces:show_chat")
MINE = "Yes, and tell me more?"
NEARER_TO_THE_LEFT = """bubble => {
  const at = bubble.getBoundingClientRect(), around = bubble.closest('.card').getBoundingClientRect();
  return at.left - around.left < around.right - at.right;
}"""


def test_a_space_in_arabic_runs_from_right_to_left_and_fits_a_phone(browse: Browse, site: str) -> None:
    world = World()
    send_message(world.mentorship.space, world.leila, MINE, at=clock.now())
    world.leila.language = "ar"
    world.leila.save(update_fields=["language"])
    page = browse(phone=True)
    session = session_for(world.leila)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])

    for name in PAGES:
        page.goto(reverse(name, args=[world.mentorship.pk]))

        assert page.locator("html").get_attribute("dir") == "rtl"
        assert page.locator("html").get_attribute("lang") == "ar"
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
        check_accessible(page)

    def bubble(words: str) -> Locator:
        return page.locator(".bubble", has_text=words).first

    # The reader's own words stand at the end of the line, which is on the left here; Latin words keep their order.
    assert bubble(MINE).evaluate(NEARER_TO_THE_LEFT)
    assert not bubble(SECRET).evaluate(NEARER_TO_THE_LEFT)
    assert bubble(MINE).locator("p").first.evaluate("line => getComputedStyle(line).unicodeBidi") == "plaintext"
