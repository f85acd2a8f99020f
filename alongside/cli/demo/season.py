"""Living a season: pairs are introduced, the weeks turn, people answer, talk and finish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from alongside.cli.demo.calendar import Calendar
from alongside.cli.demo.scene import Scene
from alongside.cli.demo.voices import Voices, words
from alongside.domain.journeys.commands.answers import share_answer
from alongside.domain.journeys.commands.check_ins import check_in, write_to_organizer
from alongside.domain.journeys.commands.goals import set_goal, tick_goal_step
from alongside.domain.journeys.commands.meetings import log_meeting
from alongside.domain.mentorships.commands.endings import complete_mentorship
from alongside.domain.mentorships.commands.mentorships import accept_agreement
from alongside.domain.mentorships.commands.thanks import give_testimonial, give_thanks, show_testimonial
from alongside.domain.pairing.commands.introducing import introduce_round
from alongside.domain.pairing.commands.rounds import request_round, run_round
from alongside.domain.spaces.commands.items import add_comment, send_message, share_post

# How often things happen in a pair's week.
_ANSWERS, _TALKS, _CHECKS, _MEETS, _POSTS = 0.8, 0.35, 0.7, 0.3, 0.12

Work = Callable[[datetime], None]


class Season:
    """One program from its introductions on. ``work`` lets the worker do what is due at a moment."""

    def __init__(self, program: Any, *, organizer: Any, voices: Voices, calendar: Calendar, work: Work) -> None:
        self.program = program
        self._organizer = organizer
        self._voices = voices
        self._calendar = calendar
        self._work = work
        self._answered: set[tuple[Any, int]] = set()  # a pair that goes slower stays in a week for two

    def introduce(self, day: date) -> list[Any]:
        """Ask for suggestions, introduce everyone, and let the ten minutes pass. Gives the pairs."""
        at = self._calendar.at(day, 7)
        asked = request_round(self.program, by=self._organizer, at=at)
        run_round(asked, at=at)
        asked.refresh_from_db()
        introduce_round(asked, words="", by=self._organizer, at=at)
        self._work(at + timedelta(minutes=11))
        return self.pairs()

    def live_week(
        self, monday: date, *, silent: frozenset[Any] = frozenset(), scenes: Mapping[Any, Scene] | None = None
    ) -> None:
        """One week: the questions open in the morning, then people do what people do."""
        # By the afternoon it is past nine on Monday wherever the demo's people live.
        self._work(self._calendar.at(monday, 15))
        for pair in self.pairs():
            if scenes and pair.pk in scenes:
                scenes[pair.pk].live_week(pair.journey.position)
            elif pair.pk not in silent and not pair.paused_until:
                self._live_pair(pair, pair.journey.position, monday)
        if monday > self._calendar.weeks_ago(8):  # reminders of long ago teach nobody anything
            self._work(self._calendar.at(monday + timedelta(days=3), 15))
        self._work(self._calendar.at(monday + timedelta(days=6), 12))

    def scene_of(self, mentor: Any, mentee: Any) -> dict[Any, Scene]:
        """The script of the pair everybody looks at first, by the pair."""
        both = self.program.mentorships.current().filter(participants__person=mentor)
        pair = both.select_related("space", "journey").get(participants__person=mentee)
        return {pair.pk: Scene(pair, mentor=mentor, mentee=mentee, calendar=self._calendar)}

    def finish(self, day: date) -> None:
        """Complete every pair, with thanks, and words some allow others to read."""
        for pair in self.pairs():
            at = self._calendar.at(day, 10)
            people = self._people(pair)
            thanks = self._voices.one(words()["thanks"])
            for role in ("mentee", "mentor"):
                if self._voices.happens(0.7):
                    give_thanks(pair, people[role], words=thanks[role], at=at)
            complete_mentorship(pair, by=people["mentee"], goal_met=self._voices.happens(0.6), at=at)
        for each in words()["testimonials"]:
            self._testify(each, self._calendar.at(day + timedelta(days=2), 9))
        self._work(self._calendar.at(day + timedelta(days=3), 9))

    def _testify(self, each: dict[str, str], at: datetime) -> None:
        ended = self.program.mentorships.exclude(ended_at=None).order_by("began_at", "pk")
        pair = self._voices.one(list(ended))
        author = self._people(pair)[each["role"]]
        testimonial = give_testimonial(pair, author, words=each["words"], permission=each["permission"], at=at)
        if each.get("shown", True):
            show_testimonial(testimonial, shown=True, at=at)

    def pairs(self) -> list[Any]:
        """Those that go on, the first introduced first."""
        current = self.program.mentorships.current().select_related("space", "journey")
        return list(current.order_by("began_at", "pk"))

    def _people(self, pair: Any) -> dict[str, Any]:
        return {part.role: part.person for part in pair.participants.select_related("person")}

    def _live_pair(self, pair: Any, number: int, monday: date) -> None:
        people = self._people(pair)
        for part in pair.participants.filter(agreed_at=None).select_related("person"):
            accept_agreement(pair, part.person, at=self._moment(monday, 0))
        if (pair.pk, number) not in self._answered:
            self._answered.add((pair.pk, number))
            self._answer(pair, people, number, monday)
        self._talk(pair, people, monday)
        self._check_in(pair, people, monday)
        self._do_more(pair, people, number, monday)

    def _answer(self, pair: Any, people: dict[str, Any], number: int, monday: date) -> None:
        said = next((each for each in words()["answers"] if each["week"] == number), None)
        for role, person in people.items():
            if self._voices.happens(_ANSWERS):
                text = self._voices.one(said[role]) if said else self._voices.one(words()["later_weeks"][role])
                share_answer(pair.journey, person, number, text, at=self._moment(monday, 1))

    def _talk(self, pair: Any, people: dict[str, Any], monday: date) -> None:
        if not self._voices.happens(_TALKS):
            return
        at = self._moment(monday, 2)
        for role, line in self._voices.one(words()["talks"])["lines"]:
            at += timedelta(minutes=self._voices.dice.randint(2, 50))
            send_message(pair.space, people[role], self._named(line, people), at=min(at, self._calendar.ago(0.01)))

    def _check_in(self, pair: Any, people: dict[str, Any], monday: date) -> None:
        for role, person in people.items():
            if self._voices.happens(_CHECKS):
                mood = self._voices.dice.choices(["well", "okay", "help"], [82, 17, 1])[0]
                answered = check_in(pair.journey, person, mood, at=self._moment(monday, 3))
                if mood == "help" and role == "mentee":
                    write_to_organizer(answered, words()["hands"][0], at=self._moment(monday, 3))

    def _do_more(self, pair: Any, people: dict[str, Any], number: int, monday: date) -> None:
        at = self._moment(monday, 4)
        if self._voices.happens(_MEETS):
            log_meeting(pair.journey, people["mentor"], at - timedelta(hours=20), how="phone", at=at)
        if self._voices.happens(_POSTS):
            post = self._voices.one(words()["posts"])
            other = "mentor" if post["by"] == "mentee" else "mentee"
            shared = share_post(pair.space, people[post["by"]], post["body"], at=at)
            add_comment(shared, people[other], post["comment"], at=at + timedelta(minutes=30))
        if number >= 3 and self._voices.happens(0.25):
            wish = self._voices.one(words()["goals"])
            steps = [self._named(step, people) for step in wish["steps"]]
            goal = set_goal(pair.journey, people["mentee"], wish["words"], steps, at=at)
            for step in list(goal.steps.order_by("position"))[: self._voices.dice.randint(0, 2)]:
                tick_goal_step(step, people["mentee"], done=True, at=at)

    def _moment(self, monday: date, days: int) -> datetime:
        """Some time of the day, so many days after Monday; never after now."""
        dice = self._voices.dice
        return self._calendar.at(monday + timedelta(days=days), dice.randint(9, 20), dice.randint(0, 59))

    def _named(self, line: str, people: dict[str, Any]) -> str:
        return line.format(mentor=people["mentor"].first_name, mentee=people["mentee"].first_name)
