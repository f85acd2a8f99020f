"""Lint sees colors that cannot be told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from toolbox import colors

ROOT = Path(__file__).resolve().parents[2]


def test_black_on_white_is_as_far_apart_as_it_gets() -> None:
    assert colors.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colors.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_our_own_colors_can_be_told_apart() -> None:
    assert not colors.problems(ROOT)


def test_a_pale_ink_is_found_and_so_are_dark_blocks_that_differ(tmp_path: Path) -> None:
    css = (ROOT / colors.TOKENS).read_text()
    start = css.index('[data-theme="dark"]')
    changed = css[:start] + css[start:].replace("--ink: #eaf2ef", "--ink: #55625e", 1)
    (tmp_path / colors.TOKENS).parent.mkdir(parents=True)
    (tmp_path / colors.TOKENS).write_text(changed)

    found = colors.problems(tmp_path)

    assert any("dark: --ink on --page is" in problem for problem in found)
    assert any("the two dark blocks differ" in problem for problem in found)
