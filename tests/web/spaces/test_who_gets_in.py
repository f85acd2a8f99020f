"""Only the people of a space get in; for everybody else there is nothing there."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from alongside.domain.journeys.commands.goals import set_goal
from alongside.domain.journeys.commands.meetings import propose_meeting
from alongside.domain.journeys.models import ExtraOpening
from alongside.domain.mentorships.commands.endings import end_mentorship
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.safety.models import Block
from alongside.domain.spaces.commands.changes import edit_item
from alongside.domain.spaces.commands.items import send_message, share_post
from alongside.domain.spaces.commands.rooms import leave_space
from alongside.domain.spaces.files import prepare_file
from alongside.domain.spaces.models import Item
from alongside.kernel import clock
from alongside.web.journeys.urls import urlpatterns as journeys
from alongside.web.spaces.urls import urlpatterns as spaces
from tests import cast
from tests.domain.journeys import walk

pytestmark = pytest.mark.django_db
SECRET = "Learning to cook after Ruth died"


class World:
    """A pair with one of everything, and the ids that open it."""

    def __init__(self) -> None:
        at = clock.now()
        self.program = walk.program()
        self.robert, self.leila = cast.person("Robert"), cast.person("Leila")
        sides = [cast.mentor(self.program, self.robert), cast.mentee(self.program, self.leila)]
        self.mentorship = begin_mentorship(self.program, sides, at=at)
        journey, space = self.mentorship.journey, self.mentorship.space
        message = send_message(space, self.robert, SECRET, at=at)
        post = share_post(space, self.robert, SECRET, files=[prepare_file("notes.txt", b"notes")], at=at)
        edit_item(message, self.robert, f"{SECRET}, slowly", at=at)
        extra = ExtraOpening.objects.create(
            walker=journey.walkers.get(role="mentee"), wording={"title": "Call once"}, opened_at=at
        )
        goal = set_goal(journey, self.leila, SECRET, ["First step"], at=at)
        meeting = propose_meeting(journey, self.robert, [at + timedelta(days=2)], how="phone", at=at)
        self.ids: dict[str, UUID | int] = {
            "room_id": self.mentorship.pk,
            "space_id": space.pk,
            "item_id": message.pk,
            "attachment_id": post.attachments.get().pk,
            "step_id": goal.steps.get().pk,
            "meeting_id": meeting.pk,
            "opening_id": extra.pk,
            "position": 1,
        }


@pytest.fixture
def world():
    return World()


ROUTES = [
    *(("journeys", route) for route in journeys if "room_id" in route.pattern.converters),
    *(("spaces", route) for route in spaces if route.name != "list_rooms"),
]


def _address(app, route, ids):
    wanted = route.pattern.converters
    return reverse(f"{app}:{route.name}", kwargs={name: ids[name] for name in wanted})


def _strangers(world):
    group = world.program.group
    return {
        "an outsider": cast.person("Otto"),
        "another member": cast.member(group),
        "the organizer": cast.organizer(group),
        "the operator": cast.person("Olga", is_operator=True),
        "a member of another pair": world.other.leila,
    }


@pytest.mark.parametrize(("app", "route"), ROUTES, ids=lambda each: getattr(each, "name", each))
def test_everybody_else_finds_what_is_not_there(client, world, app, route):
    world.other = World()
    address = _address(app, route, world.ids)
    missing = _address(app, route, {**{key: uuid4() for key in world.ids}, "position": 1})

    for who, person in _strangers(world).items():
        client.force_login(person)
        for method in (client.get, client.post):
            there, nothing = method(address), method(missing)
            assert there.status_code in (404, 405), who
            assert there.status_code == nothing.status_code, who
            assert SECRET not in there.content.decode()
    client.logout()
    assert client.get(address).status_code in (302, 405)


@pytest.mark.parametrize(("app", "route"), ROUTES, ids=lambda each: getattr(each, "name", each))
def test_both_of_the_pair_get_in(client, world, app, route):
    address = _address(app, route, world.ids)

    for person in (world.robert, world.leila):
        client.force_login(person)
        answer = client.get(address)
        assert answer.status_code in (200, 302, 405)
        assert "no-store" in answer.headers["Cache-Control"]


def test_there_was_something_to_hide(client, world):
    client.force_login(world.leila)

    for name in ("journeys:show_week", "spaces:show_chat"):
        assert SECRET in client.get(reverse(name, args=[world.mentorship.pk])).content.decode()


def test_who_left_finds_nothing(client, world):
    leave_space(world.mentorship.space, world.leila, at=clock.now())
    client.force_login(world.leila)

    assert client.get(reverse("journeys:show_week", args=[world.mentorship.pk])).status_code == 404


def test_after_the_end_both_read_and_nobody_writes(client, world):
    end_mentorship(world.mentorship, kind="early", by=world.robert, at=clock.now())
    client.force_login(world.leila)

    page = client.get(reverse("spaces:show_chat", args=[world.mentorship.pk]))
    client.post(reverse("spaces:send_message", args=[world.mentorship.space_id]), {"message": "One more"})

    assert SECRET in page.content.decode()
    assert "data-composer" not in page.content.decode()
    assert Item.objects.count() == 2


def test_a_block_stops_writing_at_once_and_reads_like_an_end(client, world):
    Block.objects.create(blocker=world.robert, blocked=world.leila, made_at=clock.now())
    client.force_login(world.leila)
    address = reverse("spaces:send_message", args=[world.mentorship.space_id])

    blocked = client.post(address, {"message": "Hello?"}, headers={"HX-Request": "true"})
    Block.objects.all().delete()
    end_mentorship(world.mentorship, kind="early", by=world.robert, at=clock.now())
    ended = client.post(address, {"message": "Hello?"}, headers={"HX-Request": "true"})

    assert Item.objects.count() == 2
    assert (blocked.status_code, blocked.content) == (ended.status_code, ended.content)


def test_plain_titles_name_nobody(client, world):
    world.leila.plain_titles = True
    world.leila.save()
    client.force_login(world.leila)

    page = client.get(reverse("journeys:show_week", args=[world.mentorship.pk])).content.decode()

    assert "<title>Week 1 " in page


def test_a_missing_key_says_so_and_shows_nothing(client, world, settings):
    settings.MASTER_KEYS = {}
    client.force_login(world.leila)

    page = client.get(reverse("spaces:show_chat", args=[world.mentorship.pk]))

    assert page.status_code == 503
    assert "key" in page.content.decode()
