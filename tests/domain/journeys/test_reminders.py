from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.config.reactions import REACTIONS
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.journeys.commands.meetings import cancel_meeting, plan_meeting, propose_meeting
from alongside.domain.journeys.jobs import remind_of_meetings
from alongside.domain.journeys.models import Meeting
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.notifications.models import Delivery, Notice
from tests import cast
from tests.cast import MONDAY
from tests.domain.journeys import walk

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def room() -> Mentorship:
    program = walk.program()
    sides = [cast.mentor(program, cast.person("Robert")), cast.mentee(program, cast.person("Leila"))]
    return begin_mentorship(program, sides, at=MONDAY)


def planned(room: Mentorship, in_: timedelta) -> Meeting:
    robert, leila = (part.person for part in room.participants.order_by("role"))
    meeting = propose_meeting(room.journey, robert, [MONDAY + in_], how="phone", at=MONDAY)
    return plan_meeting(meeting, leila, MONDAY + in_, at=MONDAY)


def reminders() -> list[str]:
    return list(Notice.objects.filter(kind="meeting_coming").values_list("person__first_name", flat=True))


def test_both_are_reminded_once_a_day_before(room: Mentorship) -> None:
    planned(room, 3 * DAY)

    assert remind_of_meetings(MONDAY + DAY) == 0
    assert remind_of_meetings(MONDAY + 2 * DAY) == 1
    assert remind_of_meetings(MONDAY + 2 * DAY) == 0
    hand_on_waiting_events(REACTIONS, at=MONDAY + 2 * DAY)

    assert sorted(reminders()) == ["Leila", "Robert"]


def test_a_meeting_planned_for_today_needs_no_reminder(room: Mentorship) -> None:
    planned(room, timedelta(hours=5))

    assert remind_of_meetings(MONDAY + timedelta(hours=1)) == 0


def test_a_worker_that_slept_reminds_of_nothing_that_is_over(room: Mentorship) -> None:
    planned(room, 3 * DAY)

    assert remind_of_meetings(MONDAY + 4 * DAY) == 0


def test_a_meeting_that_moved_is_reminded_of_at_its_new_time(room: Mentorship) -> None:
    meeting = planned(room, 3 * DAY)
    remind_of_meetings(MONDAY + 2 * DAY)
    robert, leila = (part.person for part in room.participants.order_by("role"))
    at = MONDAY + 2 * DAY + timedelta(hours=1)
    later = propose_meeting(room.journey, leila, [MONDAY + 6 * DAY], how="phone", instead_of=meeting, at=at)
    plan_meeting(later, robert, MONDAY + 6 * DAY, at=at)

    assert remind_of_meetings(MONDAY + 4 * DAY) == 0
    assert remind_of_meetings(MONDAY + 5 * DAY + timedelta(minutes=1)) == 1


def test_no_letter_goes_out_about_a_meeting_that_was_called_off_in_the_night(room: Mentorship) -> None:
    """The reminder falls into quiet hours, so its letter waits for the morning; by then there is no meeting."""
    meeting = planned(room, 3 * DAY - timedelta(hours=6))  # 3 in the morning
    night = MONDAY + 2 * DAY - timedelta(hours=5)
    assert remind_of_meetings(night) == 1
    hand_on_waiting_events(REACTIONS, at=night)
    letters = Delivery.objects.filter(notice__kind="meeting_coming")
    assert letters.count() == 2

    cancel_meeting(meeting, room.participants.first().person, at=night + timedelta(minutes=5))
    hand_on_waiting_events(REACTIONS, at=night + timedelta(minutes=5))

    assert letters.count() == 0
