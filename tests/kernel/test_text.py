"""What people wrote, made safe."""

import re

import pytest

from alongside.kernel.text import one_line, render_markdown, safe_cell


def test_light_markdown_is_shown_as_html() -> None:
    html = render_markdown("It **works**.\n\n- one\n- two")

    assert html == "<p>It <strong>works</strong>.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"


def test_a_bare_address_becomes_a_link_that_tells_nothing() -> None:
    html = render_markdown("See https://example.org/a_b?c=d.")

    assert 'href="https://example.org/a_b?c=d"' in html
    assert 'rel="noopener noreferrer nofollow ugc"' in html


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        "![x](https://example.org/pixel.png)",
        '<https://example.org/"onmouseover=alert(1)>',
        "[x](data:text/html,<script>alert(1)</script>)",
    ],
)
def test_nothing_that_runs_or_loads_survives(words: str) -> None:
    html = render_markdown(words)

    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert not re.search(r"<[^>]*\son\w+=", html)


def test_a_heading_stays_words() -> None:
    assert "<h1>" not in render_markdown("# Big")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\u200b=1", " =1", "＝1"])
def test_a_cell_cannot_start_a_formula(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


def test_an_ordinary_cell_is_left_alone() -> None:
    assert safe_cell("Interviews") == "Interviews"
    assert safe_cell(None) == ""
    assert safe_cell(3) == "3"


def test_a_long_line_is_cut_at_a_word() -> None:
    assert (
        one_line("When did you\nlast surprise yourself by managing something hard?", limit=30)
        == "When did you last surprise…"
    )
    assert one_line("Short", limit=30) == "Short"
