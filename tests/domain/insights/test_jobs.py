from __future__ import annotations

import random
from datetime import timedelta

import pytest

from alongside.domain.insights.commands.counting import count_day
from alongside.domain.insights.jobs import count_days_that_are_over
from alongside.domain.insights.models import DailyCount
from alongside.domain.spaces.commands.items import send_message
from tests.cast import MONDAY
from tests.domain.insights.season import NOW, Season

pytestmark = pytest.mark.django_db


def test_every_day_that_is_over_is_counted_once() -> None:
    season = Season()
    season.talking()

    first, again = count_days_that_are_over(NOW), count_days_that_are_over(NOW)

    days = list(DailyCount.objects.order_by("day").values_list("day", flat=True))
    assert (first, again) == (len(days), 0)
    assert days[0] == (MONDAY - timedelta(days=20)).date()
    assert days[-1] == (NOW - timedelta(days=1)).date()


def test_counting_day_by_day_gives_the_same_as_counting_again_from_what_happened() -> None:
    chance = random.Random(7)
    season = Season()
    pairs = [season.pair(mentee=f"M{number}", mentor=f"R{number}") for number in range(4)]
    for day in range(30):
        at = MONDAY + timedelta(days=day, hours=1)
        for pair in pairs:
            if chance.random() < 0.15:
                send_message(pair.space, chance.choice([season.mentee_of(pair), season.mentor_of(pair)]), "x", at=at)
        count_days_that_are_over(at)
    count_days_that_are_over(NOW)
    as_we_went = list(DailyCount.objects.order_by("day").values())

    for row in DailyCount.objects.all():
        count_day(season.program, row.day)

    assert list(DailyCount.objects.order_by("day").values()) == as_we_went
    assert len({row["active_relationships"] for row in as_we_went}) > 1
