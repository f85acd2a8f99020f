from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from alongside.config.reactions import REACTIONS
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.groups.commands.invitations import make_invitation
from alongside.domain.groups.models import Group, JoinRequest, Membership
from alongside.domain.groups.queries import membership_of
from alongside.domain.notifications.models import Delivery
from alongside.domain.people.models import Person, SignInLink
from alongside.kernel import clock
from tests import cast
from tests.web.pages import bare

pytestmark = pytest.mark.django_db


def invitation_to(group: Group) -> str:
    amara = cast.organizer(group)
    return make_invitation(group, invited_by=amara, lasts=timedelta(days=7), at=clock.now()).code


def test_an_invitation_leads_a_newcomer_from_the_link_into_the_group(client: Client) -> None:
    group = cast.group("Riverside Job Club")
    code = invitation_to(group)
    page = client.get(f"/join/{code.lower()}/").content.decode()
    assert "Join Riverside Job Club" in page
    assert "Run by Amara" in page
    assert "What members can see" in page

    sent = client.post(f"/join/{code}/", {"first_name": "Noor", "email": "noor@example.org"})
    assert sent["Location"] == "/sign-in/check/"
    hand_on_waiting_events(REACTIONS, at=clock.now())
    letter = Delivery.objects.get(address="noor@example.org")
    path = next(word for word in letter.text.split() if "/sign-in/link/" in word).split("/sign-in/")[1]
    welcome = client.post(f"/sign-in/{path}")["Location"]
    assert welcome.startswith("/welcome/?next=")
    adult = client.post(
        welcome,
        {"first_name": "Noor", "time_zone": "UTC", "language": "en", "text_size": "normal", "next": f"/join/{code}/"},
    )["Location"]
    back = client.post(adult, {"adult": "on", "next": f"/join/{code}/"})["Location"]
    joined = client.post(back)

    assert joined["Location"] == f"/g/{group.slug}/"
    assert membership_of(Person.objects.get(email="noor@example.org"), group)
    assert "Welcome to Riverside Job Club" in client.get(joined["Location"]).content.decode()


def test_a_known_address_on_the_invitation_page_reads_like_a_new_one(client: Client) -> None:
    code = invitation_to(cast.group())
    cast.person("Leila", email="known@example.org")

    chains = []
    for email in ("known@example.org", "new@example.org"):
        response = Client().post(f"/join/{code}/", {"first_name": "L", "email": email}, follow=True)
        chains.append((response.redirect_chain, bare(response, email)))

    assert chains[0] == chains[1]
    assert Person.objects.filter(email="new@example.org").count() == 0


def test_joining_waits_for_the_declaration(client: Client) -> None:
    group = cast.group()
    code = invitation_to(group)
    noor = cast.person("Noor", adult_declared_at=None)
    client.force_login(noor)

    assert client.post(f"/join/{code}/")["Location"].startswith("/welcome/adult/?next=%2Fjoin")
    assert membership_of(noor, group) is None


def test_an_invitation_that_ran_out_says_whom_to_ask(client: Client) -> None:
    code = invitation_to(cast.group("Secret Garden"))

    with clock.travelled(clock.now() + timedelta(days=8)):
        response = client.post(f"/join/{code}/", {"first_name": "Noor", "email": "noor@example.org"})

    assert response.status_code == 410
    assert "Ask Amara, who sent it, for a new one." in response.content.decode()
    assert not SignInLink.objects.exists()
    assert client.get("/join/WRONG/").status_code == 404


@pytest.mark.parametrize("pasted", ["{code}", "http://testserver/join/{code}/", " {code} "])
def test_a_pasted_link_is_opened_however_it_was_sent(client: Client, pasted: str) -> None:
    code = invitation_to(cast.group())

    assert client.post("/join/", {"link": pasted.format(code=code)})["Location"] == f"/join/{code}/"
    client.force_login(cast.person())
    assert client.post("/groups/", {"link": pasted.format(code=code)})["Location"] == f"/join/{code}/"


def test_what_is_no_invitation_is_explained(client: Client) -> None:
    assert "Paste the whole link" in client.post("/join/", {"link": "???"}).content.decode()


def test_an_open_group_is_joined_by_a_button(client: Client) -> None:
    group = cast.group(visibility=Group.Visibility.PUBLIC, joining=Group.Joining.OPEN)
    leila = cast.person("Leila")
    client.force_login(leila)
    assert f"/g/{group.slug}/join/" in client.get(f"/g/{group.slug}/about/").content.decode()

    client.post(f"/g/{group.slug}/join/")

    assert membership_of(leila, group)


def test_a_request_travels_to_the_organizer_and_back(client: Client) -> None:
    group = cast.group("Riverside", visibility=Group.Visibility.PUBLIC, joining=Group.Joining.REQUEST)
    amara, hana = cast.organizer(group), cast.person("Hana")
    client.force_login(hana)
    client.post(f"/g/{group.slug}/ask/", {"message": "I garden, too"})
    assert "You have asked to join" in client.get(f"/g/{group.slug}/about/").content.decode()
    request = JoinRequest.objects.get()

    organizer = Client()
    organizer.force_login(amara)
    assert "I garden, too" in organizer.get(f"/g/{group.slug}/manage/requests/").content.decode()
    assert client.post(f"/g/{group.slug}/manage/requests/{request.pk}/accept/").status_code == 403
    organizer.post(f"/g/{group.slug}/manage/requests/{request.pk}/accept/")
    again = organizer.post(f"/g/{group.slug}/manage/requests/{request.pk}/decline/", follow=True)

    assert membership_of(hana, group)
    assert "Somebody has answered this request already." in again.content.decode()


def test_a_request_can_be_taken_back(client: Client) -> None:
    group = cast.group(visibility=Group.Visibility.PUBLIC, joining=Group.Joining.REQUEST)
    client.force_login(cast.person("Hana"))
    client.post(f"/g/{group.slug}/ask/", {"message": ""})

    client.post(f"/g/{group.slug}/ask/withdraw/")

    assert f"/g/{group.slug}/ask/" in client.get(f"/g/{group.slug}/about/").content.decode()
    assert client.post(f"/g/{group.slug}/ask/withdraw/").status_code == 404


def test_a_private_group_cannot_be_knocked_at(client: Client) -> None:
    group = cast.group(joining=Group.Joining.REQUEST)
    client.force_login(cast.person("Tom"))

    for path in ("ask/", "join/", "about/"):
        assert client.post(f"/g/{group.slug}/{path}", {"message": "x"}).status_code in (404, 405)
    assert not JoinRequest.objects.exists()


def test_leaving_asks_first_and_keeps_the_last_organizer(client: Client) -> None:
    group = cast.group()
    amara, leila = cast.organizer(group), cast.member(group)
    client.force_login(leila)
    client.get(f"/g/{group.slug}/leave/")
    assert membership_of(leila, group)
    client.post(f"/g/{group.slug}/leave/")
    assert membership_of(leila, group) is None

    cast.member(group)
    client.force_login(amara)
    page = client.post(f"/g/{group.slug}/leave/").content.decode()

    assert "Make another member an organizer first" in page
    assert Membership.objects.filter(person=amara, left_at=None).exists()
