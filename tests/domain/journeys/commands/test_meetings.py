"""Finding a time to talk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.journeys.commands.meetings import (
    MeetingOver,
    NoTime,
    OthersPick,
    TimeHasPassed,
    TimeIsAhead,
    TooFarAhead,
    UnknownWay,
    cancel_meeting,
    log_meeting,
    note_meeting,
    plan_meeting,
    propose_meeting,
)
from alongside.domain.journeys.models import Meeting, Milestone
from alongside.domain.journeys.queries import meetings_of, next_meeting
from alongside.domain.spaces.commands.numbers import SpaceClosedToWriting
from alongside.domain.spaces.sealing import seals_of
from tests import cast
from tests.cast import MONDAY
from tests.domain.journeys.walk import pair

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def walk():
    return pair()


def _propose(walk, *days, **more):
    times = [MONDAY + day * DAY for day in days]
    return propose_meeting(
        walk.journey, walk.robert, times, how="video", place="https://meet.example.org", at=MONDAY, **more
    )


def test_one_proposes_and_the_other_picks(walk):
    meeting = _propose(walk, 1, 2, 3)

    plan_meeting(meeting, walk.leila, MONDAY + 2 * DAY, at=MONDAY)

    seen = next_meeting(walk.journey, at=MONDAY, seals=seals_of(walk.space.pk))
    assert seen.meeting.starts_at == MONDAY + 2 * DAY
    assert seen.place.text == "https://meet.example.org"


def test_nobody_picks_their_own_proposal_or_a_time_that_was_not_proposed(walk):
    meeting = _propose(walk, 1)

    with pytest.raises(OthersPick):
        plan_meeting(meeting, walk.robert, MONDAY + DAY, at=MONDAY)
    with pytest.raises(NoTime):
        plan_meeting(meeting, walk.leila, MONDAY + 5 * DAY, at=MONDAY)
    with pytest.raises(TimeHasPassed):
        plan_meeting(meeting, walk.leila, MONDAY + DAY, at=MONDAY + 2 * DAY)


@pytest.mark.parametrize(("days", "refusal"), [((), NoTime), ((-1, 2), TimeHasPassed), ((400,), TooFarAhead)])
def test_times_must_be_some_and_ahead(walk, days, refusal):
    with pytest.raises(refusal):
        _propose(walk, *days)


def test_an_outsider_proposes_nothing(walk):
    with pytest.raises(SpaceClosedToWriting):
        propose_meeting(walk.journey, cast.person("Otto"), [MONDAY + DAY], how="phone", at=MONDAY)


def test_new_times_keep_the_meeting_and_raise_its_revision(walk):
    meeting = _propose(walk, 1)
    plan_meeting(meeting, walk.leila, MONDAY + DAY, at=MONDAY)

    moved = propose_meeting(walk.journey, walk.leila, [MONDAY + 4 * DAY], how="phone", instead_of=meeting, at=MONDAY)
    plan_meeting(moved, walk.robert, MONDAY + 4 * DAY, at=MONDAY)

    meeting.refresh_from_db()
    assert Meeting.objects.count() == 1
    assert (meeting.starts_at, meeting.revision) == (MONDAY + 4 * DAY, 2)


def test_a_canceled_meeting_stays_canceled(walk):
    meeting = _propose(walk, 1)
    cancel_meeting(meeting, walk.leila, at=MONDAY)

    with pytest.raises(MeetingOver):
        plan_meeting(meeting, walk.leila, MONDAY + DAY, at=MONDAY)
    with pytest.raises(MeetingOver):
        note_meeting(meeting, walk.leila, "We talked", at=MONDAY + 2 * DAY)


def test_a_meeting_held_elsewhere_is_noted_and_ticks_the_milestone_once(walk):
    log_meeting(walk.journey, walk.leila, MONDAY - DAY, how="phone", note="Long walk", at=MONDAY)
    log_meeting(walk.journey, walk.leila, MONDAY, how="phone", at=MONDAY)

    _, past = meetings_of(walk.journey, at=MONDAY, seals=seals_of(walk.space.pk))
    assert [view.note.text for view in past] == ["", "Long walk"]
    assert Milestone.objects.filter(kind=Milestone.Kind.FIRST_MEETING).count() == 1
    with pytest.raises(TimeIsAhead):
        log_meeting(walk.journey, walk.leila, MONDAY + DAY, how="phone", at=MONDAY)
    with pytest.raises(UnknownWay):
        log_meeting(walk.journey, walk.leila, MONDAY, how="pigeon", at=MONDAY)


def test_a_planned_meeting_gets_its_note_afterwards(walk):
    meeting = _propose(walk, 1)
    plan_meeting(meeting, walk.leila, MONDAY + DAY, at=MONDAY)
    with pytest.raises(TimeIsAhead):
        note_meeting(meeting, walk.leila, "Good", at=MONDAY)

    note_meeting(meeting, walk.leila, "Good", at=MONDAY + 2 * DAY)

    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.HELD
    _, past = meetings_of(walk.journey, at=MONDAY + 2 * DAY, seals=seals_of(walk.space.pk))
    assert (past[0].note.text, past[0].note_by) == ("Good", walk.leila)
