from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.journeys.models import CheckIn
from alongside.domain.notifications.commands import organizer_letters
from alongside.domain.notifications.commands.organizer_letters import (
    AlreadyOnItsWay,
    NobodyToWriteTo,
    take_back_letter,
    write_to_people,
)
from alongside.domain.notifications.jobs import send_due_letters, tell_of_organizers_letters
from alongside.domain.notifications.models import Delivery, Notice, OrganizerLetter
from tests import cast
from tests.cast import MONDAY
from tests.domain.insights.season import Season

pytestmark = pytest.mark.django_db
IN_TIME, TOO_LATE = MONDAY + timedelta(minutes=9), MONDAY + timedelta(minutes=10)


def letter(season: Season, count: int = 3, **options: object) -> OrganizerLetter:
    people = [cast.member(season.group, cast.person(f"P{number}")).pk for number in range(count)]
    return write_to_people(
        season.program, season.amara, audience="members", recipients=people, words="Hello all", at=MONDAY, **options
    )  # type: ignore[arg-type]


def test_nobody_hears_anything_for_ten_minutes_and_then_everybody_once() -> None:
    letter(Season())

    told = [
        tell_of_organizers_letters(IN_TIME),
        tell_of_organizers_letters(TOO_LATE),
        tell_of_organizers_letters(TOO_LATE),
    ]

    assert told == [0, 3, 0]
    assert Notice.objects.count() == Delivery.objects.count() == 3


def test_what_was_taken_back_in_time_is_never_heard_of() -> None:
    take_back_letter(letter(Season()), at=IN_TIME)

    assert tell_of_organizers_letters(TOO_LATE) == 0
    assert not Notice.objects.exists()


def test_it_cannot_be_taken_back_too_late() -> None:
    with pytest.raises(AlreadyOnItsWay):
        take_back_letter(letter(Season()), at=TOO_LATE)


def test_a_crash_in_the_middle_loses_and_repeats_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(organizer_letters, "_AT_ONCE", 2)
    kept = letter(Season(), count=5)
    tell_of_organizers_letters(TOO_LATE)
    calls = []

    def dies_at_the_second(*args: object, **kwargs: object) -> None:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        notify(*args, **kwargs)

    notify = organizer_letters.notify
    with monkeypatch.context() as patched:
        patched.setattr(organizer_letters, "notify", dies_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            tell_of_organizers_letters(TOO_LATE)
    while tell_of_organizers_letters(TOO_LATE):
        pass

    assert Notice.objects.count() == 5
    kept.refresh_from_db()
    assert (kept.told, kept.finished_at) == (5, TOO_LATE)


def test_the_letter_comes_under_the_organizers_name_and_its_words_make_no_button(mailoutbox: list) -> None:  # type: ignore[type-arg]
    season = Season()
    leila = cast.member(season.group)
    write_to_people(
        season.program, season.amara, audience="x", recipients=[leila.pk], words="Hello.\n\n>> Not a button", at=MONDAY
    )
    tell_of_organizers_letters(TOO_LATE)

    send_due_letters(TOO_LATE)

    (sent,) = mailoutbox
    assert sent.from_email.startswith('"Amara (Alongside)"')
    assert ">> Not a button" in sent.body
    assert "Read it on the site:" in sent.body


def test_nobody_writes_to_themselves_or_to_nobody() -> None:
    season = Season()

    with pytest.raises(NobodyToWriteTo):
        write_to_people(season.program, season.amara, audience="x", recipients=[season.amara.pk], words="x", at=MONDAY)


def test_answering_a_call_for_a_hand_settles_it() -> None:
    season = Season()
    season.asking()

    letter(season, settles=CheckIn.objects.get())

    assert CheckIn.objects.get().settled_at == MONDAY
