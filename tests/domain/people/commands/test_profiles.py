from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from alongside.domain.people.commands.profiles import choose_picture, upload_picture, welcome_person
from alongside.kernel.pictures import NotAPicture
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, "JPEG")
    return out.getvalue()


def test_an_uploaded_picture_is_drawn_anew_under_a_name_nobody_can_guess() -> None:
    leila = cast.person("Leila")

    upload_picture(leila, content=photo(), at=MONDAY)

    leila.refresh_from_db()
    assert str(leila.upload.name).startswith("pictures/")
    assert "leila" not in str(leila.upload.name)
    with leila.upload.open("rb") as file, Image.open(file) as picture:
        assert (picture.format, picture.size) == ("WEBP", (512, 512))


@pytest.mark.django_db(transaction=True)
def test_choosing_a_drawn_portrait_forgets_the_uploaded_file() -> None:
    leila = cast.person("Leila")
    upload_picture(leila, content=photo(), at=MONDAY)
    name = str(leila.upload.name)
    assert default_storage.exists(name)

    choose_picture(leila, picture="leila", at=MONDAY)

    assert not default_storage.exists(name)
    leila.refresh_from_db()
    assert (leila.picture, leila.upload.name) == ("leila", "")


def test_a_bad_upload_on_the_welcome_page_changes_nothing() -> None:
    leila = cast.person("Leila", welcomed_at=None)
    answers: dict[str, Any] = {
        "first_name": "Lee", "family_name": "", "picture": "leila", "time_zone": "UTC", "language": "en",
        "text_size": "large",
    }  # fmt: skip

    with pytest.raises(NotAPicture):
        welcome_person(leila, **answers, upload=b"not a picture", at=MONDAY)

    leila.refresh_from_db()
    assert (leila.first_name, leila.welcomed_at) == ("Leila", None)
