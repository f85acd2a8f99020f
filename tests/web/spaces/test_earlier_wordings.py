"""What something said before it was changed: for the people of the space, and gone with what is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from alongside.domain.safety.models import ContactHold, Report
from alongside.domain.spaces.commands.changes import edit_item, retract_item
from alongside.domain.spaces.commands.items import add_comment, send_message, share_post
from alongside.domain.spaces.commands.rooms import join_space
from alongside.kernel import clock
from tests import cast
from tests.web.spaces.test_who_gets_in import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.fixture
def changed(world):
    """A message of Robert's that was changed twice."""
    item = send_message(world.mentorship.space, world.robert, "First wording", at=clock.now())
    edit_item(item, world.robert, "Second wording", at=clock.now())
    return edit_item(item, world.robert, "Present wording", at=clock.now())


def _address(item):
    return reverse("spaces:show_earlier_wordings", args=[item.pk])


def test_the_other_one_reads_every_earlier_wording_newest_first(client, world, changed):
    client.force_login(world.leila)

    chat = client.get(reverse("spaces:show_chat", args=[world.mentorship.pk])).content.decode()
    page = client.get(_address(changed)).content.decode()

    assert f'href="{_address(changed)}?back=' in chat
    assert "First wording" not in chat
    assert page.index("Present wording") < page.index("Second wording") < page.index("First wording")


def test_posts_and_comments_lead_to_what_they_said_before(client, world):
    at = clock.now()
    post = share_post(world.mentorship.space, world.robert, "Old post", at=at)
    comment = add_comment(post, world.leila, "Old comment", at=at)
    edit_item(post, world.robert, "New post", at=at)
    edit_item(comment, world.leila, "New comment", at=at)
    client.force_login(world.leila)

    week = client.get(reverse("journeys:show_week", args=[world.mentorship.pk])).content.decode()

    assert all(_address(item) in week for item in (post, comment))
    assert "Old post" in client.get(_address(post)).content.decode()
    assert "Old comment" in client.get(_address(comment)).content.decode()


@pytest.mark.parametrize("who", ["outsider", "organizer", "operator", "newcomer", "held back"])
def test_nobody_else_reads_them(client, world, changed, who):
    space, at = world.mentorship.space, clock.now()
    if who == "organizer":
        person = cast.organizer(world.program.group)
    elif who == "held back":
        person = world.leila
        report = Report.objects.create(
            reporter=world.leila,
            about=world.robert,
            kind="rude",
            words=b"",
            wrapped_key=b"",
            wrapped_by=1,
            reported_at=at,
        )
        ContactHold.objects.create(protected=person, held=world.robert, report=report, began_at=at - timedelta(days=1))
    else:
        person = cast.person("Otto", is_operator=who == "operator")
    if who == "newcomer":
        join_space(space, person, sees_earlier=False, at=at)
    client.force_login(person)

    assert client.get(_address(changed)).status_code == 404


def test_what_was_taken_back_or_never_changed_has_nothing_before(client, world, changed):
    plain = send_message(world.mentorship.space, world.robert, "As it was", at=clock.now())
    retract_item(changed, world.robert, at=clock.now())
    client.force_login(world.leila)

    assert client.get(_address(changed)).status_code == 404
    assert client.get(_address(plain)).status_code == 404


def test_a_wording_moved_by_hand_is_shown_as_damaged(client, world, changed):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE spaces_revision SET edition = edition + 1000")
    client.force_login(world.leila)

    page = client.get(_address(changed)).content.decode()

    assert "Present wording" in page
    assert page.count("This was damaged") == 2
