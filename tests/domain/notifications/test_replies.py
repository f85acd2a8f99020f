"""Real mail, handed in by SMTP, left in a real Maildir, taken in by the worker's job."""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox as MaildirHandler
from django.db import OperationalError

from alongside.domain.mentorships.models import Mentorship
from alongside.domain.notifications import jobs
from alongside.domain.notifications.commands.deliveries import write_letter
from alongside.domain.notifications.commands.notices import notify
from alongside.domain.notifications.incoming import new_words
from alongside.domain.notifications.models import Delivery, Notice
from alongside.domain.spaces.commands.items import share_post
from alongside.domain.spaces.models import Item, SpaceMember
from alongside.domain.spaces.places import place_of_item
from alongside.domain.spaces.sealing import seals_of
from tests.cast import MONDAY
from tests.domain.journeys import walk
from tests.domain.notifications.mail_server import _free_port

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LATER = MONDAY + timedelta(hours=2)


@dataclass
class Post:
    """Where the world's mail comes in."""

    maildir: Path
    port: int

    def send(self, message: EmailMessage) -> None:
        with smtplib.SMTP("127.0.0.1", self.port, timeout=5) as server:
            server.send_message(message, from_addr=str(message["From"]), to_addrs=[str(message["To"])])

    def waiting(self) -> list[Path]:
        return list((self.maildir / "new").iterdir())


@pytest.fixture
def post(settings: Any, tmp_path: Path) -> Iterator[Post]:
    maildir = tmp_path / "mail"
    controller = Controller(MaildirHandler(str(maildir)), hostname="127.0.0.1", port=_free_port())
    controller.start()
    settings.REPLY_ADDRESS, settings.MAILDIR = "reply@site.example", maildir
    try:
        yield Post(maildir, controller.port)
    finally:
        controller.stop()


@pytest.fixture
def pair() -> Any:
    return walk.pair()


def told(pair: Any, kind: str = "message_sent", once: str = "") -> Notice:
    notice = notify(
        pair.leila.pk,
        kind,
        facts={"name": "Robert", "program_name": "Career", "week": 1, "question": "What?", "names": ["Robert"]},
        path="/p/1/",
        once=once or f"message_sent:{pair.space.pk}:{pair.leila.pk}:0",
        at=MONDAY,
    )
    assert notice
    return notice


def reply(notice: Notice, words: str, **headers: str) -> EmailMessage:
    ready = write_letter(notice.delivery.pk, at=MONDAY)
    assert ready
    message = EmailMessage()
    for name, value in {
        "From": notice.person.email,
        "To": ready.letter.reply_to,
        "Subject": f"Re: {ready.letter.subject}",
        "Message-ID": f"<{uuid4()}@mail.example>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }.items():
        del message[name]
        message[name] = value
    message.set_content(words)
    return message


def said_in(pair: Any) -> list[tuple[str, str]]:
    seals = seals_of(pair.space.pk)
    items = Item.objects.filter(space=pair.space).order_by("sequence")
    return [(item.kind, seals.read(item.sealed, place_of_item(item)).text) for item in items]


def test_a_reply_becomes_a_message_without_quote_and_signature(post: Post, pair: Any) -> None:
    words = "Thursday suits me.\n\nSee you!\n\n--\nLeila\n+44 1234\n\nOn Mon, 6 Apr 2026, Site wrote:\n> Robert wrote\n"
    post.send(reply(told(pair), words))

    assert jobs.read_incoming_mail(LATER) == 1

    assert said_in(pair) == [("message", "Thursday suits me.\n\nSee you!")]
    assert not post.waiting()


def test_a_reply_to_the_weeks_question_is_the_answer(post: Post, pair: Any) -> None:
    notice = told(pair, "step_opened", "step_opened:1")
    Notice.objects.filter(pk=notice.pk).update(mentorship=a_mentorship(pair))
    post.send(reply(notice, "I hope to find my feet."))

    jobs.read_incoming_mail(LATER)

    assert said_in(pair) == [("answer", "I hope to find my feet.")]


def test_a_reply_to_a_post_is_a_comment(post: Post, pair: Any) -> None:
    item = share_post(pair.space, pair.robert, "Look at this", at=MONDAY)
    post.send(reply(told(pair, "post_shared", f"post_shared:{item.pk}:{pair.leila.pk}"), "Lovely."))

    jobs.read_incoming_mail(LATER)

    assert said_in(pair)[-1] == ("comment", "Lovely.")


def test_the_same_message_taken_in_again_after_a_kill_is_said_once(
    post: Post, pair: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.send(reply(told(pair), "Hello."))
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", _killed)
        with pytest.raises(KeyboardInterrupt):
            jobs.read_incoming_mail(LATER)

    jobs.read_incoming_mail(LATER)

    assert said_in(pair) == [("message", "Hello.")]


def test_a_database_that_is_away_loses_no_message(post: Post, pair: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    post.send(reply(told(pair), "Hello."))
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "take_in", _away)
        with pytest.raises(OperationalError):
            jobs.read_incoming_mail(LATER)

    jobs.read_incoming_mail(LATER)

    assert said_in(pair) == [("message", "Hello.")]


Change = Callable[[EmailMessage], None]


def _set(name: str, value: str) -> Change:
    def change(message: EmailMessage) -> None:
        del message[name]
        message[name] = value

    return change


def _one_letter_off(message: EmailMessage) -> None:
    name, host = str(message["To"]).split("@")
    _set("To", f"{name[:-1]}{'0' if name[-1] != '0' else '1'}@{host}")(message)


@pytest.mark.parametrize(
    "change",
    [
        _set("From", "stranger@evil.example"),
        _set("To", "reply@site.example"),
        _one_letter_off,
        _set("Auto-Submitted", "auto-replied"),
        _set("Precedence", "bulk"),
        _set("Authentication-Results", "mx.site.example; spf=pass; dmarc=fail header.from=example.org"),
    ],
    ids=["stranger", "no token", "wrong token", "out of office", "list", "forged"],
)
def test_strangers_forgers_and_machines_say_nothing_and_get_no_answer(post: Post, pair: Any, change: Change) -> None:
    message = reply(told(pair), "Let me in.")
    change(message)
    letters = Delivery.objects.count()
    post.send(message)

    jobs.read_incoming_mail(LATER)

    assert said_in(pair) == []
    assert Delivery.objects.count() == letters
    assert not post.waiting()


def test_somebody_who_is_not_in_the_space_any_more_gets_a_kind_letter(post: Post, pair: Any) -> None:
    message = reply(told(pair), "Still there?")
    SpaceMember.objects.filter(person=pair.leila).update(left_at=MONDAY)
    post.send(message)

    jobs.read_incoming_mail(LATER)

    letter = Delivery.objects.get(notice=None)
    assert (said_in(pair), letter.address) == ([], pair.leila.email)
    assert "not open to you any more" in letter.text


def test_an_address_is_good_for_a_month(post: Post, pair: Any) -> None:
    post.send(reply(told(pair), "Sorry, I am late."))

    jobs.read_incoming_mail(MONDAY + timedelta(days=31))

    assert said_in(pair) == []
    assert "more than a month old" in Delivery.objects.get(notice=None).text


def test_a_reply_with_nothing_new_in_it_is_answered_kindly(post: Post, pair: Any) -> None:
    post.send(reply(told(pair), "> Robert wrote\n"))

    jobs.read_incoming_mail(LATER)

    assert "Write something first" in Delivery.objects.get(notice=None).text


def test_what_cannot_be_understood_is_set_aside_and_keeps_nobody_back(post: Post, pair: Any) -> None:
    broken = reply(told(pair), "x")
    broken.replace_header("Content-Type", 'text/plain; charset="nobody-knows"')
    post.send(broken)
    post.send(reply(Notice.objects.get(), "Fine."))

    jobs.read_incoming_mail(LATER)

    assert said_in(pair)[-1] == ("message", "Fine.")
    assert not post.waiting()


def test_a_letter_sent_back_for_good_stands_with_the_trouble(post: Post, pair: Any, settings: Any) -> None:
    delivery = told(pair).delivery
    Delivery.objects.update(state="sent", sent_at=MONDAY)
    text = (
        "Content-Type: multipart/report; report-type=delivery-status; boundary=B\nFrom: mailer-daemon@mx.example\n"
        "To: alongside@site.example\nSubject: Undelivered\n\n--B\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; leila@example.org\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 no such mailbox\n\n--B\nContent-Type: text/rfc822-headers\n\n"
        f"Message-ID: <{delivery.pk}@{settings.SITE_HOST}>\nSubject: Hello\n\n--B--\n"
    )
    with smtplib.SMTP("127.0.0.1", post.port, timeout=5) as server:
        server.sendmail("mailer-daemon@mx.example", ["alongside@site.example"], text)

    jobs.read_incoming_mail(LATER)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.trouble) == ("failed", "5.1.1 smtp; 550 no such mailbox")


@pytest.mark.parametrize(
    "below",
    [
        "On Mon, 6 Apr 2026 at 09:00, Alongside <a@b.example> wrote:\n> Hello",
        "On Mon, 6 Apr 2026 at 09:00, Alongside\n<a@b.example> wrote:\n> Hello",
        "Am 06.04.2026 um 09:00 schrieb Alongside:\n> Hallo",
        "Le lun. 6 avr. 2026 à 09:00, Alongside a écrit :\n> Bonjour",
        "El lun, 6 abr 2026 a las 9:00, Alongside escribió:\n> Hola",
        "Em seg., 6 de abr. de 2026, Alongside escreveu:\n> Olá",
        "-----Original Message-----\nFrom: Alongside",
        "From: Alongside <a@b.example>\nSent: Monday",
        "________________________________\nVon: Alongside",
        "Sent from my iPhone",
        "-- \nLeila",
    ],
)
def test_only_what_is_new_is_kept(below: str) -> None:
    assert (
        new_words(f"I am fine.\nOn Monday I wrote: see you.\n\n{below}\n") == "I am fine.\nOn Monday I wrote: see you."
    )


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def _away(*_: object, **__: object) -> None:
    raise OperationalError


def a_mentorship(pair: Any) -> Any:
    """The mentorship this journey belongs to."""
    return Mentorship.objects.create(
        program=pair.program, space=pair.space, journey=pair.journey, began_at=MONDAY, ends_on=MONDAY.date()
    )
