"""What the organizer's desk offers for today."""

from __future__ import annotations

import pytest

from alongside.web.overview.today import today_items
from tests import cast
from tests.domain.insights.season import NOW, Season

pytestmark = pytest.mark.django_db


def test_an_organizer_reads_today_that_somebody_could_use_a_hand() -> None:
    season = Season()
    season.asking()

    [item] = today_items(season.amara, NOW)

    assert str(item.title) == "1 person could use a hand in Career advancement"
    assert item.path == season.base


def test_nobody_else_reads_it() -> None:
    season = Season()
    pair = season.asking()
    others = (cast.member(season.group), cast.organizer(cast.group("Elsewhere")), season.mentor_of(pair))

    assert [list(today_items(other, NOW)) for other in others] == [[], [], []]
