from __future__ import annotations

import pytest

from alongside.config.reactions import REACTIONS
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.journeys.commands.check_ins import check_in
from alongside.domain.notifications.models import Notice
from tests import cast
from tests.domain.insights.season import NOW, Season

pytestmark = pytest.mark.django_db


def test_organizers_hear_of_a_hand_once_and_never_of_one_in_their_own_pair() -> None:
    season = Season()
    kofi = cast.organizer(season.group, cast.person("Kofi"))
    pair = season.pair(mentee="Hana", mentor="George")
    season.group.memberships.filter(person=season.mentor_of(pair)).update(role="organizer")
    check_in(pair.journey, season.mentee_of(pair), "help", at=NOW)
    hand_on_waiting_events(REACTIONS, at=NOW)
    hand_on_waiting_events(REACTIONS, at=NOW)

    told = Notice.objects.filter(kind="hand_asked_for")
    assert {notice.person for notice in told.select_related("person")} == {season.amara, kofi}
    assert told.count() == 2
    assert told[0].path == season.base
