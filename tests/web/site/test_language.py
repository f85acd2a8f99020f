"""Everybody can choose their language, signed in or not, without a script."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import cast

pytestmark = pytest.mark.django_db


def test_a_visitor_reads_the_language_of_the_browser(client: Client) -> None:
    page = client.get("/sign-in/", headers={"accept-language": "pt-BR,pt;q=0.9,en;q=0.5"}).content.decode()

    assert '<html lang="pt" dir="ltr"' in page
    assert "Enviar um link por e-mail" in page


def test_a_language_nobody_translated_falls_back_to_the_source(client: Client) -> None:
    page = client.get("/sign-in/", headers={"accept-language": "tlh"}).content.decode()

    assert '<html lang="en" dir="ltr"' in page


def test_a_visitor_can_choose_another_language_than_the_browsers(client: Client) -> None:
    answer = client.post("/language/", {"language": "ar", "next": "/sign-in/?next=/groups/"})

    assert answer.headers["Location"] == "/sign-in/?next=/groups/"
    assert '<html lang="ar" dir="rtl"' in client.get("/help/", headers={"accept-language": "fr"}).content.decode()


def test_the_choice_of_somebody_signed_in_is_kept_with_them(client: Client) -> None:
    leila = cast.person(time_zone="Asia/Tokyo")
    client.force_login(leila)

    client.post("/language/", {"language": "es", "next": "/today/"})

    leila.refresh_from_db()
    assert (leila.language, leila.time_zone) == ("es", "Asia/Tokyo")
    assert "Hoy" in client.get("/today/").content.decode()


def test_each_language_is_offered_under_its_own_name(client: Client) -> None:
    page = client.get("/help/", headers={"accept-language": "de"}).content.decode()

    assert '<button name="language" value="fr" lang="fr">Français</button>' in page
    assert '<button name="language" value="de" lang="de" aria-current="true">Deutsch</button>' in page


def test_what_is_no_language_of_ours_changes_nothing(client: Client) -> None:
    answer = client.post("/language/", {"language": "klingon", "next": "/help/"})

    assert answer.headers["Location"] == "/help/"
    assert not answer.cookies


def test_the_way_back_never_leads_to_another_site(client: Client) -> None:
    assert client.post("/language/", {"language": "es", "next": "//elsewhere.example/"}).headers["Location"] == "/"
    assert client.get("/language/").status_code == 405
