"""Files made safe on their way in."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from PIL.ExifTags import Base

from alongside.domain.spaces import files as files_of_spaces
from alongside.domain.spaces.commands.changes import KEPT_AFTER_RETRACTING, retract_item
from alongside.domain.spaces.commands.items import send_message
from alongside.domain.spaces.files import (
    FileTooLarge,
    HidesDetails,
    SpaceIsFull,
    TooManyFiles,
    VoiceNoteTooLong,
    prepare_file,
    read_bytes,
)
from alongside.domain.spaces.jobs import forget_what_was_taken_back
from alongside.domain.spaces.models import Attachment
from alongside.domain.spaces.sealing import Damaged, seals_of
from alongside.kernel.pictures import NotAPicture, PictureTooBig
from tests.cast import MONDAY
from tests.domain.journeys.walk import pair
from tests.kernel.test_pictures import bomb


def _picture(size=(40, 30), kind="JPEG", **more):
    target = BytesIO()
    Image.new("RGB", size, "green").save(target, kind, **more)
    return target.getvalue()


def test_a_picture_is_drawn_anew_upright_and_without_where_it_was_taken():
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    exif[Base.Make] = "SecretCamera"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 0.0)

    made = prepare_file("a.jpg", _picture(exif=exif, comment=b"SecretComment"))

    drawn = Image.open(BytesIO(made.content))
    assert drawn.size == (30, 40)
    assert not drawn.getexif()
    assert b"Secret" not in made.content + made.small
    assert (made.type, made.is_image) == ("image/jpeg", True)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_other_pictures_are_drawn_anew_too(kind):
    assert prepare_file(f"a.{kind}", _picture(kind=kind)).is_image


def test_a_picture_too_large_to_decode_is_refused_and_not_kept_with_what_it_hides():
    with pytest.raises(PictureTooBig):
        prepare_file("a.png", bomb(30_000))


@pytest.mark.parametrize(
    "content", [b"\0\0\0\x18ftypheic\0\0\0\0", b"\0\0\0\x18ftypavif", b"II*\0rest", b"MM\0*rest"], ids=repr
)
def test_photos_of_a_kind_we_cannot_draw_are_refused_for_what_they_hide(content):
    with pytest.raises(HidesDetails):
        prepare_file("IMG_1.heic", content)


def test_a_broken_picture_is_refused():
    with pytest.raises(NotAPicture):
        prepare_file("a.jpg", b"\xff\xd8\xff not a picture")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("a.html", b"<script>alert(1)</script>"),
        ("a.jpg", b""),
    ],
)
def test_everything_else_is_a_plain_download(name, content):
    made = prepare_file(name, content, "text/html")

    assert (made.type, made.is_image) == ("application/octet-stream", False)


@pytest.mark.parametrize(
    ("name", "tame"),
    [("../../etc/passwd", "passwd"), ("C:\\docs\\cv.pdf", "cv.pdf"), ("a\u202egnp.exe", "agnp.exe"), ("...", "file")],
)
def test_names_lose_folders_and_tricks(name, tame):
    assert prepare_file(name, b"x").name == tame


def test_a_voice_note_is_believed_only_when_it_begins_like_one():
    assert prepare_file("v.webm", b"\x1a\x45\xdf\xa3rest", "audio/webm;codecs=opus").type == "audio/webm"
    assert prepare_file("v.webm", b"<script>", "audio/webm").type == "application/octet-stream"


def test_too_large_too_many_and_too_much_are_refused(db_pair, monkeypatch):
    with pytest.raises(FileTooLarge):
        prepare_file("a", b"x" * 10_000_001)
    with pytest.raises(VoiceNoteTooLong):
        prepare_file("a.webm", b"\x1a\x45\xdf\xa3" + b"x" * 5_000_000, "audio/webm")
    file = prepare_file("a", b"x" * 100)
    with pytest.raises(TooManyFiles):
        send_message(db_pair.space, db_pair.leila, "", files=[file] * 6, at=MONDAY)
    monkeypatch.setattr(files_of_spaces, "ROOM_FOR_FILES", 150)
    send_message(db_pair.space, db_pair.leila, "", files=[file], at=MONDAY)
    with pytest.raises(SpaceIsFull):
        send_message(db_pair.space, db_pair.leila, "", files=[file], at=MONDAY)


def test_what_was_taken_back_is_destroyed_after_a_month(db_pair):
    item = send_message(db_pair.space, db_pair.leila, "Look", files=[prepare_file("a", b"x")], at=MONDAY)
    attachment = Attachment.objects.get()
    retract_item(item, db_pair.leila, at=MONDAY)
    assert forget_what_was_taken_back(MONDAY) == 0

    assert forget_what_was_taken_back(MONDAY + KEPT_AFTER_RETRACTING) == 1
    files_of_spaces.remove_bytes(attachment.pk)

    item.refresh_from_db()
    assert bytes(item.sealed) == b""
    with pytest.raises(Damaged):
        read_bytes(seals_of(db_pair.space.pk), attachment, item)


@pytest.fixture
def db_pair(db):
    return pair()


pytestmark = pytest.mark.django_db
