from __future__ import annotations

import pytest
from django.test import Client

from alongside.domain.groups.models import Group, Invitation, Membership, Role
from alongside.domain.groups.queries import membership_of
from tests import cast

pytestmark = pytest.mark.django_db

PAGES = ("", "group/", "invitations/", "requests/")


def test_managing_is_for_organizers_alone(client: Client) -> None:
    group = cast.group()
    amara, leila = cast.organizer(group), cast.member(group)
    pages = [f"/g/{group.slug}/manage/{page}" for page in (*PAGES, f"members/{leila.pk}/")]

    for person, status in ((amara, 200), (leila, 403), (cast.member(group, role="moderator"), 403)):
        client.force_login(person)
        assert {client.get(page).status_code for page in pages} == {status}
    client.force_login(cast.person("Tom"))
    assert {client.get(page).status_code for page in pages} == {404}


def test_a_group_is_started_and_then_invites(client: Client) -> None:
    client.force_login(cast.person("Amara"))
    answers = {"name": "Riverside", "focus": "professional", "visibility": "private", "joining": "invitation"}

    response = client.post("/groups/new/", answers)
    assert response["Location"] == "/g/riverside/manage/invitations/"
    client.post(response["Location"], {"days": "30"})
    page = client.get(response["Location"]).content.decode()

    assert f"http://testserver/join/{Invitation.objects.get().code}/" in page


def test_a_private_group_with_an_open_door_is_explained(client: Client) -> None:
    client.force_login(cast.person("Amara"))

    page = client.post(
        "/groups/new/", {"name": "R", "focus": "other", "visibility": "private", "joining": "open"}
    ).content.decode()

    assert "A private group is joined with an invitation link" in page
    assert not Group.objects.exists()


def test_a_link_is_withdrawn_by_a_button(client: Client) -> None:
    group = cast.group()
    client.force_login(cast.organizer(group))
    client.post(f"/g/{group.slug}/manage/invitations/", {"days": "0"})
    code = Invitation.objects.get().code
    assert Invitation.objects.get().expires_at is None

    client.post(f"/g/{group.slug}/manage/invitations/{code}/withdraw/")

    assert client.get(f"/join/{code}/").status_code == 410


def test_what_a_group_says_about_itself_is_changed_and_its_address_stays(client: Client) -> None:
    group = cast.group("Riverside")
    client.force_login(cast.organizer(group))

    client.post(
        f"/g/{group.slug}/manage/group/",
        {"name": "Riverside Club", "description": "d", "rules": "Be kind", "focus": "hobby",
         "visibility": "public", "joining": "request"},
    )  # fmt: skip

    changed = Group.objects.get()
    assert (changed.name, changed.slug, changed.rules, changed.visibility) == (
        "Riverside Club", group.slug, "Be kind", "public",
    )  # fmt: skip


def test_a_member_is_made_an_organizer_and_another_is_removed(client: Client) -> None:
    group = cast.group()
    amara, kofi, leila = cast.organizer(group), cast.member(group), cast.member(group)
    client.force_login(amara)

    client.post(f"/g/{group.slug}/manage/members/{kofi.pk}/", {"role": "organizer"})
    client.post(f"/g/{group.slug}/manage/members/{leila.pk}/remove/")

    assert Membership.objects.get(person=kofi).role == Role.ORGANIZER
    assert membership_of(leila, group) is None
    assert client.post(f"/g/{group.slug}/manage/members/{amara.pk}/remove/").status_code == 403


def test_members_change_nobody(client: Client) -> None:
    group = cast.group()
    amara, leila, kofi = cast.organizer(group), cast.member(group), cast.member(group)
    client.force_login(leila)

    for person in (amara, kofi, leila):
        assert client.post(f"/g/{group.slug}/manage/members/{person.pk}/", {"role": "organizer"}).status_code == 403
        assert client.post(f"/g/{group.slug}/manage/members/{person.pk}/remove/").status_code == 403
    assert Membership.objects.filter(left_at=None).count() == 3
