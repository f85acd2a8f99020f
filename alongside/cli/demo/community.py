"""The three groups of the demo, each lived up to today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from alongside.cli.demo import twists
from alongside.cli.demo.calendar import Calendar
from alongside.cli.demo.people import People
from alongside.cli.demo.programs import Plan, SignUps, draft, launch
from alongside.cli.demo.season import Season, Work
from alongside.cli.demo.voices import Voices, common_topics, real_mentors, roster_of, topics_of, words
from alongside.domain.enrollments.commands.polls import answer_interest, ask_members
from alongside.domain.enrollments.commands.rosters import import_roster
from alongside.domain.groups.commands.groups import create_group
from alongside.domain.groups.commands.memberships import admit_member, change_role
from alongside.domain.groups.commands.posts import comment_on_post, pin_post, post_to_group
from alongside.domain.mentorships.commands.mentor_requests import accept_mentor_request, request_mentor
from alongside.domain.notifications.commands.notices import mark_read
from alongside.domain.people.commands.registration import declare_adult
from alongside.domain.programs.commands.launches import close_program

_FIRST_SEASON_PAIRS, _SECOND_SEASON_PAIRS, _WAITING_MENTEES = 12, 44, 191
_PARENTS, _SECOND_WIND_MEMBERS = 34, 42


class Community:
    """Builds the demo step by step; each step says what it does."""

    def __init__(self, now: datetime, work: Work) -> None:
        self._calendar = Calendar(now)
        self._work = work
        self._voices = Voices()
        self._people = People(self._voices)
        self._sign_ups = SignUps(self._voices)
        self._addresses: list[str] = []

    def steps(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """What to do, in order, with the words for whoever watches."""
        return (
            ("Meeting the people you can be", self._meet),
            ("Bringing in 298 real mentors from a list", self._found_the_club),
            ("Living a season that is finished", self._live_the_first_season),
            ("Living five weeks of the season that is running", self._live_the_second_season),
            ("Signing people up who wait to be paired", self._fill_the_third_season),
            ("Starting a parents’ group whose sign-up is open", self._found_the_parents),
            ("Asking a third group what it would like", self._found_second_wind),
            ("Letting members look in now and then", self._look_in),
            ("Sending what is due", self._catch_up),
        )

    def _meet(self) -> None:
        self._people.meet_cast(at=self._calendar.ago(240))

    def _found_the_club(self) -> None:
        start = self._calendar.ago(230)
        self._club = create_group(
            self._amara,
            name="Riverside Tech Club",
            description="People who build software for a living, or would like to. We help each other along.",
            focus="professional",
            visibility="public",
            joining="request",
            at=start,
        )
        admit_member(self._people.cast["kofi"], self._club, admitted_by=self._amara, at=start)
        second = self._club.memberships.get(person=self._people.cast["kofi"])
        change_role(second, role="organizer", changed_by=self._amara, at=start)
        for key in ("robert", "leila", "tom", "hana", "grace"):
            admit_member(self._people.cast[key], self._club, admitted_by=self._amara, at=start)
        self._addresses = [self._people.address() for _row in real_mentors()]
        roster, mapping = roster_of(real_mentors(), Voices(11), self._addresses)
        who = {key: mapping[key] for key in ("email", "name", "country", "languages")}
        import_roster(self._club, roster, mapping=who, defaults={"role": "member"}, by=self._amara, at=start)
        for membership in self._from_the_list():
            # Most have come by since and said that they are adults; nobody is paired who has not.
            if self._voices.happens(0.95):
                declare_adult(membership.person, at=start)
        self._post_to(self._club, self._calendar.ago(7.5))

    def _live_the_first_season(self) -> None:
        first = self._calendar.weeks_ago(19)
        season = self._open_season("career_advancement", "Career advancement, spring", first, _FIRST_SEASON_PAIRS, 0)
        season.introduce(first)
        for number in range(1, 13):
            season.live_week(first + timedelta(weeks=number - 1))
        season.finish(first + timedelta(weeks=12))
        close_program(season.program, by=self._amara, at=self._calendar.at(first + timedelta(weeks=13), 9))

    def _live_the_second_season(self) -> None:
        first = self._calendar.weeks_ago(4)
        season = self._open_season(
            "career_advancement", "Career advancement", first, _SECOND_SEASON_PAIRS, _FIRST_SEASON_PAIRS
        )
        self._let_the_cast_choose(season.program, first)
        pairs = season.introduce(first)
        robert, leila = self._people.cast["robert"], self._people.cast["leila"]
        starring = frozenset(pair.pk for pair in pairs if pair.participants.filter(person=robert).exists())
        scenes = season.scene_of(robert, leila)
        others = [pair.pk for pair in pairs if pair.pk not in starring]
        chosen = self._voices.dice.sample(others, 11)
        gone_quiet, special = frozenset(chosen[:5]), chosen[5:]
        for number in range(1, 6):
            monday = first + timedelta(weeks=number - 1)
            season.live_week(monday, silent=gone_quiet if number >= 4 else frozenset(), scenes=scenes)
            self._turn(season, number, monday, special)

    def _turn(self, season: Season, number: int, monday: date, special: list[Any]) -> None:
        """What nobody planned: some find each other later, rest, slow down, stay longer or part."""
        at = self._calendar.at(monday + timedelta(days=2), 18)
        pairs = {pair.pk: pair for pair in season.pairs()}
        slow, other_slow, resting, parting, staying, worried = (pairs.get(each) for each in special)
        if number in (1, 2, 3):
            twists.choose_each_other(season.program, 3 if number == 1 else 2, at=at)
        if number == 1:
            twists.slow_down(slow, at=at)
        if number == 2:
            twists.slow_down(other_slow, at=at)
            twists.rest(resting, at=at)
        if number == 3:
            twists.part_early(parting, at=at)
            twists.go_on_longer(staying, at=at)
        if number == 5:
            twists.report_a_message(worried, at=self._calendar.ago(0.4))

    def _fill_the_third_season(self) -> None:
        opened = self._calendar.ago(16)
        plan = Plan(
            template="skill_development",
            name="Skill development",
            closes_on=self._calendar.ago(1).date(),
            starts_on=self._calendar.monday + timedelta(days=14),  # so that introductions are still to come
            topics=tuple(common_topics(30)),
        )
        program = launch(self._club, plan, by=self._amara, at=opened)
        roster, mapping = roster_of(real_mentors(), Voices(11), self._addresses)
        import_roster(self._club, roster, mapping=mapping, program=program, by=self._amara, at=opened)
        self._want_mentors(program, _WAITING_MENTEES, self._calendar.ago(15))
        for _unlucky in range(2):
            self._want_mentors(program, 1, self._calendar.ago(2), languages=["ja"])
        self._sign_ups.mentee(
            self._people.cast["hana"], program, topics=["React", "JavaScript"], at=self._calendar.ago(3)
        )

    def _found_the_parents(self) -> None:
        start = self._calendar.ago(90)
        group = self._parents = create_group(
            self._people.cast["grace"],
            name="First Years Together",
            description="Parents of small children, and parents who remember.",
            focus="parenting",
            visibility="public",
            joining="open",
            at=start,
        )
        people = self._admit(group, self._people.cast["grace"], _PARENTS, start)
        plan = Plan(
            template="encouragement_and_support",
            name="Someone who has been there",
            closes_on=self._calendar.now.date() + timedelta(days=9),
            starts_on=self._calendar.monday + timedelta(days=21),
        )
        program = launch(group, plan, by=self._people.cast["grace"], at=self._calendar.ago(5))
        for number, person in enumerate(people[:25]):
            sign_up = self._sign_ups.mentor if number % 5 < 2 else self._sign_ups.mentee
            sign_up(person, program, at=self._calendar.ago(4.8 - number * 0.17))

    def _found_second_wind(self) -> None:
        start, elsie = self._calendar.ago(70), self._people.cast["elsie"]
        group = self._second_wind = create_group(
            elsie,
            name="Second Wind",
            description="After work, after children, after a change: what now? We find out together.",
            focus="personal",
            visibility="public",
            joining="open",
            at=start,
        )
        people = self._admit(group, elsie, _SECOND_WIND_MEMBERS, start)
        plan = Plan(
            template="skill_development",
            name="Learn something from someone",
            closes_on=self._calendar.now.date() + timedelta(days=18),
            starts_on=self._calendar.monday + timedelta(days=28),
            topics=("Painting", "Gardening", "Using a computer", "Writing", "A language", "Music", "Repairing things"),
        )
        asked = self._calendar.ago(4)
        program = draft(group, plan, by=elsie, at=asked)
        question = "Would you like to learn something from another member, or teach it?"
        answer_here = reverse("enrollments:answer_interest", args=[group.slug, program.pk])
        poll = ask_members(
            program,
            question=question,
            post_words=f"**{question}**\n\n[Answer here]({answer_here})",
            closes_on=self._calendar.now.date() + timedelta(days=6),
            needed_pairs=10,
            shows_count=True,
            today=asked.date(),
            by=elsie,
            at=asked,
        )
        for number, person in enumerate(people[:29]):
            choice = ["mentee", "mentee", "mentor", "mentee", "both", "not_now", "mentee"][number % 7]
            topics = self._voices.some(plan.topics, 1, 2)
            at = self._calendar.ago(3.9 - number * 0.12)
            answer_interest(poll, person, choice=choice, topics=topics, today=at.date(), at=at)

    def _look_in(self) -> None:
        twists.meet_up(self._club, self._amara, calendar=self._calendar)
        for group, daily in ((self._club, 9), (self._parents, 2), (self._second_wind, 3)):
            twists.look_in(group, voices=self._voices, calendar=self._calendar, daily=daily)

    def _catch_up(self) -> None:
        self._work(self._calendar.now)
        for person in self._people.cast.values():
            # They come by every few days; what happened since waits for whoever signs in as one of them.
            mark_read(person, at=self._calendar.at(self._calendar.monday, 8))

    @property
    def _amara(self) -> Any:
        return self._people.cast["amara"]

    def _open_season(self, template: str, name: str, first: date, count: int, skip: int) -> Season:
        """Launch three weeks before the first Monday, and sign up a part of the club."""
        opened = self._calendar.at(first - timedelta(days=24), 10)
        plan = Plan(template=template, name=name, closes_on=first - timedelta(days=4), starts_on=first)
        program = launch(self._club, plan, by=self._amara, at=opened)
        self._work(opened + timedelta(minutes=11))
        for number, membership in enumerate(self._from_the_list()[skip : skip + count]):
            at = opened + timedelta(hours=3 + number)
            declare_adult(membership.person, at=at)
            membership.person.refresh_from_db()
            self._sign_ups.mentor(membership.person, program, at=at)
        for number in range(count):
            at = opened + timedelta(days=1, hours=number * 4)
            person = self._people.stranger(at=at)
            admit_member(person, self._club, admitted_by=self._amara, at=at)
            self._sign_ups.mentee(person, program, at=at)
        self._work(self._calendar.at(first - timedelta(days=2), 9))
        return Season(program, organizer=self._amara, voices=self._voices, calendar=self._calendar, work=self._work)

    def _from_the_list(self) -> list[Any]:
        """The memberships of the real mentors, in the order of their addresses."""
        members = self._club.memberships.current().select_related("person")
        return list(members.filter(person__email__in=self._addresses).order_by("person__email"))

    def _let_the_cast_choose(self, program: Any, first: date) -> None:
        """Robert has room for two; Leila and Tom want what he offers, ask him, and he says yes."""
        at = self._calendar.at(first - timedelta(days=12), 18)
        wish = {"topics": ["Interviews"], "reach_ways": ["phone"], "reach_times": ["weekday-evening", "weekend-8-22"]}
        cast, topics = self._people.cast, program.topics[:3]
        common = {**wish, "topics": topics}
        mentor = self._sign_ups.mentor(
            cast["robert"], program, at=at, capacity=2,
            help_words="I have read thousands of CVs and sat through many interviews. Gaps never worried me.",
            about_words="I learned to cook at seventy. Now I feed the whole allotment on Sundays.", **common,
        )  # fmt: skip
        for key, said in (
            ("leila", "I want to go back to work, but I go blank in interviews. I have not written a CV since 2018."),
            ("tom", "I drove a van for nine years. I would like to try something with people."),
        ):
            mentee = self._sign_ups.mentee(cast[key], program, at=at, help_words=said, **common)
            asked = request_mentor(mentee, mentor, message=said, at=at + timedelta(days=1))
            accept_mentor_request(asked, at=self._calendar.at(first, 6))

    def _want_mentors(self, program: Any, count: int, since: datetime, **said: Any) -> None:
        """Mentees whose needs are drawn from what real mentors offer."""
        for number in range(count):
            at = since + timedelta(hours=number * 1.8)
            person = self._people.stranger(at=at)
            admit_member(person, self._club, admitted_by=self._amara, at=at)
            offered = topics_of(self._voices.one(real_mentors()))
            self._sign_ups.mentee(person, program, topics=self._voices.some(offered, 1, 3), at=at, **said)

    def _admit(self, group: Any, organizer: Any, count: int, at: datetime) -> list[Any]:
        people = [self._people.stranger(at=at) for _number in range(count)]
        for person in people:
            admit_member(person, group, admitted_by=organizer, at=at)
        self._post_to(group, self._calendar.ago(7))
        return people

    def _post_to(self, group: Any, since: datetime) -> None:
        members = [each.person for each in group.memberships.current().select_related("person").order_by("pk")[:40]]
        for number, said in enumerate(words()["group_posts"]):
            at = since + timedelta(days=number * 2, minutes=self._voices.dice.randint(-400, 200))
            post = post_to_group(group, author=self._voices.one(members), body=said["body"], at=at)
            speakers = self._voices.dice.sample(members, len(said["comments"]))
            for hours, (who, comment) in enumerate(zip(speakers, said["comments"], strict=True), start=1):
                comment_on_post(post, author=who, body=comment, at=at + timedelta(minutes=hours * 71 + number * 13))
        notice = "Welcome. Please read **About** first, and say hello when you are ready."
        pinned = post_to_group(group, author=members[0], body=notice, at=since)
        pin_post(pinned, pinned_by=members[0], at=since)
