"""The pages of circles: an organizer puts people together, people come and go."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.domain.mentorships.models import Mentorship
from alongside.domain.notifications.models import Notice
from tests import cast
from tests.domain.journeys import walk

pytestmark = pytest.mark.django_db


class Scene:
    """A running program with its organizer, a mentor with room for two, and three mentees."""

    def __init__(self) -> None:
        self.program = walk.program()
        self.amara = cast.organizer(self.program.group)
        self.robert = cast.mentor(self.program, cast.person("Robert"), capacity=2)
        self.mentees = [cast.mentee(self.program, cast.person(name)) for name in ("Leila", "Kim", "Omar")]

    def at(self, name, *more):
        return reverse(f"mentorships:{name}", args=[self.program.group.slug, self.program.pk, *more])


@pytest.fixture
def scene():
    return Scene()


@pytest.fixture
def circle(client, scene):
    client.force_login(scene.amara)
    chosen = [str(each.pk) for each in (scene.robert, *scene.mentees[:2])]
    client.post(scene.at("begin_circle"), {"people": chosen})
    return Mentorship.objects.get(kind="circle")


def test_an_organizer_ticks_people_and_all_of_them_stand_on_the_page(client, scene, circle):
    for person in (scene.robert.person, scene.mentees[0].person):
        client.force_login(person)
        page = client.get(f"/p/{circle.pk}/").content.decode()
        assert "Kim" in page
    assert "Robert" in page
    client.force_login(scene.amara)
    assert "Kim" in client.get(scene.at("show_pair", circle.pk)).content.decode()


def test_too_few_ticks_are_said_and_kept(client, scene):
    client.force_login(scene.amara)

    page = client.post(scene.at("begin_circle"), {"people": [str(scene.robert.pk)]})

    assert "three to eight people" in page.content.decode()
    assert "checked" in page.content.decode()


def test_letting_in_and_letting_go(client, scene, circle):
    omar = scene.mentees[2]
    client.post(scene.at("join_circle", circle.pk), {"person": str(omar.pk)})
    client.force_login(omar.person)
    assert client.get(f"/p/{circle.pk}/chat/").status_code == 200

    client.force_login(scene.amara)
    client.post(scene.at("take_out_of_circle", circle.pk, omar.person_id))
    client.force_login(omar.person)
    assert client.get(f"/p/{circle.pk}/chat/").status_code == 404


def test_one_leaves_by_oneself_and_a_pair_is_not_left(client, scene, circle):
    kim = scene.mentees[1]
    client.force_login(kim.person)
    assert "Leave this circle" in client.get(f"/p/{circle.pk}/about/").content.decode()

    client.post(f"/p/{circle.pk}/leave/")

    assert client.get(f"/p/{circle.pk}/chat/").status_code == 404
    Mentorship.objects.update(kind="pair")
    client.force_login(scene.robert.person)
    assert client.post(f"/p/{circle.pk}/leave/").status_code == 404


def test_only_organizers_make_circles(client, scene, circle):
    addresses = [
        scene.at("begin_circle"),
        scene.at("join_circle", circle.pk),
        scene.at("take_out_of_circle", circle.pk, scene.robert.person_id),
    ]
    for person in (scene.robert.person, cast.person("Otto"), cast.person("Olga", is_operator=True)):
        client.force_login(person)
        assert all(client.post(address).status_code in (403, 404) for address in addresses)
    assert circle.participants.filter(left_at=None).count() == 3


def test_everybody_in_a_new_circle_is_told(scene, circle):
    from alongside.domain.mentorships.events import MentorshipBegan
    from alongside.domain.notifications.reactions.mentorships import introduce_pair

    introduce_pair(MentorshipBegan(circle.pk, scene.program.pk), at=circle.began_at)

    assert Notice.objects.filter(kind="circle_began").count() == 3
