"""Pictures from outside: measured before they are decoded, drawn anew, everything hidden in them dropped.

The drawing happens in a process of its own (``drawing.py``) with little memory and little time, so that no picture can
take the pages down with it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from alongside.kernel import drawing
from alongside.kernel.refusal import Refusal

MOST_BYTES = 10_000_000
MOST_PIXELS = 25_000_000
MOST_FRAMES = 200
_LONGEST = 5.0  # seconds
_KINDS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_OTHER_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis", b"crx ")


class PictureTooBig(Refusal):
    code = "picture_too_big"
    text = _("This picture is too big. The limit is 10 MB and 25 million dots.")


class NotAPicture(Refusal):
    code = "not_a_picture"
    text = _("We could not read this picture. A JPEG or PNG photo works.")


@dataclass(frozen=True, repr=False)
class Drawn:
    """A picture drawn anew."""

    content: bytes
    type: str
    width: int
    height: int


def is_picture(content: bytes) -> bool:
    """Whether it begins like one of the four kinds we draw: JPEG, PNG, GIF, WebP."""
    return content.startswith(_KINDS) or (content.startswith(b"RIFF") and content[8:12] == b"WEBP")


def is_other_picture(content: bytes) -> bool:
    """Whether it begins like a photo of a kind we cannot draw, so that what is hidden in it would stay there."""
    is_tiff = content.startswith((b"II*\0", b"MM\0*"))
    return is_tiff or (content[4:8] == b"ftyp" and content[8:12] in _OTHER_BRANDS)


def draw_anew(content: bytes, *, sides: Sequence[int], shape: str = "photo") -> list[Drawn]:
    """The picture at each of ``sides`` (the longest first), upright and without metadata.

    ``shape`` is ``photo``, or ``square`` for the middle of it. Of a moving picture the first frame stays.
    Raises PictureTooBig or NotAPicture.
    """
    if len(content) > MOST_BYTES:
        raise PictureTooBig
    if not is_picture(content):
        raise NotAPicture
    asked = [",".join(map(str, sides)), shape, str(MOST_PIXELS), str(MOST_FRAMES)]
    program = [sys.executable, "-I", str(Path(drawing.__file__)), *asked]
    try:
        # Our own program; nothing of the picture is among its arguments, and no secret in its surroundings.
        made = subprocess.run(program, input=content, capture_output=True, timeout=_LONGEST, env={}, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise PictureTooBig from None
    if made.returncode == drawing.UNREADABLE:
        raise NotAPicture
    if made.returncode != 0:
        # Too many dots or frames, or the system ended it for taking too much memory or time.
        raise PictureTooBig
    head, _line, bodies = made.stdout.partition(b"\n")
    pictures, at = [], 0
    for facts in json.loads(head):
        body = bodies[at : at + facts["size"]]
        pictures.append(Drawn(body, facts["type"], facts["width"], facts["height"]))
        at += facts["size"]
    return pictures


def clean_picture(content: bytes, *, side: int = 512) -> bytes:
    """A square WebP of ``side`` dots from the middle of ``content``, without its metadata.

    Raises PictureTooBig or NotAPicture.
    """
    return draw_anew(content, sides=[side], shape="square")[0].content
