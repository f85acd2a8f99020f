"""Voice notes: recorded in a real browser with a made-up microphone, heard by the other, and nobody else."""

from __future__ import annotations

import os
from base64 import b64encode

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from alongside.domain.spaces.commands.items import send_message
from alongside.domain.spaces.files import prepare_file
from alongside.domain.spaces.models import Attachment
from alongside.kernel import clock
from tests.plugins.browser import check_accessible
from tests.plugins.machine import chromium
from tests.web.sessions import session_for
from tests.web.spaces.test_who_gets_in import World

_SOUND = b"\x1a\x45\xdf\xa3" + bytes(range(200))


@pytest.fixture
def talking(site, browser):
    """Two people with the chat open, in a browser whose microphone hums."""
    world = World()
    flags = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--disable-gpu"]
    flags += ["--no-sandbox"] if os.geteuid() == 0 else []
    humming = browser.browser_type.launch(executable_path=chromium(), args=flags)
    trouble = []

    def open_chat(person, **options):
        context = humming.new_context(base_url=site, **options)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_for(person), "url": site}])
        page = context.new_page()
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
        page.goto(reverse("spaces:show_chat", args=[world.mentorship.pk]))
        return page

    yield world, open_chat
    humming.close()
    assert not trouble


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_voice_note_is_recorded_heard_before_and_played_by_the_other(talking):
    world, open_chat = talking
    hers, his = open_chat(world.leila), open_chat(world.robert)

    hers.get_by_role("button", name="Record a voice note").click()
    expect(hers.get_by_text("Recording.")).to_be_visible()
    expect(hers.locator("[data-voice-time]")).to_have_text("0:02", timeout=4000)
    check_accessible(hers)
    hers.get_by_role("button", name="Stop and listen").click()
    expect(hers.get_by_text("Listen before you send it.")).to_be_visible()
    assert hers.evaluate(_PLAYS, "[data-voice-play]") is True
    hers.get_by_role("button", name="Send the voice note").click()

    expect(hers.locator(".bubble audio")).to_have_count(1)
    expect(hers.get_by_label("Message to Robert")).to_be_visible()
    expect(his.locator(".bubble audio")).to_have_count(1, timeout=1500)
    assert his.evaluate(_PLAYS, ".bubble audio") is True
    note = Attachment.objects.order_by("-item__sequence").first()
    assert 0 < note.size < 60_000


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_what_is_thrown_away_is_never_sent_and_the_microphone_is_let_go(talking):
    world, open_chat = talking
    page = open_chat(world.leila, viewport={"width": 390, "height": 844})
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)

    page.get_by_role("button", name="Record a voice note").click()
    expect(page.locator("[data-voice-time]")).to_have_text("0:01", timeout=4000)
    page.get_by_role("button", name="Throw it away").click()

    expect(page.get_by_role("group", name="Voice note")).to_be_hidden()
    expect(page.get_by_label("Message to Robert")).to_be_visible()
    assert not sent


_PLAYS = """selector => new Promise((done) => {
    const player = document.querySelector(selector);
    player.ontimeupdate = () => { if (player.currentTime > 0) done(true); };
    player.onerror = () => done(`error ${player.error && player.error.message}`);
    setTimeout(() => done(`silent at ${player.currentTime}, state ${player.readyState}`), 10000);
    player.muted = true;
    player.play().catch((error) => done(String(error)));
})"""


@pytest.mark.django_db
def test_only_the_chat_may_ask_for_the_microphone(client):
    world = World()
    client.force_login(world.leila)

    def rules(name):
        return client.get(reverse(name, args=[world.mentorship.pk])).headers["Permissions-Policy"]

    assert "microphone=(self)" in rules("spaces:show_chat")
    for name in ("journeys:show_week", "spaces:list_posts", "spaces:show_about"):
        assert "microphone=()" in rules(name)
        assert "camera=()" in rules(name)
    assert "microphone=()" in client.get("/").headers["Permissions-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [("", 200, 0, 203), ("bytes=0-1", 206, 0, 1), ("bytes=200-", 206, 200, 203), ("bytes=-4", 206, 200, 203)],
)
def test_a_player_may_ask_for_a_part(client, asked, status, first, last):
    world = World()
    note = prepare_file("v.webm", _SOUND, "audio/webm")
    item = send_message(world.mentorship.space, world.robert, "", files=[note], at=clock.now())
    client.force_login(world.leila)

    answer = client.get(reverse("spaces:show_file", args=[item.attachments.get().pk]), headers={"range": asked})

    assert answer.status_code == status
    assert answer.content == _SOUND[first : last + 1]
    assert answer["Content-Type"] == "audio/webm"


@pytest.mark.django_db
def test_a_part_that_is_not_there_is_said_to_be_missing(client):
    world = World()
    note = prepare_file("v.webm", _SOUND, "audio/webm")
    item = send_message(world.mentorship.space, world.robert, "", files=[note], at=clock.now())
    client.force_login(world.leila)

    answer = client.get(reverse("spaces:show_file", args=[item.attachments.get().pk]), headers={"range": "bytes=900-"})

    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */204")


@pytest.mark.django_db
def test_ones_own_copy_holds_voice_notes_and_files_themselves(client):
    world = World()
    files = [prepare_file("v.webm", _SOUND, "audio/webm"), prepare_file("plan.txt", b"our plan")]
    send_message(world.mentorship.space, world.robert, "", files=files, at=clock.now())
    client.force_login(world.leila)

    page = client.get(reverse("spaces:download_story", args=[world.mentorship.pk])).content.decode()
    data = client.get(reverse("spaces:download_data", args=[world.mentorship.pk])).json()

    sound, plan = b64encode(_SOUND).decode(), b64encode(b"our plan").decode()
    assert f'<audio controls src="data:audio/webm;base64,{sound}">' in page.replace("&#x3D;", "=")
    assert plan in page
    kept = {file["name"]: file["content"] for said in data["messages"] for file in said["files"]}
    assert kept == {
        "v.webm": f"data:audio/webm;base64,{sound}",
        "plan.txt": f"data:application/octet-stream;base64,{plan}",
    }
