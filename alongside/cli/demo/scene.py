"""Leila and Robert in week 5: the pair everybody looks at first."""

from __future__ import annotations

from datetime import datetime, time, timedelta
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


def play(pair: Any, *, mentor: Any, mentee: Any, calendar: Calendar) -> None:
    """Robert has answered, Leila's turn has come; they have a goal, a talk on Thursday and something to be proud of."""
    script = words()["scene"]
    monday = calendar.monday
    first = monday - timedelta(weeks=_WEEK - 1)
    for person in (mentor, mentee):
        accept_agreement(pair, person, at=calendar.at(first, 18))
    for weeks in (1, 3):
        held_at = calendar.at(first + timedelta(weeks=weeks, days=3), 19)
        log_meeting(pair.journey, mentor, held_at, how="phone", at=held_at + timedelta(hours=2))
    for number in range(1, _WEEK):
        week = monday - timedelta(weeks=_WEEK - number)
        for person, said in ((mentor, script["mentor_answers"]), (mentee, script["mentee_answers"])):
            share_answer(pair.journey, person, number, said[number - 1], at=calendar.at(week + timedelta(days=1), 18))
            check_in(pair.journey, person, "well", at=calendar.at(week + timedelta(days=4), 18))
    _set_the_goal(pair, mentor, mentee, calendar.at(monday - timedelta(days=9), 19))
    _write_a_post(pair, mentor, mentee, calendar.at(monday - timedelta(days=3), 16))
    share_answer(pair.journey, mentor, _WEEK, script["mentor_answers"][_WEEK - 1], at=calendar.at(monday, 17))
    _plan_to_talk(pair, mentor, mentee, calendar.at(monday, 17, 30))
    at = calendar.ago(0.3)
    people = {"mentor": mentor, "mentee": mentee}
    for number, (who, line) in enumerate(script["talk"]):
        send_message(pair.space, people[who], line, at=at + timedelta(minutes=9 * number))


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
