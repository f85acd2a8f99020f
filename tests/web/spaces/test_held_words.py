"""While a report is looked at, nothing new of the reported person reaches the reporter, also with a known address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.domain.safety.models import ContactHold, Report
from alongside.domain.spaces.commands.changes import edit_item, react
from alongside.domain.spaces.commands.items import add_comment, send_message, share_post
from alongside.domain.spaces.files import prepare_file
from alongside.domain.spaces.queries import posts, search, thread
from alongside.kernel import clock
from tests.web.spaces.test_who_gets_in import World

pytestmark = pytest.mark.django_db
UNWANTED = "You will be sorry"


@pytest.fixture
def world():
    """Leila reported Robert a moment ago; both had written before."""
    world = World()
    world.before = clock.now()
    world.space = world.mentorship.space
    world.hers = share_post(world.space, world.leila, "My week", at=world.before)
    world.his = send_message(world.space, world.robert, "Earlier", at=world.before)
    report = Report.objects.create(
        reporter=world.leila,
        about=world.robert,
        kind="rude",
        words=b"",
        wrapped_key=b"",
        wrapped_by=1,
        reported_at=world.before,
    )
    world.at = world.before + timedelta(minutes=1)
    ContactHold.objects.create(protected=world.leila, held=world.robert, report=report, began_at=world.at)
    return world


def test_held_words_are_on_no_page_of_the_protected_and_on_the_senders_own(world):
    at, seen = world.at, (world.space,)
    send_message(world.space, world.robert, UNWANTED, at=at)
    add_comment(world.hers, world.robert, UNWANTED, at=at)
    edit_item(world.his, world.robert, UNWANTED, at=at)
    react(world.hers, world.robert, "heart", at=at)

    for reader, reaches in ((world.leila, False), (world.robert, True)):
        said = [*thread(*seen, for_=reader, at=at), *posts(*seen, for_=reader, at=at)]
        words = [each.words.text for each in said] + [c.words.text for each in said for c in each.comments]
        assert (UNWANTED in words) is reaches
        assert bool(search(*seen, "sorry", for_=reader, at=at)) is reaches
        assert any(each.signs for each in said) is reaches


def test_who_quotes_held_words_does_not_carry_them_over(world):
    held = send_message(world.space, world.robert, UNWANTED, at=world.at)
    send_message(world.space, world.leila, "What?", quotes=held, at=world.at)

    *_, hers = thread(world.space, for_=world.leila, at=world.at)

    assert hers.quoted is None
    assert not hers.words.damaged


def test_knowing_the_id_of_held_words_opens_nothing(client, world):
    file = prepare_file("threat.txt", UNWANTED.encode())
    held = send_message(world.space, world.robert, UNWANTED, files=[file], at=world.at)
    addresses = [
        reverse("spaces:edit_item", args=[held.pk]),
        reverse("spaces:show_file", args=[held.attachments.get().pk]),
        reverse("report") + f"?about=item:{held.pk}",
    ]

    client.force_login(world.leila)
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    assert client.post(reverse("spaces:react", args=[held.pk]), {"sign": "heart"}).status_code == 404
    assert client.post(reverse("spaces:add_comment", args=[held.pk]), {"comment": "x"}).status_code == 404

    client.force_login(world.robert)
    assert client.get(addresses[1]).status_code == 200


def test_a_new_report_does_not_show_the_held_words_either(client, world):
    send_message(world.space, world.robert, UNWANTED, at=world.at)
    client.force_login(world.leila)

    page = client.get(reverse("report") + f"?about=item:{world.his.pk}")

    assert "Earlier" in page.content.decode()
    assert UNWANTED not in page.content.decode()
