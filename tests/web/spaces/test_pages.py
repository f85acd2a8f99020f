"""Pages of a space cost the same whether it holds little or much, and do what their buttons say."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.domain.journeys.commands.answers import share_answer
from alongside.domain.spaces.commands.items import add_comment, send_message, share_post
from alongside.domain.spaces.models import Item
from alongside.kernel import clock
from tests.web.spaces.test_who_gets_in import SECRET, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def _queries(client, address):
    with CaptureQueriesContext(connections["default"]) as main, CaptureQueriesContext(connections["keys"]) as keys:
        assert client.get(address).status_code == 200
    return len(main), len(keys)


@pytest.mark.parametrize(
    "name", ["journeys:show_week", "spaces:show_chat", "spaces:list_posts", "journeys:list_weeks", "spaces:show_about"]
)
def test_a_page_costs_the_same_with_little_and_with_much(client, world, name, settings):
    settings.MESSAGES_A_MINUTE = 1000
    address = reverse(name, args=[world.mentorship.pk])
    space, at = world.mentorship.space, clock.now()
    client.force_login(world.leila)
    add_comment(Item.objects.get(kind="post"), world.robert, "Yes", at=at)
    share_answer(world.mentorship.journey, world.robert, 1, "Mine", at=at)
    client.get(address)
    little = _queries(client, address)

    for number in range(150):
        send_message(space, world.robert, f"Message {number}", at=at)
        post = share_post(space, world.leila, f"Post {number}", at=at)
        add_comment(post, world.robert, "Yes", at=at)
    client.get(address)

    assert _queries(client, address) == little


def test_ten_thousand_messages_open_like_fifty(client, world):
    """Rows straight into the table: the page must not look at more than it shows."""
    space, at = world.mentorship.space, clock.now()
    first = Item.objects.filter(kind="message").first()
    Item.objects.bulk_create(
        Item(
            space=space,
            kind="message",
            author=world.robert,
            sequence=1000 + n,
            edition=1,
            sealed=first.sealed,
            said_at=at,
        )
        for n in range(10_000)
    )
    space.last_sequence = 12_000
    space.save()
    client.force_login(world.leila)
    address = reverse("spaces:show_chat", args=[world.mentorship.pk])

    page = client.get(address)

    assert page.content.decode().count("data-number") == 50


def test_a_message_with_a_file_is_shared_and_the_file_only_downloads(client, world):
    client.force_login(world.leila)
    upload = SimpleUploadedFile("page.html", b"<script>alert(1)</script>", content_type="text/html")

    client.post(
        reverse("spaces:send_message", args=[world.mentorship.space_id]), {"message": "Look", "files": [upload]}
    )

    attachment = Item.objects.get(kind="message", author=world.leila).attachments.get()
    answer = client.get(reverse("spaces:show_file", args=[attachment.pk]))
    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_catching_up_gives_what_is_new_in_order(client, world):
    space, at = world.mentorship.space, clock.now()
    client.force_login(world.leila)
    address = reverse("spaces:catch_up", args=[space.pk])
    start = client.get(address + "?after=0").headers["X-Up-To"]
    for number in range(5):
        send_message(space, world.robert, f"Message {number}", at=at)

    news = client.get(f"{address}?after={start}")

    body = news.content.decode()
    assert body.count("data-number") == 5
    assert body.index("Message 0") < body.index("Message 4")
    assert client.get(f"{address}?after={news.headers['X-Up-To']}").content.decode().count("data-number") == 0


def test_the_same_message_sent_again_is_stored_once_and_other_words_are_refused(client, world):
    client.force_login(world.leila)
    address = reverse("spaces:send_message", args=[world.mentorship.space_id])
    script = {"HX-Request": "true"}

    first = client.post(address, {"message": "Hello", "client_id": "a"}, headers=script)
    again = client.post(address, {"message": "Hello", "client_id": "a"}, headers=script)
    other = client.post(address, {"message": "Bye", "client_id": "a"}, headers=script)

    assert (first.status_code, again.status_code, other.status_code) == (200, 200, 422)
    assert Item.objects.filter(author=world.leila, kind="message").count() == 1


def test_an_empty_answer_says_so_and_a_long_one_stays(client, world):
    client.force_login(world.leila)
    address = reverse("journeys:share_answer", args=[world.mentorship.pk, 1])

    empty = client.post(address, {"answer": " "}).content.decode()
    long = client.post(address, {"answer": "w" * 10_001}).content.decode()

    assert "Write a few words first" in empty
    assert "w" * 10_001 in long


def test_drafts_are_saved_while_writing_and_come_back(client, world):
    client.force_login(world.leila)
    draft = reverse("spaces:save_draft", args=[world.mentorship.space_id])

    saved = client.post(draft, {"slot": "answer:1", "answer": "I began to"})
    client.post(draft, {"slot": "answer:4", "answer": "", "field_goal": "An office"})

    assert "Saved at" in saved.content.decode()
    assert "I began to" in client.get(reverse("journeys:show_week", args=[world.mentorship.pk])).content.decode()
    assert "An office" in client.get(reverse("journeys:show_step", args=[world.mentorship.pk, 4])).content.decode()


def test_ones_own_copy_holds_everything_and_needs_nothing(client, world):
    client.force_login(world.leila)
    share_answer(world.mentorship.journey, world.leila, 1, "My own words", at=clock.now())

    story = client.get(reverse("spaces:download_story", args=[world.mentorship.pk])).content.decode()
    data = json.loads(client.get(reverse("spaces:download_data", args=[world.mentorship.pk])).content)

    assert story.count(SECRET) >= 3
    assert "My own words" in story
    assert "http" not in story.replace("http-equiv", "")
    assert data["messages"][0]["words"] == f"{SECRET}, slowly"  # as it reads since it was changed
    assert data["goals"][0]["goal"] == SECRET


def test_a_calendar_file_updates_and_takes_out_the_same_entry(client, world):
    from icalendar import Calendar

    client.force_login(world.leila)
    meeting = world.mentorship.journey.meetings.get()
    ids = [world.mentorship.pk, meeting.pk]

    client.post(reverse("journeys:plan_meeting", args=ids), {"starts_at": meeting.proposals[0].isoformat()})
    planned = Calendar.from_ical(client.get(reverse("journeys:meeting_calendar", args=ids)).content)
    client.post(reverse("journeys:cancel_meeting", args=ids))
    canceled = Calendar.from_ical(client.get(reverse("journeys:meeting_calendar", args=ids)).content)

    before, after = planned.walk("VEVENT")[0], canceled.walk("VEVENT")[0]
    assert (planned["METHOD"], canceled["METHOD"]) == ("REQUEST", "CANCEL")
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (1, 2)
    assert before["DTSTART"].dt == meeting.proposals[0].replace(microsecond=0)
    assert after["STATUS"] == "CANCELLED"
    assert "Robert" in before["SUMMARY"]


def test_a_check_in_for_a_hand_asks_for_words_and_the_partner_sees_nothing(client, world):
    client.force_login(world.leila)
    address = reverse("journeys:check_in", args=[world.mentorship.pk])

    page = client.post(address, {"mood": "help"}, follow=True).content.decode()
    client.post(reverse("journeys:write_to_organizer", args=[world.mentorship.pk]), {"words": "He never answers"})

    assert "what would help" in page
    client.force_login(world.robert)
    his = client.get(reverse("journeys:show_week", args=[world.mentorship.pk])).content.decode()
    assert "He never answers" not in his
    assert 'aria-pressed="true"' not in his


def test_today_says_what_is_next(client, world):
    client.force_login(world.leila)

    page = client.get("/today/").content.decode()

    assert "Robert proposes times to talk" in page
    assert "Answer week 1 with Robert" in page
    assert "1 new message from Robert" in page


def test_proposing_in_the_past_says_so_and_keeps_the_rest(client, world):
    client.force_login(world.leila)
    yesterday = (clock.now() - timedelta(days=1)).date().isoformat()

    page = client.post(
        reverse("journeys:propose_meeting", args=[world.mentorship.pk]),
        {"day_1": yesterday, "time_1": "10:00", "how": "video", "minutes": "45", "place": "https://meet.example.org/x"},
    ).content.decode()

    assert "This time has passed" in page
    assert "https://meet.example.org/x" in page


def test_words_searched_for_stand_in_no_address(client, world):
    client.force_login(world.leila)
    address = reverse("spaces:show_chat", args=[world.mentorship.pk])

    found = client.post(address, {"q": "ruth cook"}).content.decode()

    assert '<form class="chat-search" method="post"' in found
    assert 'id="found"' in found
    assert 'id="found"' not in client.get(f"{address}?q=ruth").content.decode()
