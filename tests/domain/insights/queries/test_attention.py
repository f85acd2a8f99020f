from __future__ import annotations

import pytest

from alongside.domain.insights.queries.attention import hands, open_hands
from alongside.domain.journeys.commands.check_ins import settle_check_in
from alongside.domain.journeys.models import CheckIn
from tests import cast
from tests.domain.insights.season import NOW, Season

pytestmark = pytest.mark.django_db


def test_who_asked_for_a_hand_is_named_because_they_chose_it() -> None:
    season = Season()
    season.asking("I do not dare to ask him")

    (hand,) = hands(open_hands(season.program, reader=season.amara)).shown

    assert (hand.person, hand.others, hand.has_words) == ("Hana", ("George",), True)


def test_a_hand_that_was_looked_after_is_gone() -> None:
    season = Season()
    season.asking()
    settle_check_in(CheckIn.objects.get(), at=NOW)

    assert hands(open_hands(season.program, reader=season.amara)).shown == ()


def test_an_organizer_who_walks_in_the_pair_is_not_the_one_who_hears_of_it() -> None:
    season = Season()
    pair = season.asking()
    george = season.mentor_of(pair)
    season.group.memberships.filter(person=george).update(role="organizer")

    assert hands(open_hands(season.program, reader=george)).shown == ()
    assert len(hands(open_hands(season.program, reader=season.amara)).shown) == 1


def test_other_programs_hands_are_none_of_ours() -> None:
    season, other = Season(), Season()
    other.asking()

    assert hands(open_hands(season.program, reader=season.amara)).shown == ()
    assert cast.MONDAY < NOW
