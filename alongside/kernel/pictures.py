"""Pictures from outside: measured before they are decoded, drawn anew, everything hidden in them dropped."""

from __future__ import annotations

import warnings
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from alongside.kernel.refusal import Refusal

MOST_BYTES = 10 * 1024 * 1024
_MOST_PIXELS = 40_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


class PictureTooBig(Refusal):
    code = "picture_too_big"
    text = _("This picture is too big. The limit is 10 MB and 40 million dots.")


class NotAPicture(Refusal):
    code = "not_a_picture"
    text = _("We could not read this picture. A JPEG or PNG photo works.")


def clean_picture(content: bytes, *, side: int = 512) -> bytes:
    """A square WebP of ``side`` dots from the middle of ``content``, without its metadata.

    Size and dots are read from the header before anything is decoded. Raises PictureTooBig or NotAPicture.
    """
    if len(content) > MOST_BYTES:
        raise PictureTooBig
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=_FORMATS) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    raise PictureTooBig
                picture.draft("RGB", (side * 2, side * 2))
                upright = ImageOps.exif_transpose(picture).convert("RGB")
                square = ImageOps.fit(upright, (side, side))
    except Image.DecompressionBombError:
        raise PictureTooBig from None
    except (OSError, ValueError, SyntaxError, TypeError, EOFError, IndexError):
        raise NotAPicture from None
    # A fresh image carries nothing over: no EXIF, no color profile, no comments.
    fresh = Image.frombytes("RGB", square.size, square.tobytes())
    out = BytesIO()
    fresh.save(out, "WEBP", quality=82)
    return out.getvalue()
