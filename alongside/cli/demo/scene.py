"""Leila and Robert in week 5: the pair everybody looks at first."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from alongside.cli.demo.calendar import Calendar
from alongside.cli.demo.voices import words
from alongside.domain.journeys.commands.answers import share_answer
from alongside.domain.journeys.commands.check_ins import check_in
from alongside.domain.journeys.commands.goals import set_goal, tick_goal_step
from alongside.domain.journeys.commands.meetings import log_meeting, plan_meeting, propose_meeting
from alongside.domain.mentorships.commands.mentorships import accept_agreement
from alongside.domain.spaces.commands.items import add_comment, send_message, share_post

_WEEK = 5


class Scene:
    """The pair everybody looks at first: each week by the script."""

    def __init__(self, pair: Any, *, mentor: Any, mentee: Any, calendar: Calendar) -> None:
        self._pair, self._mentor, self._mentee, self._calendar = pair, mentor, mentee, calendar

    def live_week(self, number: int) -> None:
        """Both answer and check in on time; in between they meet, set a goal, and write of something to be proud of."""
        week = self._calendar.monday - timedelta(weeks=_WEEK - number)
        if number == _WEEK:
            self._live_this_week()
            return
        if number == 1:
            for person in (self._mentor, self._mentee):
                accept_agreement(self._pair, person, at=self._calendar.at(week, 18))
        self._answer_and_check_in(number, week)
        if number in (2, 4):
            held_at = self._calendar.at(week + timedelta(days=3), 19)
            log_meeting(self._pair.journey, self._mentor, held_at, how="phone", at=held_at + timedelta(hours=2))
        if number == 3:
            _set_the_goal(self._pair, self._mentor, self._mentee, self._calendar.at(week + timedelta(days=5), 19))
        if number == 4:
            _write_a_post(self._pair, self._mentor, self._mentee, self._calendar.at(week + timedelta(days=4), 16))

    def _answer_and_check_in(self, number: int, week: date) -> None:
        script = words()["scene"]
        for person, said in ((self._mentor, script["mentor_answers"]), (self._mentee, script["mentee_answers"])):
            answered_at = self._calendar.at(week + timedelta(days=1), 18)
            share_answer(self._pair.journey, person, number, said[number - 1], at=answered_at)
            check_in(self._pair.journey, person, "well", at=self._calendar.at(week + timedelta(days=4), 18))

    def _live_this_week(self) -> None:
        """Robert has answered, Leila's turn has come; they talk on Thursday."""
        script, monday = words()["scene"], self._calendar.monday
        answer = script["mentor_answers"][_WEEK - 1]
        share_answer(self._pair.journey, self._mentor, _WEEK, answer, at=self._calendar.at(monday, 17))
        _plan_to_talk(self._pair, self._mentor, self._mentee, self._calendar.at(monday, 17, 30))
        at, people = self._calendar.ago(0.3), {"mentor": self._mentor, "mentee": self._mentee}
        for number, (who, line) in enumerate(script["talk"]):
            send_message(self._pair.space, people[who], line, at=at + timedelta(minutes=9 * number))


def _set_the_goal(pair: Any, mentor: Any, mentee: Any, at: datetime) -> None:
    wish = words()["goals"][0]
    steps = [step.format(mentor=mentor.first_name, mentee=mentee.first_name) for step in wish["steps"]]
    goal = set_goal(pair.journey, mentee, wish["words"], steps, at=at)
    for step in list(goal.steps.order_by("position"))[:2]:
        tick_goal_step(step, mentee, done=True, at=at + timedelta(days=5))


def _write_a_post(pair: Any, mentor: Any, mentee: Any, at: datetime) -> None:
    post = words()["posts"][0]
    shared = share_post(pair.space, mentee, post["body"], at=at)
    add_comment(shared, mentor, post["comment"], at=at + timedelta(hours=2))


def _plan_to_talk(pair: Any, mentor: Any, mentee: Any, at: datetime) -> None:
    """The Thursday after today, in the evening, where both live."""
    today = at.date() + timedelta(days=7)
    thursday = today + timedelta(days=(3 - today.weekday()) % 7)
    starts_at = datetime.combine(thursday, time(19, 30), tzinfo=ZoneInfo("Europe/London"))
    asked = propose_meeting(pair.journey, mentor, [starts_at], how="phone", at=at)
    plan_meeting(asked, mentee, starts_at, at=at + timedelta(minutes=20))
