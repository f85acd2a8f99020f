"""Writing a canary word into everything two people can write to each other, through the pages they would use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

from PIL import Image, PngImagePlugin

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.journeys.models import GoalStep, Meeting
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.models import Conversation, Mentorship
from alongside.domain.people.models import Person
from alongside.domain.spaces.models import Item
from alongside.kernel import clock
from tests import cast
from tests.domain.journeys import walk
from tests.stories.canary.browsing import Browser
from tests.stories.canary.forms import Canary
from tests.web.sessions import session_for

TO_ORGANIZER = "check-in words"


@dataclass
class Pair:
    """Two people in a program, and the addresses of their space."""

    mentorship: Mentorship
    mentor: Enrollment
    mentee: Enrollment

    @property
    def room(self) -> str:
        return f"/p/{self.mentorship.pk}/"

    @property
    def messages(self) -> str:
        return f"/s/{self.mentorship.space_id}/messages/"


def new_pair(weeks: int) -> Pair:
    """A pair in its first week; with one week only, that week is a worksheet."""
    running = walk.program(weeks)
    mentor, mentee = cast.mentor(running), cast.mentee(running)
    return Pair(begin_mentorship(running, [mentor, mentee], at=clock.now()), mentor, mentee)


def write_everywhere(canary: Canary, port: int, pair: Pair) -> None:
    """Both write into every field there is."""
    leila, robert = (Browser(port, session_for(each.person)) for each in (pair.mentee, pair.mentor))
    for writer, other in ((leila, robert), (robert, leila)):
        _chat(canary, pair, writer, other, pair.mentee.person if writer is leila else pair.mentor.person)
        _posts(canary, pair, writer, other)
        _check_in(canary, pair, writer)
        _meetings(canary, pair, writer)
        _goal(canary, pair, writer)
        _answer(canary, pair, writer)
        writer.post(f"{pair.room}celebrate/thanks/", {"words": canary.word("thanks")})
        _drafts(canary, pair, writer)
        for path in ("", "chat/", "posts/", "weeks/", "goal/", "meetings/", "about/", "history.html", "history.json"):
            assert other.get(pair.room + path)[0] == 200, path
    _hello(canary, port, pair)
    leila.close()
    robert.close()


def _chat(canary: Canary, pair: Pair, writer: Browser, other: Browser, person: Person) -> None:
    def newest() -> Item:
        return Item.objects.filter(space=pair.mentorship.space, kind="message", author=person).latest("sequence")

    writer.post(pair.messages, {"message": canary.word("message"), "client_id": uuid4().hex})
    writer.post(pair.messages, {"message": canary.word("message by script"), "after": "0"}, script=True)
    said = newest()
    other.post(f"/said/{said.pk}/sign/", {"sign": "heart"})
    other.post(pair.messages, {"message": canary.word("message that quotes"), "quotes": str(said.pk)})
    writer.post(f"/said/{said.pk}/edit/", {"words": canary.word("message after an edit")})
    writer.post(pair.messages, {"message": canary.word("message taken back")})
    writer.post(f"/said/{newest().pk}/take-back/", {})
    files = [
        (f"{canary.word('name of a file')}.txt", canary.word("bytes of a file").encode() * 3, "text/plain"),
        (f"{canary.word('name of a picture')}.png", _picture(canary.word("note in a picture")), "image/png"),
        (f"{canary.word('name of a voice note')}.webm", _voice(canary.word("bytes of a voice note")), "audio/webm"),
    ]
    writer.post(pair.messages, {"message": ""}, files)
    for attachment in newest().attachments.all():
        assert other.get(f"/file/{attachment.pk}/")[0] == 200
    writer.get(f"{pair.room}chat/?q={canary.word('words searched for')}")
    writer.get(f"/s/{pair.mentorship.space_id}/since/?after=0&seen")


def _posts(canary: Canary, pair: Pair, writer: Browser, other: Browser) -> None:
    name = f"{canary.word('name of a file of a post')}.txt"
    large = canary.word("bytes of a large file").encode() + b"\n" * 3_000_000
    writer.post(f"{pair.room}posts/", {"post": canary.word("post")}, [(name, large, "text/plain")])
    post = Item.objects.filter(space=pair.mentorship.space, kind="post").latest("sequence")
    other.post(f"/said/{post.pk}/comment/", {"comment": canary.word("comment")})
    comment = Item.objects.filter(space=pair.mentorship.space, kind="comment").latest("sequence")
    other.post(f"/said/{comment.pk}/edit/", {"words": canary.word("comment after an edit")})
    writer.post(f"/said/{post.pk}/edit/", {"words": canary.word("post after an edit")})


def _answer(canary: Canary, pair: Pair, writer: Browser) -> None:
    week = pair.mentorship.journey.steps.get(position=1)
    fields = {f"field_{each['key']}": canary.word("worksheet") for each in week.wording.get("worksheet", [])}
    written = {"answer": canary.word("answer"), **fields}
    writer.post(f"{pair.room}week/1/answer/", written)


def _drafts(canary: Canary, pair: Pair, writer: Browser) -> None:
    address = f"/s/{pair.mentorship.space_id}/draft/"
    writer.post(address, {"slot": "message", "message": canary.word("draft")})
    writer.post(address, {"slot": "post", "post": canary.word("draft of a post")})
    writer.post(address, {"slot": "answer:1", "answer": canary.word("draft of an answer")})


def _check_in(canary: Canary, pair: Pair, writer: Browser) -> None:
    writer.post(f"{pair.room}check-in/", {"mood": "help"})
    writer.post(f"{pair.room}check-in/words/", {"words": canary.word(TO_ORGANIZER)})


def _goal(canary: Canary, pair: Pair, writer: Browser) -> None:
    written = {
        "words": canary.word("goal"),
        "step_1": canary.word("step of a goal"),
        "step_2": canary.word("step of a goal"),
    }
    writer.post(f"{pair.room}goal/", written)
    step = GoalStep.objects.filter(goal__journey=pair.mentorship.journey).latest("pk")
    writer.post(f"{pair.room}goal/step/{step.pk}/", {"done": "yes"})


def _meetings(canary: Canary, pair: Pair, writer: Browser) -> None:
    ahead, before = clock.now() + timedelta(days=20), clock.now() - timedelta(days=1)
    how = {"how": "video", "minutes": "45"}
    proposed = {"place": canary.word("place of a meeting"), "day_1": f"{ahead:%Y-%m-%d}", "time_1": "10:00"}
    writer.post(f"{pair.room}meetings/propose/", how | proposed)
    for hour in ("10:00", "11:00"):
        held = {"day": f"{before:%Y-%m-%d}", "time": hour, "note": canary.word("note of a meeting")}
        writer.post(f"{pair.room}meetings/log/", how | held)
    meeting = Meeting.objects.filter(journey=pair.mentorship.journey, state="held").latest("changed_at")
    writer.post(f"{pair.room}meetings/{meeting.pk}/note/", {"note": canary.word("note written anew")})


def _hello(canary: Canary, port: int, pair: Pair) -> None:
    """Somebody else says hello to the mentor, and they talk."""
    asker = cast.mentee(pair.mentor.program, cast.person("Tomas"))
    tomas, robert = (Browser(port, session_for(each.person)) for each in (asker, pair.mentor))
    program = pair.mentor.program
    card = f"/g/{program.group.slug}/mentorship/{program.pk}/people/{pair.mentor.pk}/"
    tomas.post(f"{card}hello/", {"message": canary.word("first hello")})
    talk = Conversation.objects.get(asker=asker)
    robert.post(f"/hello/{talk.pk}/yes/", {})
    for writer in (tomas, robert):
        writer.post(f"/s/{talk.space_id}/messages/", {"message": canary.word("conversation")})
        assert writer.get(f"/c/{talk.pk}/")[0] == 200
    tomas.close()
    robert.close()


def _picture(note: str) -> bytes:
    drawn, facts = BytesIO(), PngImagePlugin.PngInfo()
    facts.add_text("Comment", note)
    Image.new("RGB", (40, 30), "teal").save(drawn, "PNG", pnginfo=facts)
    return drawn.getvalue()


def _voice(words: str) -> bytes:
    return b"\x1a\x45\xdf\xa3" + words.encode() * 4
