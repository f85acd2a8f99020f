"""Every component is in the gallery, and the files around them are what they say."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from alongside.web.components.tags import register

WEB = Path(__file__).parents[2] / "alongside" / "web"
TEMPLATES, STATIC = WEB / "templates", WEB / "static"


def _all(folder: Path, ending: str = "html") -> str:
    return "\n".join(file.read_text() for file in sorted(folder.rglob(f"*.{ending}")))


@pytest.mark.parametrize("name", sorted(register.tags))
def test_a_component_is_shown_in_the_gallery(name: str) -> None:
    gallery = _all(TEMPLATES / "gallery")

    assert re.search(rf"{{%\s*{name}\b", gallery)


def test_every_icon_a_template_or_a_view_names_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))

    named = set(re.findall(r'{%\s*icon "([\w-]+)"', _all(TEMPLATES)))
    named |= set(re.findall(r'\bicon(?:_end)?="([\w-]+)"', _all(TEMPLATES) + _all(WEB, "py")))

    assert named - drawn == set()


def test_the_sprite_is_what_the_icons_make() -> None:
    sprite = (STATIC / "icons.svg").read_text()

    for file in sorted((WEB / "icons").glob("*.svg")):
        drawing = re.search(r"<svg[^>]*>(.*)</svg>", file.read_text(), re.DOTALL)
        assert drawing is not None
        assert f'<symbol id="{file.stem}" viewBox="0 0 256 256">{drawing[1]}</symbol>' in sprite, "run bin/icons"


def test_vendored_files_are_the_ones_that_are_written_down() -> None:
    listed = dict(re.findall(r"\| `([^`]+)` \|.*`([0-9a-f]{64})` \|", (STATIC / "vendor" / "VENDORED.md").read_text()))
    carried = [*(STATIC / "vendor").glob("*.js"), *(STATIC / "fonts").glob("*.woff2")]

    assert {str(file.relative_to(STATIC)): hashlib.sha256(file.read_bytes()).hexdigest() for file in carried} == listed


def test_our_own_script_stays_short() -> None:
    assert len((STATIC / "app.js").read_text().splitlines()) < 150


def test_every_value_of_a_color_stands_in_the_tokens() -> None:
    others = [file for file in (STATIC / "css").glob("*.css") if file.name not in ("tokens.css", "print.css")]

    found = {file.name: re.findall(r"#[0-9a-fA-F]{3,8}\b", file.read_text()) for file in others}

    assert {name: colors for name, colors in found.items() if colors} == {}
