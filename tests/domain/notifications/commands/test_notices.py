from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from alongside.domain.notifications.commands.notices import call_off, mark_read, notify
from alongside.domain.notifications.models import Delivery, Notice
from alongside.domain.people.models import Person
from alongside.domain.safety.models import Block
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    from alongside.domain.notifications.kinds import KINDS, Kind

    monkeypatch.setitem(KINDS, "wave", Kind("wave", "Somebody waved", waits_for_morning=True))


def wave(person: Person, **options: object) -> Notice | None:
    options.setdefault("once", f"wave:{person.pk}")
    options.setdefault("at", MONDAY)
    return notify(person.pk, "wave", facts={"name": "Robert"}, path="/today/", **options)  # type: ignore[arg-type]


def test_telling_twice_is_telling_once() -> None:
    leila = cast.person("Leila")

    first, second = wave(leila), wave(leila)

    assert first is not None
    assert second is None
    assert Notice.objects.count() == Delivery.objects.count() == 1


def test_a_kind_without_mail_queues_no_letter() -> None:
    leila = cast.person("Leila")

    notify(leila.pk, "group_joined", facts={"group_name": "Riverside"}, path="/", once="x", at=MONDAY)

    assert not Delivery.objects.exists()


def test_a_letter_waits_for_the_morning_of_the_person() -> None:
    leila = cast.person("Leila", time_zone="America/New_York", quiet_from=time(21), quiet_until=time(8))

    wave(leila, at=datetime(2026, 4, 6, 2, 0, tzinfo=UTC))  # 22:00 on Sunday in New York

    assert Delivery.objects.get().due_at == datetime(2026, 4, 6, 12, 0, tzinfo=UTC)
    assert Notice.objects.get().noticed_at == datetime(2026, 4, 6, 2, 0, tzinfo=UTC)


def test_nobody_sees_anything_while_it_can_be_undone_and_calling_off_leaves_nothing() -> None:
    leila = cast.person("Leila")
    wave(leila, once="round:7:leila", delay=timedelta(minutes=10))

    seen_at_once = Notice.objects.shown_to(leila.pk, MONDAY).count()
    call_off("round:7:", at=MONDAY + timedelta(minutes=9))

    assert seen_at_once == 0
    assert not Notice.objects.exists()
    assert not Delivery.objects.exists()


def test_what_was_seen_cannot_be_called_off() -> None:
    wave(cast.person("Leila"), once="round:7:leila", delay=timedelta(minutes=10))

    call_off("round:7:", at=MONDAY + timedelta(minutes=11))

    assert Notice.objects.exists()


def test_a_block_hides_what_was_told_about_the_other_from_both_sides() -> None:
    leila, robert, outsider = cast.person("Leila"), cast.person("Robert"), cast.person("Tom")
    wave(leila, about=robert.pk)
    wave(robert, about=leila.pk)
    wave(outsider, about=robert.pk)

    Block.objects.create(blocker=leila, blocked=robert, made_at=MONDAY)

    assert [Notice.objects.shown_to(who.pk, MONDAY).count() for who in (leila, robert, outsider)] == [0, 0, 1]


def test_reading_marks_only_ones_own() -> None:
    leila, robert = cast.person("Leila"), cast.person("Robert")
    wave(leila)
    roberts = wave(robert)

    mark_read(leila, at=MONDAY, notice=roberts)
    assert Notice.objects.unread().count() == 2
    mark_read(leila, at=MONDAY)
    assert Notice.objects.unread().get() == roberts
