from __future__ import annotations

import pytest
from django.test import Client

from alongside.domain.events.models import Event
from alongside.domain.people.models import Person
from alongside.web.people.portraits import PORTRAITS
from tests import cast

pytestmark = pytest.mark.django_db


def leila(client: Client, **fields: object) -> Person:
    person = cast.person("Leila", **fields)
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    ("page", "answers"),
    [
        ("profile", {"first_name": "Lee", "family_name": "H", "about": "Gardener"}),
        ("picture", {"picture": "mei"}),
        ("place", {"time_zone": "Asia/Tokyo", "language": "fr"}),
        ("quiet-hours", {"quiet_from": "20:30", "quiet_until": "09:00"}),
    ],
)
def test_each_page_keeps_what_it_asks(client: Client, page: str, answers: dict[str, str]) -> None:
    person = leila(client)

    response = client.post(f"/settings/{page}/", answers)

    assert response["Location"] == "/settings/"
    person.refresh_from_db()
    for name, answer in answers.items():
        assert str(getattr(person, name)).startswith(answer)
    assert "Leila" in client.get("/settings/").content.decode() or page == "profile"


def test_only_drawn_portraits_can_be_chosen(client: Client) -> None:
    person = leila(client)

    client.post("/settings/picture/", {"picture": "../../secret"})

    person.refresh_from_db()
    assert person.picture == ""


def test_there_is_a_drawing_for_every_portrait() -> None:
    from django.contrib.staticfiles import finders

    assert len(PORTRAITS) == 18
    assert all(finders.find(f"pictures/people/{name}.svg") for name in PORTRAITS)


def test_pages_speak_the_persons_language_and_use_their_clock(client: Client) -> None:
    person = leila(client, language="ar", time_zone="Asia/Tokyo")

    page = client.get("/settings/", headers={"Accept-Language": "de"}).content.decode()

    assert '<html lang="ar" dir="rtl"' in page
    client.logout()
    page = client.get("/sign-in/", headers={"Accept-Language": "de"}).content.decode()
    assert '<html lang="de" dir="ltr"' in page
    assert person.time_zone == "Asia/Tokyo"


def test_nobody_changes_what_no_form_asks(client: Client) -> None:
    person = leila(client, adult_declared_at=None)

    client.post(
        "/settings/profile/",
        {"first_name": "Lee", "is_operator": "on", "adult_declared_at": "2020-01-01", "email": "other@example.org"},
    )

    person.refresh_from_db()
    assert (person.first_name, person.is_operator, person.adult_declared_at) == ("Lee", False, None)
    assert person.email != "other@example.org"


def test_settings_are_for_people_who_are_signed_in(client: Client) -> None:
    paths = ["", "profile/", "picture/", "place/", "quiet-hours/", "email/", "password/", "data/", "data/download/"]
    for path in (*paths, "delete/"):
        assert client.get(f"/settings/{path}")["Location"].startswith("/sign-in/?next=")
    assert not Event.objects.exists()
