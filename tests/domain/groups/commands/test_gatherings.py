from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from alongside.domain.events.models import Event
from alongside.domain.groups.commands import gatherings
from alongside.domain.groups.commands.gatherings import GatheringInThePast, GatheringOver, GatheringPlan
from alongside.domain.groups.models import Gathering
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db

PLAN = GatheringPlan(
    title="Library evening", starts_at=MONDAY + timedelta(days=3), minutes=90, place="The library", words="Bring tea."
)


def test_a_gathering_is_planned_changed_and_called_off() -> None:
    group = cast.group()
    amara = cast.organizer(group)

    gathering = gatherings.plan_gathering(group, PLAN, by=amara, at=MONDAY)
    gatherings.change_gathering(gathering, replace(PLAN, place="The park"), by=amara, at=MONDAY)
    gatherings.cancel_gathering(gathering, by=amara, at=MONDAY)

    gathering.refresh_from_db()
    assert gathering.place == "The park"
    assert gathering.ends_at - gathering.starts_at == timedelta(minutes=90)
    assert gathering.is_canceled
    assert gathering.revision == 2  # a calendar takes the newest
    names = list(Event.objects.order_by("pk").values_list("name", flat=True))
    assert [name.rpartition(".")[2] for name in names][-3:] == [
        "GatheringPlanned",
        "GatheringChanged",
        "GatheringCanceled",
    ]


def test_nobody_is_asked_to_come_to_what_was() -> None:
    group = cast.group()
    amara = cast.organizer(group)
    with pytest.raises(GatheringInThePast):
        gatherings.plan_gathering(group, replace(PLAN, starts_at=MONDAY), by=amara, at=MONDAY)

    gathering = gatherings.plan_gathering(group, PLAN, by=amara, at=MONDAY)
    with pytest.raises(GatheringOver):
        gatherings.cancel_gathering(gathering, by=amara, at=MONDAY + timedelta(days=4))
    with pytest.raises(GatheringOver):
        gatherings.change_gathering(gathering, PLAN, by=amara, at=MONDAY + timedelta(days=4))


def test_one_called_off_stays_in_sight_until_its_time_has_passed() -> None:
    group = cast.group()
    amara = cast.organizer(group)
    gathering = gatherings.plan_gathering(group, PLAN, by=amara, at=MONDAY)
    gatherings.cancel_gathering(gathering, by=amara, at=MONDAY)

    assert list(Gathering.objects.to_come(MONDAY)) == [gathering]
    assert not Gathering.objects.to_come(MONDAY + timedelta(days=4)).exists()
    assert not Gathering.objects.past(MONDAY + timedelta(days=4)).exists()
