"""The page where people choose how pages look."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import cast

CHOICE = {"text_size": "largest", "theme": "dark", "contrast": "more", "motion": "less"}


@pytest.mark.django_db
def test_a_choice_is_kept_on_the_device(client: Client) -> None:
    answer = client.post("/display/", {**CHOICE, "next": "/help/"})

    assert answer.headers["Location"] == "/help/"
    page = client.get("/help/").content.decode()
    assert 'data-theme="dark" data-text="largest" data-contrast="more" data-motion="less"' in page
    assert "Pages now look the way you chose." in page


@pytest.mark.django_db
def test_a_choice_of_somebody_signed_in_is_kept_with_them(client: Client) -> None:
    leila = cast.person()
    client.force_login(leila)

    client.post("/display/", CHOICE)

    leila.refresh_from_db()
    assert (leila.theme, leila.text_size, leila.more_contrast, leila.less_motion) == ("dark", "largest", True, True)


@pytest.mark.django_db
def test_the_way_back_never_leads_to_another_site(client: Client) -> None:
    answer = client.post("/display/", {**CHOICE, "next": "https://elsewhere.example/"})

    assert answer.headers["Location"] == "/display/"


@pytest.mark.django_db
def test_a_made_up_choice_is_refused_in_our_words(client: Client) -> None:
    page = client.post("/display/", {**CHOICE, "theme": "pink"}).content.decode()

    assert "<title>Error: Text size and colors" in page
    assert "Choose one of the answers shown" in page
