from __future__ import annotations

from django.test import Client


def test_help_is_there_without_the_database_even_for_somebody_who_was_signed_in() -> None:
    # Without the ``django_db`` mark any question to the database fails the test.
    client = Client()
    client.cookies["session"] = "somebody-was-signed-in"

    response = client.get("/help-now/")

    assert response.status_code == 200
    assert "call your local emergency number" in response.content.decode()


def test_the_operators_local_services_are_named(settings: object) -> None:
    from alongside.config.local_help import local_help

    settings.LOCAL_HELP = local_help("Listening Line | 0800 111 | https://help.example; Night Clinic")  # type: ignore[attr-defined]

    page = Client().get("/help-now/").content.decode()

    assert 'href="tel:0800111"' in page
    assert "Night Clinic" in page
