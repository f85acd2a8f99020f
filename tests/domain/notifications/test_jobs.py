from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from alongside.domain.groups.models import Membership
from alongside.domain.notifications.commands import deliveries
from alongside.domain.notifications.commands.choices import choose_mail, write_less_often
from alongside.domain.notifications.commands.letters import send_letter
from alongside.domain.notifications.commands.notices import notify
from alongside.domain.notifications.jobs import forget_old_letters, send_due_letters
from alongside.domain.notifications.kinds import KINDS, Kind
from alongside.domain.notifications.models import Delivery, Rhythm
from alongside.domain.people.models import Person
from alongside.domain.safety.models import Block
from tests import cast
from tests.cast import MONDAY
from tests.domain.notifications.mail_server import Mailbox, mail_server

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=2)


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "group_joined", Kind("group_joined", "You joined"))


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    with mail_server(settings) as box:
        yield box


def tell(person: Person, once: str = "", **options: Any) -> Delivery:
    once = once or f"joined:{person.pk}"
    notify(person.pk, "group_joined", facts={"group_name": "Riverside"}, path="/g/r/", once=once, at=MONDAY, **options)
    return Delivery.objects.get(notice__once=once)


def state_of(delivery: Delivery) -> str:
    delivery.refresh_from_db()
    return delivery.state


def test_a_letter_arrives_in_text_and_html_with_headers_to_stop_it(mailbox: Mailbox) -> None:
    delivery = tell(cast.person("Leila", email="leila@example.org"))

    sent = send_due_letters(MONDAY)

    (letter,) = mailbox.taken
    assert sent == 1
    assert state_of(delivery) == "sent"
    assert letter["To"] == "leila@example.org"
    assert letter["Subject"] == "You are in Riverside"
    assert str(delivery.pk) in letter["Message-ID"]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [part.get_content_type() for part in letter.walk()] == ["multipart/alternative", "text/plain", "text/html"]


def test_a_letter_goes_once_however_often_the_job_runs(mailbox: Mailbox) -> None:
    tell(cast.person("Leila"))

    assert [send_due_letters(MONDAY), send_due_letters(LATER)] == [1, 0]
    assert len(mailbox.taken) == 1


def test_a_letter_in_somebody_elses_hands_is_left_alone(mailbox: Mailbox) -> None:
    delivery = tell(cast.person("Leila"))
    deliveries.claim(delivery.pk, at=MONDAY)

    assert send_due_letters(MONDAY + timedelta(minutes=1)) == 0
    assert deliveries.claim(delivery.pk, at=MONDAY) is None


def test_a_worker_that_died_after_the_server_took_the_letter_repeats_it_under_the_same_message_id(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(cast.person("Leila"))

    def die(*_: object, **__: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(deliveries, "mark_sent", die)
        with pytest.raises(KeyboardInterrupt):
            send_due_letters(MONDAY)
    within_the_lease = send_due_letters(MONDAY + timedelta(minutes=1))
    after_it = send_due_letters(MONDAY + deliveries.LEASE + timedelta(minutes=1))

    assert [within_the_lease, after_it] == [0, 1]
    assert len({letter["Message-ID"] for letter in mailbox.taken}) == 1
    assert len(mailbox.taken) == 2


def test_a_server_that_says_not_now_is_asked_again_after_growing_pauses_and_nothing_is_lost(mailbox: Mailbox) -> None:
    mailbox.answer_to_recipient = "451 try later"
    delivery = tell(cast.person("Leila"))
    tries, at = [], MONDAY

    while at < MONDAY + timedelta(hours=3):
        before = Delivery.objects.get().attempts
        send_due_letters(at)
        tries += [at] * (Delivery.objects.get().attempts - before)
        at += timedelta(minutes=1)
    mailbox.answer_to_recipient = "250 OK"
    send_due_letters(at + timedelta(hours=1))

    pauses = [(b - a).total_seconds() / 60 for a, b in pairwise(tries)]
    assert pauses == sorted(pauses)
    assert 5 < len(tries) < 12
    assert state_of(delivery) == "sent"
    assert len(mailbox.taken) == 1


def test_a_server_that_says_never_is_believed_and_its_words_are_kept(mailbox: Mailbox) -> None:
    mailbox.answer_to_recipient = "550 no such person here"
    delivery = tell(cast.person("Leila"))

    send_due_letters(MONDAY)

    assert state_of(delivery) == "failed"
    assert "no such person here" in delivery.trouble


def test_one_refused_letter_does_not_keep_the_others_back(mailbox: Mailbox) -> None:
    refused = tell(cast.person("Tom", email="tom@bad address"))
    fine = tell(cast.person("Leila"))

    send_due_letters(MONDAY)

    assert state_of(refused) in ("failed", "queued")
    assert state_of(fine) == "sent"


def test_a_connection_dropped_after_the_letter_is_not_a_lost_letter(mailbox: Mailbox) -> None:
    mailbox.hangs_up_after_data = True
    delivery = tell(cast.person("Leila"))
    send_due_letters(MONDAY)
    assert state_of(delivery) == "queued"

    mailbox.hangs_up_after_data = False
    send_due_letters(LATER)

    assert state_of(delivery) == "sent"
    assert len({letter["Message-ID"] for letter in mailbox.taken}) == 1


def test_a_server_slower_than_our_patience_is_left_and_asked_again(mailbox: Mailbox) -> None:
    mailbox.pause = 2
    delivery = tell(cast.person("Leila"))

    send_due_letters(MONDAY)

    assert state_of(delivery) == "queued"
    assert "Timeout" in delivery.trouble or "timed out" in delivery.trouble


def test_a_server_that_is_not_there_is_tried_with_one_letter_only(settings: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = taken.getsockname()
        tell(cast.person("Leila"))
        tell(cast.person("Tom"))

        send_due_letters(MONDAY)

    assert sorted(Delivery.objects.values_list("attempts", flat=True)) == [0, 1]


def test_a_letter_is_given_up_after_two_days_and_can_be_tried_again(mailbox: Mailbox) -> None:
    mailbox.answer_to_recipient = "451 try later"
    delivery = tell(cast.person("Leila"))
    for hours in range(50):
        send_due_letters(MONDAY + timedelta(hours=hours))
    given_up = state_of(delivery)

    mailbox.answer_to_recipient = "250 OK"
    deliveries.try_again(delivery, at=MONDAY + timedelta(days=3))
    send_due_letters(MONDAY + timedelta(days=3))

    assert given_up == "failed"
    assert state_of(delivery) == "sent"


def test_a_letter_that_cannot_be_written_waits_and_stops_nobody(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KINDS, "broken", Kind("broken", "Has no words"))
    notify(cast.person("Tom").pk, "broken", facts={}, path="/", once="broken", at=MONDAY)
    fine = tell(cast.person("Leila"))

    send_due_letters(MONDAY)

    assert state_of(fine) == "sent"
    assert "TemplateDoesNotExist" in Delivery.objects.get(notice__once="broken").trouble


class TestHeldBack:
    """What is checked at the moment of sending, because it may have changed since."""

    def held_back(self, delivery: Delivery, mailbox: Mailbox) -> str:
        send_due_letters(LATER)
        assert not mailbox.taken
        assert state_of(delivery) == "suppressed"
        return delivery.trouble

    def test_by_a_block_in_either_direction(self, mailbox: Mailbox) -> None:
        leila, robert = cast.person("Leila"), cast.person("Robert")
        delivery = tell(leila, about=robert.pk)
        Block.objects.create(blocker=robert, blocked=leila, made_at=MONDAY)

        assert self.held_back(delivery, mailbox) == "blocked"

    def test_when_the_person_left_the_group(self, mailbox: Mailbox) -> None:
        group = cast.group()
        leila = cast.member(group, cast.person("Leila"))
        delivery = tell(leila, group=group.pk)
        Membership.objects.update(left_at=MONDAY)

        assert self.held_back(delivery, mailbox) == "left"

    def test_when_the_person_is_gone(self, mailbox: Mailbox) -> None:
        leila = cast.person("Leila")
        delivery = tell(leila)
        Person.objects.update(deactivated_at=MONDAY)

        assert self.held_back(delivery, mailbox) == "away"

    def test_when_the_person_wants_no_such_letters(self, mailbox: Mailbox) -> None:
        leila = cast.person("Leila")
        delivery = tell(leila)
        choose_mail(leila, by_mail={"group_joined": False}, rhythm=Rhythm.AT_ONCE)

        assert self.held_back(delivery, mailbox) == "unwanted"

    def test_when_the_person_wants_fewer_letters(self, mailbox: Mailbox) -> None:
        leila = cast.person("Leila")
        delivery = tell(leila)
        write_less_often(leila)

        assert self.held_back(delivery, mailbox) == "unwanted"

    def test_but_not_when_somebody_waits_for_them(self, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(KINDS, "group_joined", Kind("group_joined", "You joined", comes_anyway=True))
        leila = cast.person("Leila")
        delivery = tell(leila)
        write_less_often(leila)

        send_due_letters(LATER)

        assert state_of(delivery) == "sent"


def test_in_production_the_words_of_a_letter_are_forgotten_once_it_has_gone(mailbox: Mailbox, settings: Any) -> None:
    settings.KEEP_SENT_MAIL = False
    delivery = send_letter(
        "new@example.org", "group_joined", facts={"group_name": "R"}, path="/in/secret/", language="en", at=MONDAY
    )
    assert "/in/secret/" in delivery.text

    send_due_letters(MONDAY)

    assert "/in/secret/" in str(mailbox.taken[0])
    delivery.refresh_from_db()
    assert (delivery.text, delivery.html, delivery.state) == ("", "", "sent")


def test_addresses_are_forgotten_after_a_month_and_what_waits_is_kept(mailbox: Mailbox) -> None:
    tell(cast.person("Leila"))
    send_due_letters(MONDAY)
    waiting = tell(cast.person("Tom"))

    forget_old_letters(MONDAY + timedelta(days=31))

    assert list(Delivery.objects.all()) == [waiting]


class NoticesTransactions(BaseEmailBackend):
    """Remembers whether a transaction was open while a letter was handed in."""

    seen: list[bool] = []

    def send_messages(self, messages: Any) -> int:
        self.seen.append(connection.in_atomic_block)
        return len(messages)


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_mail_server_talks(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.NoticesTransactions"
    tell(cast.person("Leila"))

    send_due_letters(MONDAY)

    assert NoticesTransactions.seen == [False]
