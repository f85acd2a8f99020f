from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.domain.groups.models import Group
from alongside.domain.people.commands.sign_in import send_sign_in_link
from alongside.domain.people.models import Person, SignInLink
from alongside.domain.people.queries import sign_in_token
from alongside.kernel import clock
from tests import cast
from tests.web.pages import bare

pytestmark = pytest.mark.django_db


def link_for(email: str, **fields: str) -> tuple[SignInLink, str]:
    link = send_sign_in_link(email, **fields, at=clock.now())
    assert link is not None
    return link, f"/sign-in/link/{sign_in_token(link)}/"


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_known_and_unknown_addresses_read_the_same_to_the_byte() -> None:
    cast.person("Leila", email="known-a@example.org")
    cast.person("Closed", email="known-b@example.org", suspended_at=clock.now())
    answers = []
    for email in ("known-a@example.org", "known-b@example.org", "nobody@example.org"):
        client = Client()
        response = client.post("/sign-in/", {"email": email, "next": "/groups/"}, follow=True)
        shown = bare(response, email)
        answers.append((response.redirect_chain, response.status_code, shown, sorted(response.headers)))

    assert answers[0] == answers[1] == answers[2]
    assert "We have written to <strong>…</strong>" in answers[0][2]


def test_known_and_unknown_addresses_cost_the_same_queries() -> None:
    cast.person("Leila", email="known@example.org")
    counts = []
    for email in ("known@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            Client().post("/sign-in/", {"email": email})
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_letter_sent_again_is_the_same_letter(client: Client) -> None:
    cast.group(visibility=Group.Visibility.PUBLIC, joining=Group.Joining.OPEN)
    client.post("/sign-up/", {"first_name": "Noor", "email": "noor@example.org", "next": "/groups/"})

    client.post("/sign-in/check/")

    first, second = SignInLink.objects.order_by("requested_at")
    assert (second.email, second.first_name, second.next_path) == (first.email, "Noor", "/groups/")
    assert Client().post("/sign-in/check/")["Location"] == "/sign-in/"


def test_looking_at_the_link_consumes_nothing_and_pressing_the_button_lets_in(client: Client) -> None:
    cast.person("Leila", email="leila@example.org")
    _, path = link_for("leila@example.org", next_path="/groups/")

    for _ in range(3):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
        assert not is_signed_in(client)
    response = client.post(path)

    assert response["Location"] == "/groups/"
    assert is_signed_in(client)


def test_a_used_link_offers_a_new_one(client: Client) -> None:
    cast.person("Leila", email="leila@example.org")
    _, path = link_for("leila@example.org")
    Client().post(path)

    response = client.get(path)
    assert response.status_code == 410
    assert "This link has run out" in response.content.decode()
    assert client.post(path).status_code == 410
    again = client.post(f"{path}again/")

    assert again["Location"] == "/sign-in/check/"
    assert SignInLink.objects.count() == 2
    assert not is_signed_in(client)


def test_a_link_an_hour_old_lets_nobody_in(client: Client) -> None:
    cast.person("Leila", email="leila@example.org")
    _, path = link_for("leila@example.org")

    with clock.travelled(clock.now() + timedelta(hours=1)):
        assert client.post(path).status_code == 410

    assert not is_signed_in(client)


def test_a_forged_link_is_not_there(client: Client) -> None:
    assert client.get("/sign-in/link/0123.forged/").status_code == 404


def test_ones_own_device_is_remembered_for_a_month_and_any_other_until_the_browser_closes(client: Client) -> None:
    cast.person("Leila", email="leila@example.org")
    other = Client()

    client.post(link_for("leila@example.org")[1], {"own_device": "on"})
    other.post(link_for("leila@example.org")[1])

    assert client.session.get_expiry_age() == 30 * 86_400
    assert not client.session.get_expire_at_browser_close()
    assert other.session.get_expire_at_browser_close()


def test_nobody_is_led_away_from_the_site_after_signing_in(client: Client) -> None:
    cast.person("Leila", email="leila@example.org")

    for away in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        client.logout()
        client.post("/sign-in/", {"email": "leila@example.org", "next": away})
        link = SignInLink.objects.latest("requested_at")
        assert link.next_path == ""
        response = client.post(link_for("leila@example.org", next_path=away)[1])
        assert not urlsplit(response["Location"]).netloc
        assert response["Location"] == "/today/"
        SignInLink.objects.all().delete()


def test_a_new_person_is_led_through_the_welcome_to_where_they_wanted(client: Client) -> None:
    _, path = link_for("noor@example.org", first_name="Noor", next_path="/join/ABC/")

    response = client.post(path, {"time_zone": "Asia/Beirut"})

    assert response["Location"] == "/welcome/?next=%2Fjoin%2FABC%2F"
    assert Person.objects.get().time_zone == "Asia/Beirut"


def test_a_time_zone_that_does_not_exist_is_not_kept(client: Client) -> None:
    client.post(link_for("noor@example.org", first_name="Noor")[1], {"time_zone": "Moon/Sea"})

    assert Person.objects.get().time_zone == "UTC"


def test_a_password_is_another_way_in(client: Client) -> None:
    cast.person("Leila", email="leila@example.org", password="four words that stay")

    wrong = client.post("/sign-in/password/", {"email": "leila@example.org", "password": "something else here"})
    unknown = client.post("/sign-in/password/", {"email": "nobody@example.org", "password": "something else here"})
    assert bare(wrong, "leila@example.org") == bare(unknown, "nobody@example.org")
    assert not is_signed_in(client)
    right = client.post("/sign-in/password/", {"email": "Leila@example.org", "password": "four words that stay"})

    assert right["Location"] == "/today/"
    assert is_signed_in(client)


def test_after_five_wrong_passwords_even_the_right_one_waits(client: Client) -> None:
    cast.person("Leila", email="leila@example.org", password="four words that stay")
    for _ in range(5):
        client.post("/sign-in/password/", {"email": "leila@example.org", "password": "wrong wrong wrong"})

    client.post("/sign-in/password/", {"email": "leila@example.org", "password": "four words that stay"})

    assert not is_signed_in(client)


def test_a_suspended_person_gets_in_by_no_way(client: Client) -> None:
    cast.person("Leila", email="leila@example.org", password="four words that stay", suspended_at=clock.now())

    by_password = client.post("/sign-in/password/", {"email": "leila@example.org", "password": "four words that stay"})
    by_link = client.post(link_for("leila@example.org")[1])

    assert by_password.status_code == by_link.status_code == 403
    assert not is_signed_in(client)


def test_a_session_ends_when_its_person_is_suspended(client: Client) -> None:
    leila = cast.person("Leila")
    client.force_login(leila)
    assert client.get("/today/").status_code == 200

    Person.objects.update(suspended_at=clock.now())

    assert client.get("/today/")["Location"].startswith("/sign-in/")


def test_signing_out_takes_a_button(client: Client) -> None:
    client.force_login(cast.person())

    client.get("/sign-out/")
    assert is_signed_in(client)
    client.post("/sign-out/")

    assert not is_signed_in(client)


def test_an_account_without_invitation_is_opened_only_where_there_is_a_group_to_find(client: Client) -> None:
    answers = {"first_name": "Noor", "email": "noor@example.org"}
    assert "You need an invitation" in client.post("/sign-up/", answers).content.decode()
    assert not SignInLink.objects.exists()

    cast.group(visibility=Group.Visibility.PUBLIC, joining=Group.Joining.OPEN)
    client.post("/sign-up/", answers)

    assert SignInLink.objects.get().first_name == "Noor"


def test_an_address_that_is_none_is_explained_and_kept(client: Client) -> None:
    page = client.post("/sign-in/", {"email": "leila at home"}).content.decode()

    assert "Enter an email address like name@example.com" in page
    assert 'value="leila at home"' in page
    assert "<title>Error:" in page
