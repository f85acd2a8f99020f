"""Pictures made safe: limits read before decoding, drawn anew so that nothing hidden in the file survives."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 2400
SMALL_SIDE = 640


class NotAPicture(Exception):  # noqa: N818
    """The bytes are no picture of a kind we draw, or too large a one."""


@dataclass(frozen=True, repr=False)
class Picture:
    """A picture drawn anew, and a small one for the page."""

    content: bytes
    small: bytes
    type: str
    width: int
    height: int


def redraw(content: bytes) -> Picture:
    """Draw the picture anew, upright and without metadata. Raises NotAPicture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(content), formats=FORMATS) as opened:
                # The size is known from the header alone; a bomb is never decoded.
                if opened.width * opened.height > MOST_PIXELS:
                    raise NotAPicture
                upright = ImageOps.exif_transpose(opened)
                bare = upright.convert("RGBA" if _has_holes(upright) else "RGB")
    except NotAPicture:
        raise
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        MemoryError,
        Warning,
        Image.DecompressionBombError,
    ):
        raise NotAPicture from None
    bare.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    kind = "PNG" if bare.mode == "RGBA" else "JPEG"
    small = bare.copy()
    small.thumbnail((SMALL_SIDE, SMALL_SIDE))
    return Picture(_drawn(bare, kind), _drawn(small, kind), f"image/{kind.lower()}", small.width, small.height)


def _has_holes(image: Image.Image) -> bool:
    return "A" in image.getbands() or "transparency" in image.info


def _drawn(image: Image.Image, kind: str) -> bytes:
    target = BytesIO()
    # Only the pixels are handed on: a fresh image carries no profile, comment or place of taking.
    fresh = Image.new(image.mode, image.size)
    fresh.paste(image)
    fresh.save(target, kind, quality=85, optimize=True)
    return target.getvalue()
