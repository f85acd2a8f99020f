"""The tests' own browser: it sees what breaks the content policy and what people could not use."""

from __future__ import annotations

import pytest

from tests.plugins.browser import Browse, check_accessible

pytestmark = pytest.mark.browser


def test_pages_come_from_the_real_server_with_its_policy(browse: Browse) -> None:
    answer = browse().goto("/")

    assert answer is not None
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_axe_finds_what_people_could_not_use(browse: Browse) -> None:
    page = browse(javascript=True)
    page.goto("about:blank")
    page.set_content('<html lang="en"><title>t</title><main><h1>One</h1><img src="data:,"></main></html>')

    with pytest.raises(AssertionError, match="image-alt"):
        check_accessible(page)
