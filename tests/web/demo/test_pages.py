from __future__ import annotations

import pytest
from django.test import Client

from alongside.domain.people.demo_cast import DEMO_CAST
from tests import cast

pytestmark = pytest.mark.django_db


def the_cast() -> None:
    for member in DEMO_CAST:
        cast.person(member.key.title(), email=member.email)


def test_outside_the_demo_there_is_no_such_page(client: Client, settings: object) -> None:
    the_cast()

    assert client.get("/demo/").status_code == 404
    for member in DEMO_CAST:
        assert client.post(f"/demo/{member.key}/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_one_click_makes_one_somebody_of_the_cast(client: Client, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    the_cast()

    page = client.get("/demo/").content.decode()
    assert all(f"/demo/{member.key}/" in page for member in DEMO_CAST)
    assert client.get("/demo/mentor/").status_code == 405
    response = client.post("/demo/mentor/")

    assert response["Location"] == "/today/"
    assert "Mentor" in client.get("/settings/").content.decode()


def test_nobody_but_the_cast_can_be_chosen(client: Client, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    cast.person("Real", email="real@example.org")

    for key in ("real", "mentor", "organizer"):
        assert client.post(f"/demo/{key}/").status_code == 404


def test_before_the_seed_the_page_says_so(client: Client, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]

    assert "Nobody is here yet" in client.get("/demo/").content.decode()
