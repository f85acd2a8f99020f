"""Checks that every pair of colors the design relies on can be told apart, light and dark (WCAG 2.2)."""

import re
from pathlib import Path

TOKENS = Path("alongside/web/static/css/tokens.css")
READ_LONG, READ, SEEN = 7.0, 4.5, 3.0
PAIRS = {
    READ_LONG: "ink/page ink/surface ink/sunken ink/mentee-soft ink/mentor-soft ink/organizer-soft ink/danger-soft",
    READ: "ink-soft/page ink-soft/surface ink-soft/sunken link/surface link/page on-primary/primary "
    "on-primary/primary-hover mentor-ink/mentor-soft mentor-ink/surface mentee-ink/mentee-soft mentee-ink/surface "
    "organizer-ink/organizer-soft danger/surface danger/danger-soft on-danger/danger on-mentee/mentee "
    "on-mentor/mentor",
    SEEN: "field-line/surface primary/surface mentor/surface mentee-line/surface mentor/page mentee-line/page "
    "focus/page focus/surface focus/focus-halo",
}


def problems(root: Path) -> list[str]:
    """One line for each pair that is too close, and one when the two dark blocks differ."""
    file = root / TOKENS
    if not file.exists():
        return []
    css = file.read_text()
    light = _block(css, ":root {")
    dark, by_device = (light | _block(css, f':root[data-theme="{theme}"] {{') for theme in ("dark", "auto"))
    found = [] if dark == by_device else [f"{TOKENS}: the two dark blocks differ"]
    for name, colors in (("light", light), ("dark", dark)):
        for least, pairs in PAIRS.items():
            for pair in pairs.split():
                front, back = pair.split("/")
                if (ratio := contrast(colors[front], colors[back])) < least:
                    found.append(f"{TOKENS}: {name}: --{front} on --{back} is {ratio:.2f}, needs {least}")
    return found


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colors like ``#0a5a52``, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _block(css: str, opening: str) -> dict[str, str]:
    start = css.index(opening)
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})", css[start : css.index("}", start)]))


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
