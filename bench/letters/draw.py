"""Draws every letter as a phone shows it, in HTML and in text, onto sheets.

    python -m bench.letters.draw docs/pictures/letters

Every file of words is found by itself, so a new kind of letter is drawn without being named here. A letter that says
something empty, or that is wider than the phone, stops the drawing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import escape
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any

import django
from PIL import Image
from playwright.sync_api import Page, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
django.setup()

from alongside.domain.notifications import words  # noqa: E402
from alongside.domain.notifications.kinds import KINDS  # noqa: E402
from alongside.domain.notifications.reply_address import ANSWERABLE  # noqa: E402
from alongside.domain.people.models import Person  # noqa: E402

_CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_PHONE, _SHOWN = 390, 260
_A_SHEET, _ACROSS, _GAP = 20, 5, 16
_TEXT = """<meta name=viewport content="width=device-width"><body style="margin:16px;background:#fff;color:#111">
<pre style="font:14px/1.45 sans-serif;white-space:pre-wrap;overflow-wrap:anywhere"><b>{subject}</b>\n\n{text}</pre>"""


def facts() -> dict[str, Any]:
    """What the words of any letter may ask for, of an invented community."""
    day, moment = date(2026, 4, 27), datetime(2026, 4, 27, 17, 30, tzinfo=UTC)
    names = ("name", "other", "organizer", "mentor", "mentee", "author")
    return {
        **dict.fromkeys(names, "Robert"),
        **dict.fromkeys(("names", "others"), ("Robert",)),
        **dict.fromkeys(("days", "weeks", "week", "n", "number", "count", "times", "pairs"), 3),
        **dict.fromkeys((f"{each}_on" for each in ("starts", "last", "introductions", "until", "closes", "ends")), day),
        **dict.fromkeys((f"{each}_at" for each in ("starts", "expires", "closes", "due")), moment),
        "first_name": "Leila",
        "person": Person(first_name="Leila", email="leila@example.org"),
        "group_name": "Riverside Job Club",
        "program_name": "Career advancement",
        "question": "What went better than you expected this week?",
        "title": "A first hello",
        "words": "We meet on Thursday at six, in the library. Bring a question.",
        "why": "Nobody is free for these topics right now.",
        "why_you": ["Interviews"],
        "why_them": ["Interviews"],
        "why_both": ["You both speak English."],
        "new_email": "leila.new@example.org",
        "role": "mentee",
        "other_role": "mentor",
    }


def letters() -> Iterator[words.Letter]:
    """Every letter there is, in the order of its name."""
    folder = resources.files("alongside.domain.notifications").joinpath("templates/notices")
    for key in sorted(Path(str(file)).stem for file in folder.iterdir()):
        kind, site = KINDS.get(key), "https://mentors.example"
        lines = ("Robert answered the week 3 question", "A new question opens") if key == "digest" else ()
        told = {"count": len(lines)} if lines else {}
        stoppable = kind is not None and kind.can_be_switched_off
        yield words.letter_from(
            words._words(key, {**facts(), **told, "site": "Alongside"}),
            link=f"{site}/notices/" if lines else f"{site}/p/1/",
            items=[words.Item(line, f"{site}/notices/1/") for line in lines],
            can_answer=key in ANSWERABLE,
            stop_path="/mail/stop/signed/" if stoppable else "",
            less_path="/mail/less/signed/" if stoppable else "",
        )


def draw(page: Page, html: str) -> Image.Image:
    """One letter as the phone shows it. Stops when it would have to be moved sideways."""
    page.set_content(html)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= _PHONE, f"A letter is {width} pixels wide: {html[:200]}"
    picture = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
    return picture.resize((_SHOWN, picture.height * _SHOWN // _PHONE), Image.Resampling.LANCZOS)


def sheet(pairs: list[tuple[Image.Image, Image.Image]]) -> Image.Image:
    """Letters side by side, each in HTML with its text below."""
    blocks = []
    for html, text in pairs:
        block = Image.new("RGB", (_SHOWN, html.height + text.height + 6), "#8a9a96")
        block.paste(html, (0, 0))
        block.paste(text, (0, html.height + 6))
        blocks.append(block)
    rows = [blocks[begin : begin + _ACROSS] for begin in range(0, len(blocks), _ACROSS)]
    heights = [max(block.height for block in row) + _GAP for row in rows]
    whole = Image.new("RGB", (_ACROSS * (_SHOWN + _GAP) + _GAP, sum(heights) + _GAP), "#d5dcda")
    top = _GAP
    for row, height in zip(rows, heights, strict=True):
        for column, block in enumerate(row):
            whole.paste(block, (_GAP + column * (_SHOWN + _GAP), top))
        top += height
    return whole


def main(folder: Path) -> None:
    """Draw all of them into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": _PHONE, "height": 300}, java_script_enabled=True)
        pairs = []
        for letter in letters():
            assert letter.subject, letter
            assert "None" not in letter.text, letter
            text = _TEXT.format(subject=escape(letter.subject), text=escape(letter.text))
            pairs.append((draw(page, letter.html), draw(page, text)))
        browser.close()
    for number, begin in enumerate(range(0, len(pairs), _A_SHEET), 1):
        sheet(pairs[begin : begin + _A_SHEET]).save(folder / f"letters-{number}.webp", quality=60, method=6)
    print(f"{len(pairs)} letters drawn, in HTML and in text")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
