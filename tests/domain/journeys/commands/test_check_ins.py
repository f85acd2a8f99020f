"""How is it going?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.events.models import Event
from alongside.domain.journeys.commands.check_ins import (
    UnknownMood,
    WordsTooLong,
    check_in,
    settle_check_in,
    write_to_organizer,
)
from alongside.domain.journeys.models import CheckIn
from alongside.domain.journeys.queries import hands_raised, moods_of_week
from alongside.domain.spaces.commands.numbers import SpaceClosedToWriting
from tests import cast
from tests.cast import MONDAY
from tests.domain.journeys.walk import pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk():
    return pair()


def test_one_check_in_a_week_and_it_can_be_changed(walk):
    check_in(walk.journey, walk.leila, "well", at=MONDAY)
    check_in(walk.journey, walk.leila, "okay", at=MONDAY + timedelta(days=6))
    check_in(walk.journey, walk.leila, "well", at=MONDAY + timedelta(days=7))

    assert list(CheckIn.objects.order_by("week_of").values_list("mood", flat=True)) == ["okay", "well"]
    assert moods_of_week(walk.program, MONDAY.date()) == {"okay": 1}


def test_the_organizer_reads_who_wants_a_hand_and_only_what_was_written_for_them(walk):
    kept = check_in(walk.journey, walk.leila, "help", at=MONDAY)
    write_to_organizer(kept, "He never answers", at=MONDAY)
    check_in(walk.journey, walk.robert, "well", at=MONDAY)

    (raised,) = hands_raised(walk.program, since=MONDAY)

    assert (raised.person, raised.words.text) == (walk.leila, "He never answers")
    settle_check_in(raised.check_in, at=MONDAY)
    assert hands_raised(walk.program, since=MONDAY) == []


def test_what_happened_says_nothing_of_the_mood_unless_a_hand_is_wanted(walk):
    check_in(walk.journey, walk.leila, "okay", at=MONDAY)

    said = str(list(Event.objects.values_list("name", "payload")))

    assert "okay" not in said
    assert "HandAskedFor" not in said


def test_feeling_better_takes_the_words_back(walk):
    write_to_organizer(check_in(walk.journey, walk.leila, "help", at=MONDAY), "Help", at=MONDAY)

    check_in(walk.journey, walk.leila, "well", at=MONDAY)

    assert bytes(CheckIn.objects.get().sealed) == b""


def test_odd_moods_long_words_and_outsiders_are_refused(walk):
    with pytest.raises(UnknownMood):
        check_in(walk.journey, walk.leila, "ecstatic", at=MONDAY)
    with pytest.raises(WordsTooLong):
        write_to_organizer(check_in(walk.journey, walk.leila, "help", at=MONDAY), "w" * 1001, at=MONDAY)
    with pytest.raises(SpaceClosedToWriting):
        check_in(walk.journey, cast.person("Otto"), "well", at=MONDAY)
