from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from alongside.domain.people.models import Person
from tests import cast

pytestmark = pytest.mark.django_db

ANSWERS = {
    "first_name": "Noor", "family_name": "", "picture": "hana", "time_zone": "Asia/Beirut", "language": "de",
    "text_size": "large", "next": "/groups/",
}  # fmt: skip


def newcomer(client: Client) -> Person:
    noor = cast.person("Noor", welcomed_at=None, adult_declared_at=None)
    client.force_login(noor)
    return noor


def test_the_welcome_is_kept_and_leads_to_the_declaration(client: Client) -> None:
    noor = newcomer(client)

    response = client.post("/welcome/", ANSWERS)

    noor.refresh_from_db()
    assert response["Location"] == "/welcome/adult/?next=%2Fgroups%2F"
    assert (noor.picture, noor.time_zone, noor.language, noor.text_size) == ("hana", "Asia/Beirut", "de", "large")
    assert noor.welcomed_at is not None


def test_a_picture_of_ones_own_is_shown_under_its_own_address(client: Client) -> None:
    noor = newcomer(client)
    photo = BytesIO()
    Image.new("RGB", (80, 80), "teal").save(photo, "PNG")

    client.post("/welcome/", {**ANSWERS, "upload": SimpleUploadedFile("../../me.svg", photo.getvalue())})

    noor.refresh_from_db()
    response = client.get(noor.upload.url)
    assert response["Content-Type"] == "image/webp"
    assert "private" in response["Cache-Control"]
    client.force_login(cast.person("Tom"))
    assert client.get(noor.upload.url).status_code == 404
    client.logout()
    assert client.get(noor.upload.url)["Location"].startswith("/sign-in/")


def test_a_bad_picture_is_explained_and_everything_else_stays_typed(client: Client) -> None:
    noor = newcomer(client)

    page = client.post("/welcome/", {**ANSWERS, "upload": SimpleUploadedFile("me.png", b"<svg/>")}).content.decode()

    assert "We could not read this picture" in page
    assert 'value="Noor"' in page
    noor.refresh_from_db()
    assert noor.welcomed_at is None


def test_nobody_meets_anybody_before_declaring_to_be_an_adult(client: Client) -> None:
    noor = newcomer(client)
    group = cast.group()
    cast.member(group, noor)

    for path in (f"/g/{group.slug}/", f"/g/{group.slug}/members/", "/groups/new/"):
        assert client.get(path)["Location"].startswith("/welcome/adult/?next=")
    assert client.post(f"/g/{group.slug}/", {"body": "Hello"})["Location"].startswith("/welcome/adult/")
    assert "Tick the box to go on" in client.post("/welcome/adult/", {"next": "/today/"}).content.decode()
    response = client.post("/welcome/adult/", {"adult": "on", "next": f"/g/{group.slug}/"})

    noor.refresh_from_db()
    assert noor.adult_declared_at is not None
    assert response["Location"] == f"/g/{group.slug}/"
    assert client.get(f"/g/{group.slug}/").status_code == 200
