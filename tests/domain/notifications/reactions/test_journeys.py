"""Who is told of questions, answers, messages and meetings."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.config.reactions import REACTIONS
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.journeys.commands.answers import share_answer
from alongside.domain.journeys.commands.meetings import plan_meeting, propose_meeting
from alongside.domain.journeys.jobs import open_due_steps, remind_of_steps
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.jobs import nudge_pairs
from alongside.domain.notifications.models import Notice
from alongside.domain.notifications.words import letter_for, line_of
from alongside.domain.spaces.commands.drafts import mark_read
from alongside.domain.spaces.commands.items import send_message
from tests import cast
from tests.cast import MONDAY
from tests.domain.journeys import walk

pytestmark = pytest.mark.django_db
SECRET = "Nobody but the two of us reads this"


class Pair:
    def __init__(self) -> None:
        running = walk.program()
        self.robert, self.leila = cast.person("Robert"), cast.person("Leila")
        sides = [cast.mentor(running, self.robert), cast.mentee(running, self.leila)]
        self.mentorship = begin_mentorship(running, sides, at=MONDAY)
        self.journey, self.space = self.mentorship.journey, self.mentorship.space


@pytest.fixture
def pair() -> Pair:
    return Pair()


def _told(at=MONDAY, **wanted):
    for _ in range(2):
        hand_on_waiting_events(REACTIONS, at=at)
    return list(Notice.objects.filter(**wanted).select_related("person"))


def test_on_monday_each_gets_the_question_once(pair: Pair) -> None:
    monday = MONDAY + timedelta(weeks=1)
    for _ in range(2):
        open_due_steps(monday)

    told = _told(monday, kind="step_opened")

    assert {notice.person for notice in told} == {pair.robert, pair.leila}
    assert len(told) == 2
    assert line_of(told[0], told[0].person) == "Week 2: Question 2?"


def test_the_reminder_says_whether_the_other_has_answered(pair: Pair) -> None:
    share_answer(pair.journey, pair.robert, 1, SECRET, at=MONDAY)
    thursday = MONDAY + timedelta(days=3)
    remind_of_steps(thursday)

    (told,) = _told(thursday, kind="step_reminded")

    letter = letter_for(told, pair.leila, stop_path="/stop/", less_path="/less/")
    assert told.person == pair.leila
    assert "Robert has answered" in letter.text


def test_no_letter_and_no_notice_repeats_what_was_said(pair: Pair) -> None:
    share_answer(pair.journey, pair.robert, 1, SECRET, at=MONDAY)
    send_message(pair.space, pair.robert, SECRET, at=MONDAY)
    propose_meeting(pair.journey, pair.robert, [MONDAY + timedelta(days=1)], how="video", place=SECRET, at=MONDAY)

    told = _told(person=pair.leila)

    assert {"answer_shared", "message_sent", "meeting_proposed"} <= {notice.kind for notice in told}
    for notice in told:
        letter = letter_for(notice, pair.leila, stop_path="/stop/", less_path="/less/")
        assert SECRET not in str(notice.facts) + letter.text + letter.html + letter.subject


def test_many_messages_are_one_notice_and_none_when_they_were_read_on_the_page(pair: Pair) -> None:
    for number in range(5):
        send_message(pair.space, pair.robert, f"Message {number}", at=MONDAY)
    assert len(_told(kind="message_sent")) == 1

    pair.space.refresh_from_db()
    mark_read(pair.space, pair.leila, pair.space.last_sequence, at=MONDAY + timedelta(minutes=1))

    assert _told(MONDAY + timedelta(minutes=1), kind="message_sent") == []


def test_a_plan_is_told_to_the_one_who_proposed_in_their_own_time(pair: Pair) -> None:
    pair.robert.time_zone = "Asia/Tokyo"
    pair.robert.save()
    starts_at = MONDAY + timedelta(days=1)
    meeting = propose_meeting(pair.journey, pair.robert, [starts_at], how="phone", at=MONDAY)
    plan_meeting(meeting, pair.leila, starts_at, at=MONDAY)

    (told,) = _told(kind="meeting_planned")

    assert told.person == pair.robert
    assert "6:00 pm" in line_of(told, pair.robert)


def test_two_silent_weeks_are_asked_about_once(pair: Pair) -> None:
    for day in range(30):
        nudge_pairs(MONDAY + timedelta(days=day))

    told = _told(MONDAY + timedelta(days=30), kind="person_went_quiet")

    assert {notice.person for notice in told} == {pair.robert, pair.leila}
    assert len(told) == 2
