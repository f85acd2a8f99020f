"""Draws one picture anew, in a process of its own with little memory and little time.

Started by ``alongside.kernel.pictures`` as a program; nothing else imports it. It reads the picture from its standard
input and writes one line about what it drew, then the drawn pictures. It opens no file and knows nothing of the site.
"""

from __future__ import annotations

import json
import resource
import sys
import warnings
from io import BytesIO
from typing import Any

TOO_BIG, UNREADABLE = 3, 4
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_MEMORY = 300 * 1024 * 1024
_SECONDS = 5


def main() -> int:
    """``sides kind``: the longest sides wanted, such as ``2400,640``, and ``photo`` or ``square``."""
    sides, shape = [int(side) for side in sys.argv[1].split(",")], sys.argv[2]
    most_pixels, most_frames = int(sys.argv[3]), int(sys.argv[4])
    content = sys.stdin.buffer.read()
    _limit()
    from PIL import Image, UnidentifiedImageError

    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as opened:
            # Known from the header alone: a bomb is never decoded.
            if opened.width * opened.height > most_pixels or getattr(opened, "n_frames", 1) > most_frames:
                return TOO_BIG
            drawn = _draw(opened, sides, shape)
    except (MemoryError, Image.DecompressionBombError):
        return TOO_BIG
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, EOFError, IndexError):
        return UNREADABLE
    facts = [{"type": kind, "width": width, "height": height, "size": len(body)} for kind, width, height, body in drawn]
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + b"".join(body for *_, body in drawn))
    return 0


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _draw(opened: Any, sides: list[int], shape: str) -> list[tuple[str, int, int, bytes]]:
    from PIL import ImageOps

    if opened.mode == "P":
        # Colors by number cannot be blended; a smaller picture would be full of steps.
        opened = opened.convert("RGBA" if "transparency" in opened.info else "RGB")
    drawn = []
    for side in sorted(sides, reverse=True):
        # The first call lets a JPEG be decoded at a fraction of its size; the others shrink what is there.
        opened.thumbnail((side, side) if shape == "photo" else (side * 2, side * 2))
        upright = ImageOps.exif_transpose(opened)
        holes = shape == "photo" and ("A" in upright.getbands() or "transparency" in upright.info)
        bare = upright.convert("RGBA" if holes else "RGB")
        if shape == "square":
            bare = ImageOps.fit(bare, (side, side))
        kind = "WEBP" if shape == "square" else "PNG" if holes else "JPEG"
        drawn.append((f"image/{kind.lower()}", bare.width, bare.height, _saved(bare, kind)))
    return drawn


def _saved(bare: Any, kind: str) -> bytes:
    from PIL import Image

    target = BytesIO()
    # Only the pixels are handed on: a fresh image carries no profile, comment or place of taking.
    fresh = Image.new(bare.mode, bare.size)
    fresh.paste(bare)
    fresh.save(target, kind, quality=85, optimize=kind != "WEBP")
    return target.getvalue()


if __name__ == "__main__":
    sys.exit(main())
