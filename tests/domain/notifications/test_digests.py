from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from alongside.domain.notifications.commands.choices import choose_mail, stop_letters
from alongside.domain.notifications.commands.deliveries import try_again
from alongside.domain.notifications.commands.notices import mark_read, notify
from alongside.domain.notifications.jobs import open_digests, send_due_letters
from alongside.domain.notifications.kinds import KINDS, Kind
from alongside.domain.notifications.models import Delivery, Notice, Rhythm
from alongside.domain.people.models import Person
from alongside.domain.safety.models import Block
from tests import cast
from tests.cast import MONDAY
from tests.domain.notifications.mail_server import Mailbox, mail_server

pytestmark = pytest.mark.django_db
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
TUESDAY_MORNING = datetime(2026, 4, 7, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "group_joined", Kind("group_joined", "You joined"))
    monkeypatch.setitem(KINDS, "join_accepted", Kind("join_accepted", "Let in", comes_anyway=True))


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    with mail_server(settings) as box:
        yield box


def tell(person: Person, at: datetime, kind: str = "group_joined", name: str = "Riverside", **options: Any) -> Notice:
    once = f"{kind}:{person.pk}:{Notice.objects.count()}"
    notice = notify(person.pk, kind, facts={"group_name": name}, path="/g/r/", once=once, at=at, **options)
    assert notice
    return notice


def work(at: datetime) -> None:
    send_due_letters(at)
    open_digests(at)


def body_of(letter: Any, kind: str = "plain") -> str:
    return str(letter.get_body((kind,)).get_content())


def asks_for(person: Person, rhythm: Rhythm) -> None:
    choose_mail(person, by_mail={}, rhythm=rhythm)


def test_who_asked_for_one_letter_a_day_gets_all_of_it_the_next_morning(mailbox: Mailbox) -> None:
    leila = cast.person("Leila")
    asks_for(leila, Rhythm.DAILY)
    for name in ("Riverside", "Hillside", "Lakeside"):
        tell(leila, MONDAY, name=name)

    work(MONDAY)
    work(TUESDAY_MORNING - timedelta(minutes=1))
    assert not mailbox.taken
    work(TUESDAY_MORNING)
    work(TUESDAY_MORNING + _HOUR)

    (letter,) = mailbox.taken
    assert letter["Subject"] == "3 new things for you"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for kind in ("plain", "html"):
        assert all(f"You are in {name}" in body_of(letter, kind) for name in ("Riverside", "Hillside", "Lakeside"))


def test_who_asked_for_one_letter_a_week_gets_it_on_monday_morning_of_their_own_place(mailbox: Mailbox) -> None:
    leila = cast.person("Leila", time_zone="Asia/Tokyo")
    asks_for(leila, Rhythm.WEEKLY)
    tell(leila, MONDAY)
    work(MONDAY)

    due = Delivery.objects.get(is_digest=True).due_at

    assert due == datetime(2026, 4, 12, 23, 0, tzinfo=UTC)  # Monday at 8 in Tokyo


def test_where_somebody_waits_there_is_a_letter_at_once_whatever_the_rhythm(mailbox: Mailbox) -> None:
    leila = cast.person("Leila")
    asks_for(leila, Rhythm.WEEKLY)
    tell(leila, MONDAY, "join_accepted")

    work(MONDAY)

    assert len(mailbox.taken) == 1


def test_nobody_gets_more_lesser_letters_in_any_seven_days_than_the_week_holds_and_nothing_is_lost(
    mailbox: Mailbox, settings: Any
) -> None:
    settings.LETTERS_A_WEEK = 5
    leila = cast.person("Leila")
    sent: list[datetime] = []
    for hours in range(0, 24 * 28, 2):
        at = MONDAY + hours * _HOUR
        if hours % 6 == 0 and hours < 24 * 21:
            tell(leila, at, name=f"Group {hours}.")
        before = len(mailbox.taken)
        work(at)
        sent += [at] * (len(mailbox.taken) - before)

    assert max(sum(begin <= at < begin + 7 * _DAY for at in sent) for begin in sent) == 5
    told = {line.strip("- ") for letter in mailbox.taken for line in [letter["Subject"], *body_of(letter).splitlines()]}
    assert {f"You are in Group {hours}." for hours in range(0, 24 * 21, 6)} <= told
    assert not Delivery.objects.exclude(state__in=["sent", "folded"]).exists()


def test_the_week_is_counted_over_everything_and_for_each_person_alone(mailbox: Mailbox, settings: Any) -> None:
    settings.LETTERS_A_WEEK = 3
    leila, robert = cast.person("Leila"), cast.person("Robert")
    for _ in range(2):
        tell(leila, MONDAY)
    tell(robert, MONDAY)

    work(MONDAY)

    assert sorted(letter["To"].split(".")[0] for letter in mailbox.taken) == ["leila", "robert"]
    assert Delivery.objects.filter(state="folded").count() == 1


def test_a_letter_of_several_leaves_out_what_was_read_blocked_or_switched_off(mailbox: Mailbox) -> None:
    leila, robert = cast.person("Leila"), cast.person("Robert")
    asks_for(leila, Rhythm.DAILY)
    mark_read(leila, at=MONDAY, notice=tell(leila, MONDAY, name="Readside"))
    tell(leila, MONDAY, name="Blockside", about=robert.pk)
    tell(leila, MONDAY, name="Riverside")
    work(MONDAY)
    Block.objects.create(blocker=robert, blocked=leila, made_at=MONDAY)

    work(TUESDAY_MORNING)

    (letter,) = mailbox.taken
    assert letter["Subject"] == "1 new thing for you"
    assert "Riverside" in body_of(letter)
    assert "Readside" not in body_of(letter)
    assert "Blockside" not in body_of(letter)


def test_there_is_no_letter_when_everything_was_read_meanwhile(mailbox: Mailbox) -> None:
    leila = cast.person("Leila")
    asks_for(leila, Rhythm.DAILY)
    tell(leila, MONDAY)
    work(MONDAY)
    mark_read(leila, at=MONDAY + _HOUR)

    work(TUESDAY_MORNING)
    work(TUESDAY_MORNING + _HOUR)

    assert not mailbox.taken
    assert Delivery.objects.get(is_digest=True).state == "suppressed"


def test_a_letter_of_several_names_nothing_of_a_sensitive_program(mailbox: Mailbox) -> None:
    leila = cast.person("Leila")
    asks_for(leila, Rhythm.DAILY)
    tell(leila, MONDAY, name="Survivors of Riverside", neutral=True)
    tell(leila, MONDAY, name="Chess Club")
    work(MONDAY)

    work(TUESDAY_MORNING)

    (letter,) = mailbox.taken
    assert "Survivors" not in str(letter)
    assert "Chess Club" in body_of(letter)
    assert "1 more" in body_of(letter)


def test_one_click_stops_letters_of_several(mailbox: Mailbox) -> None:
    leila = cast.person("Leila")
    asks_for(leila, Rhythm.DAILY)
    tell(leila, MONDAY)
    work(MONDAY)
    stop_letters(leila, kind="digest")

    work(TUESDAY_MORNING)

    assert not mailbox.taken


def test_a_letter_of_several_the_server_drops_is_told_again_with_what_came_since(mailbox: Mailbox) -> None:
    mailbox.answer_to_letter = "451 not now"
    leila = cast.person("Leila")
    asks_for(leila, Rhythm.DAILY)
    tell(leila, MONDAY, name="Riverside")
    work(MONDAY)
    work(TUESDAY_MORNING)
    tell(leila, TUESDAY_MORNING, name="Hillside")
    mailbox.answer_to_letter = "250 OK"

    work(TUESDAY_MORNING + _HOUR)
    work(TUESDAY_MORNING + _DAY)

    told = "".join(body_of(letter) for letter in mailbox.taken)
    assert (told.count("Riverside"), told.count("Hillside")) == (1, 1)


def test_what_a_letter_of_several_told_of_is_gathered_anew_when_the_operator_tries_it_again(mailbox: Mailbox) -> None:
    mailbox.answer_to_letter = "550 never"
    leila = cast.person("Leila")
    asks_for(leila, Rhythm.DAILY)
    tell(leila, MONDAY, name="Riverside")
    work(MONDAY)
    work(TUESDAY_MORNING)
    tell(leila, TUESDAY_MORNING, name="Hillside")
    work(TUESDAY_MORNING)
    mailbox.answer_to_letter = "250 OK"

    try_again(Delivery.objects.get(state="failed"), at=TUESDAY_MORNING)
    work(TUESDAY_MORNING + _DAY)

    (letter,) = mailbox.taken
    assert "Riverside" in body_of(letter)
    assert "Hillside" in body_of(letter)
