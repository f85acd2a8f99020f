"""Every page of a space in a real browser: accessible in light and dark, wide and on a phone."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import reverse

from tests.plugins.browser import check_accessible
from tests.web.sessions import session_for
from tests.web.spaces.test_who_gets_in import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "journeys:show_week",
    "journeys:list_weeks",
    "journeys:show_goal",
    "journeys:list_meetings",
    "journeys:propose_meeting",
    "journeys:log_meeting",
    "journeys:check_in",
    "spaces:show_chat",
    "spaces:list_posts",
    "spaces:show_about",
)


@pytest.mark.parametrize(("dark", "phone"), [(False, True), (True, False)])
def test_every_page_is_accessible_and_fits(browse, site, dark, phone):
    world = World()
    page = browse(dark=dark, phone=phone)
    session = session_for(world.leila)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])

    for name in PAGES:
        page.goto(reverse(name, args=[world.mentorship.pk]))
        check_accessible(page)
        too_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not too_wide, name
