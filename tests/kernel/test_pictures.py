from __future__ import annotations

import struct
import zlib
from io import BytesIO
from subprocess import CompletedProcess
from typing import Any

import pytest
from PIL import Image

from alongside.kernel import pictures
from alongside.kernel.pictures import MOST_BYTES, NotAPicture, PictureTooBig, clean_picture, draw_anew


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def bomb(side: int) -> bytes:
    """A PNG whose header promises ``side`` squared dots and whose body is a few bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_every_usual_kind_becomes_a_small_square(kind: str) -> None:
    clean = clean_picture(saved(Image.new("RGB", (700, 300), "teal"), kind))

    with Image.open(BytesIO(clean)) as picture:
        assert (picture.format, picture.size) == ("WEBP", (512, 512))


def test_place_and_time_hidden_in_a_photo_are_gone() -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret garden"
    exif.get_ifd(0x8825)[1] = "N"
    content = saved(Image.new("RGB", (64, 64)), "JPEG", exif=exif, comment=b"secret garden")
    assert b"secret garden" in content

    clean = clean_picture(content)

    assert b"secret garden" not in clean
    with Image.open(BytesIO(clean)) as picture:
        assert not picture.getexif()


def test_a_photo_taken_sideways_is_turned_upright() -> None:
    photo = Image.new("RGB", (100, 100), "white")
    photo.paste("black", (0, 0, 100, 50))
    exif = Image.Exif()
    exif[0x0112] = 6

    clean = clean_picture(saved(photo, "PNG", exif=exif))

    with Image.open(BytesIO(clean)) as picture:
        left, right = picture.getpixel((100, 256)), picture.getpixel((400, 256))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[0] > 200
    assert right[0] < 50


def test_a_header_that_promises_too_many_dots_is_refused_before_anything_is_decoded() -> None:
    with pytest.raises(PictureTooBig):
        clean_picture(bomb(50_000))
    with pytest.raises(PictureTooBig):
        clean_picture(bomb(7_000))


def test_a_file_that_is_too_long_is_refused_unread() -> None:
    with pytest.raises(PictureTooBig):
        clean_picture(b"x" * (MOST_BYTES + 1))


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b"GIF89a", b"\xff\xd8\xff\xe0broken", bomb(500)],
)
def test_what_is_no_picture_is_refused_kindly(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        clean_picture(content)


def test_a_moving_picture_of_too_many_frames_is_refused_and_of_a_few_keeps_the_first() -> None:
    def moving(frames: int) -> bytes:
        shown = [Image.new("RGB", (8, 8), (number % 256, number // 256, 90)) for number in range(frames)]
        return saved(shown[0], "GIF", save_all=True, append_images=shown[1:])

    assert draw_anew(moving(3), sides=[640])[0].type == "image/jpeg"
    with pytest.raises(PictureTooBig):
        draw_anew(moving(201), sides=[640])


def test_a_picture_that_takes_too_long_or_too_much_memory_ends_its_own_process_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    photo = saved(Image.new("RGB", (64, 64)), "JPEG")
    monkeypatch.setattr(pictures, "_LONGEST", 0.001)
    with pytest.raises(PictureTooBig):
        draw_anew(photo, sides=[640])
    monkeypatch.undo()

    # The header says 4,900 by 4,900 with transparency, which is allowed; drawing it takes more than there is.
    monkeypatch.setattr(pictures, "MOST_PIXELS", 10**9)
    with pytest.raises(PictureTooBig):
        draw_anew(saved(Image.new("L", (16_000, 16_000)), "PNG"), sides=[640])


def test_a_drawing_process_knows_nothing_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_MASTER_KEYS", "1:secret")
    given: dict[str, Any] = {}

    def noted(*_args: Any, **options: Any) -> CompletedProcess[bytes]:
        given.update(options)
        return CompletedProcess([], 0, b"[]\n", b"")

    monkeypatch.setattr(pictures.subprocess, "run", noted)

    draw_anew(saved(Image.new("RGB", (9, 9)), "PNG"), sides=[640])

    assert given["env"] == {}
