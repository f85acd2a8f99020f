"""How pages look is remembered, and a strange cookie changes nothing."""

from __future__ import annotations

import pytest

from alongside.web.display import Display


@pytest.mark.parametrize("value", ["", "dark", "dark.large.more", "pink.large.more.less", "dark.large.more.less.x"])
def test_a_strange_cookie_means_the_device_decides(value: str) -> None:
    assert Display.from_cookie(value) == Display()


def test_a_cookie_of_ours_is_read() -> None:
    assert Display.from_cookie("dark.largest.more.less") == Display("dark", "largest", "more", "less")
