"""Everybody who could ask for a page of a community, with what their own addresses name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from alongside.config.reactions import REACTIONS
from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.groups.models import Group, Role
from alongside.domain.journeys.commands.goals import set_goal
from alongside.domain.journeys.commands.meetings import propose_meeting
from alongside.domain.mentorships.commands.circles import begin_circle
from alongside.domain.mentorships.commands.endings import complete_mentorship
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.notifications.queries import inbox_of
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.safety.commands.blocks import block_person
from alongside.domain.spaces.commands.items import send_message
from alongside.domain.spaces.files import prepare_file
from alongside.domain.spaces.models import SpaceMember
from tests import cast
from tests.house import world
from tests.house.access.things import in_room, of_everything

# The columns of the table. The last three are asked, too, and must be answered like nobody at all.
ROLES = (
    "anonymous", "undeclared", "stranger", "elsewhere", "member", "moderator", "organizer", "reported",
    "mentor", "mentee", "ended", "blocked", "operator",
)  # fmt: skip
LIKE_ANONYMOUS = ("suspended", "deactivated", "erased")


@dataclass
class Community:
    """Who asks, and for each of them the things their addresses name."""

    people: dict[str, Person | None]
    things: dict[str, Any]
    own: dict[str, dict[str, Any]]  # what a role's own address of that kind is

    def arguments(self, role: str, route: str, names: list[str]) -> dict[str, Any]:
        """What the placeholders of ``route`` stand for when ``role`` asks."""
        mine = self.own.get(role, {})
        return {name: self.things.get(f"{route} {name}", mine.get(name, self.things.get(name))) for name in names}


def build(*, at: datetime) -> Community:
    """A private group with a running season, and everybody the table has a column for."""
    there = world.build(1, at=at)
    group = Group.objects.get(slug=there.doors[0].split("/")[2])
    Group.objects.filter(pk=group.pk).update(visibility=Group.Visibility.PRIVATE)
    running = group.programs.get(state=Program.State.RUNNING, name="Career advancement")
    people: dict[str, Person | None] = {
        "anonymous": None,
        "undeclared": cast.member(group, cast.person("Una", adult_declared_at=None, email_verified_at=None)),
        "stranger": there.newcomer,
        "elsewhere": cast.organizer(cast.group(), cast.person("Else")),
        "member": cast.member(group, cast.person("Mel")),
        "moderator": cast.member(group, cast.person("Mo"), Role.MODERATOR),
        "organizer": cast.organizer(group, cast.person("Otto")),
        "reported": cast.organizer(group, cast.person("Rhea")),
        "mentor": there.mentor,
        "mentee": there.mentee,
        "operator": there.operator,
    }
    pair = Mentorship.objects.get(participants__person=there.mentee, ended_at=None)
    ended, parted = (_second_pair(running, there.mentor, cast.person(name), at) for name in ("Eve", "Bo"))
    people["ended"], people["blocked"] = _mentee_of(ended), _mentee_of(parted)
    complete_mentorship(ended, by=there.mentor, goal_met=True, at=at)
    block_person(there.mentor, _mentee_of(parted), at=at)
    circle = _circle_with(people["ended"], running, at)
    people |= _closed_accounts(group, pair, at)
    things = of_everything(there, group, running, pair, people, at=at)
    things |= circle
    while hand_on_waiting_events(REACTIONS, at=at):
        pass
    things["notice_id"] = inbox_of(people["mentee"], at=at).first().pk
    return Community(people, things, {"ended": in_room(ended), "blocked": in_room(parted)})


def _second_pair(program: Program, mentor: Person, mentee: Person, at: datetime) -> Mentorship:
    place = Enrollment.objects.get(program=program, person=mentor)
    Enrollment.objects.filter(pk=place.pk).update(capacity=F("capacity") + 1)
    place.refresh_from_db()
    made = begin_mentorship(program, [place, cast.mentee(program, mentee)], at=at)
    send_message(made.space, mentee, "Hello", files=[prepare_file("a.txt", b"notes")], at=at - timedelta(minutes=9))
    propose_meeting(made.journey, mentor, [at + timedelta(days=2)], how="phone", at=at)
    set_goal(made.journey, mentee, "Learn to cook", ["Buy a pan"], at=at)
    return made


def _circle_with(person: Person, program: Program, at: datetime) -> dict[str, Any]:
    """A circle the person is in since their own pair ended."""
    place, tia = Enrollment.objects.get(program=program, person=person), cast.mentee(program, cast.person("Tia"))
    circle = begin_circle(program, [cast.mentor(program, cast.person("Cy"), capacity=5), place, tia], at=at)
    return {
        "mentorships:leave_circle room_id": circle.pk,
        **{f"mentorships:{verb}_circle mentorship_id": circle.pk for verb in ("join", "take_out_of")},
        "mentorships:take_out_of_circle person_id": tia.person_id,
    }


def _mentee_of(pair: Mentorship) -> Person:
    return pair.participants.get(role="mentee").person


def _closed_accounts(group: Group, pair: Mentorship, at: datetime) -> dict[str, Person]:
    """People who could do everything here if their account were open."""
    gone = {
        "suspended": cast.person("Sid", is_operator=True),
        "deactivated": cast.person("Dee", is_operator=True),
        "erased": cast.person("Ira", is_operator=True),
    }
    for person in gone.values():
        cast.organizer(group, person)
        SpaceMember.objects.create(space=pair.space, person=person, joined_at=at)
    return gone


def close_accounts(people: dict[str, Person | None], *, at: datetime) -> None:
    """Close the accounts of those who had a session until now."""
    Person.objects.filter(pk=people["suspended"].pk).update(suspended_at=at)
    Person.objects.filter(pk=people["deactivated"].pk).update(deactivated_at=at)
    Person.objects.filter(pk=people["erased"].pk).update(deactivated_at=at, erased_at=at)
