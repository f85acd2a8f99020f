"""The gallery and the plain pages in a real browser: axe, reflow, focus, and what the script does."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from alongside.web.site.screens import SCREENS
from tests.plugins.browser import Browse, check_accessible

pytestmark = pytest.mark.browser

PAGES = ["/", "/help/", "/help/who-can-read/", "/safety/", "/privacy/", "/display/", "/gallery/", "/nowhere/"]
PAGES += [f"/gallery/{screen}/" for screen in SCREENS]

# WCAG 1.4.12: people may set text wider and looser than we do.
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
    "p { margin-block-end: 2em !important; }"
)
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const contains = (part) => /auto|scroll|hidden|clip/.test(getComputedStyle(part).overflowX);
  const scrolls = (part) => part && (contains(part) || scrolls(part.parentElement));
  return [...document.querySelectorAll('body *')]
    .filter((part) => part.getBoundingClientRect().right > width + 1 && !scrolls(part.parentElement))
    .map((part) => part.outerHTML.slice(0, 120));
}"""
COVERED = """() => {
  const part = document.activeElement;
  if (!part || part === document.body) return null;
  const box = part.getBoundingClientRect();
  const middle = [box.left + box.width / 2, box.top + box.height / 2];
  const points = [middle, [box.left + 4, box.top + 4], [box.right - 4, box.top + 4],
                  [box.left + 4, box.bottom - 4], [box.right - 4, box.bottom - 4]];
  const seen = points.some(([x, y]) => {
    const there = document.elementFromPoint(x, y);
    return there && (part.contains(there) || there.contains(part) || there.closest('label')?.contains(part));
  });
  return {seen, what: part.outerHTML.slice(0, 120)};
}"""


def set_text(page: Page, size: str) -> None:
    page.evaluate("size => document.documentElement.setAttribute('data-text', size)", size)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_axe_finds_nothing(browse: Browse, dark: bool, phone: bool) -> None:
    page = browse(dark=dark, phone=phone)
    for address in PAGES:
        page.goto(address)
        check_accessible(page)


def test_nothing_scrolls_sideways_at_320_pixels_and_the_largest_text(browse: Browse) -> None:
    page = browse(phone=True)
    page.set_viewport_size({"width": 320, "height": 700})
    for address in PAGES:
        page.goto(address)
        set_text(page, "largest")
        assert page.evaluate(TOO_WIDE) == [], address


def test_nothing_scrolls_sideways_with_the_reader_s_own_text_spacing(browse: Browse) -> None:
    page = browse(phone=True, bypass_csp=True)
    for address in PAGES:
        page.goto(address)
        page.add_style_tag(content=SPACED)
        assert page.evaluate(TOO_WIDE) == [], address


def test_right_to_left_nothing_scrolls_sideways(browse: Browse) -> None:
    page = browse(phone=True)
    for address in PAGES:
        page.goto(address)
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_what_has_the_focus_is_never_covered(browse: Browse, phone: bool) -> None:
    page = browse(phone=phone)
    page.goto("/gallery/")
    for _ in range(120):
        page.keyboard.press("Tab")
        found = page.evaluate(COVERED)
        if found is None:
            break
        assert found["seen"], found["what"]


def test_the_error_summary_has_the_focus_when_the_page_opens(browse: Browse) -> None:
    page = browse()
    page.goto("/gallery/")

    expect(page.locator(".errors")).to_be_focused()


def test_a_menu_closes_on_escape_and_gives_the_focus_back(browse: Browse) -> None:
    page = browse()
    page.goto("/gallery/")
    opener = page.locator("details.menu summary").first
    opener.click()
    page.get_by_role("link", name="Report", exact=True).focus()

    page.keyboard.press("Escape")

    expect(page.locator("details.menu").first).not_to_have_attribute("open", "")
    expect(opener).to_be_focused()


def test_a_dialog_takes_the_focus_and_returns_it(browse: Browse) -> None:
    page = browse()
    page.goto("/gallery/")
    opener = page.get_by_role("link", name="Delete this post")
    opener.click()
    expect(page.get_by_role("heading", name="Delete this post?")).to_be_focused()

    page.get_by_role("link", name="Keep it").click()

    expect(opener).to_be_focused()


@pytest.mark.parametrize("way", ["button", "keys"])
def test_leaving_quickly_replaces_the_page(browse: Browse, way: str) -> None:
    page = browse()
    page.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="<title>Elsewhere</title>"))
    page.goto("/safety/")
    if way == "button":
        page.get_by_role("link", name="Leave this page quickly").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")

    page.wait_for_url("https://www.wikipedia.org/**")

    page.go_back()
    assert "/safety/" not in page.url


def test_three_presses_of_shift_do_nothing_on_other_pages(browse: Browse) -> None:
    page = browse()
    page.goto("/help/")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_timeout(300)

    assert page.url.endswith("/help/")


def test_the_display_page_shows_a_choice_at_once_and_keeps_it(browse: Browse) -> None:
    page = browse()
    page.goto("/display/")
    page.get_by_label("Dark").check()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")

    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("status")).to_contain_text("Pages now look the way you chose.")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_display_page_works_without_a_script(browse: Browse) -> None:
    page = browse(javascript=False)
    page.goto("/display/")
    page.get_by_label("Largest").check()

    page.get_by_role("button", name="Save").click()

    expect(page.locator("html")).to_have_attribute("data-text", "largest")


def test_icons_and_fonts_arrive_under_the_content_policy(browse: Browse) -> None:
    page = browse()
    with page.expect_response("**/icons*.svg") as sprite:
        page.goto("/gallery/")

    assert sprite.value.ok
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible Next Variable\"')")
