"""A community with so many of everything, for walks over every page of the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.groups.commands.invitations import make_invitation
from alongside.domain.groups.commands.join_requests import request_to_join
from alongside.domain.groups.commands.posts import comment_on_post, pin_post, post_to_group
from alongside.domain.groups.models import Group
from alongside.domain.journeys.commands.answers import share_answer
from alongside.domain.journeys.commands.check_ins import check_in
from alongside.domain.journeys.commands.goals import set_goal
from alongside.domain.journeys.commands.meetings import log_meeting, propose_meeting
from alongside.domain.mentorships.commands.conversations import accept_hello, say_hello
from alongside.domain.mentorships.commands.endings import complete_mentorship
from alongside.domain.mentorships.commands.mentor_requests import request_mentor
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.commands.thanks import give_testimonial
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.notifications.commands.letters import send_letter
from alongside.domain.notifications.commands.notices import notify
from alongside.domain.pairing.commands.rounds import request_round, run_round
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.safety.commands.blocks import block_person
from alongside.domain.safety.commands.reports import Subject, make_report
from alongside.domain.spaces.commands.changes import react
from alongside.domain.spaces.commands.items import add_comment, send_message, share_post
from alongside.domain.spaces.files import prepare_file
from tests import cast
from tests.domain.journeys import walk

FACTS = {"group_name": "Riverside"}
MOST_MENTEES = 50  # one mentor may have; the pairs after those have mentors of their own
TOPICS = ["Interviews", "My CV", "Changing jobs", "Confidence"]


@dataclass
class World:
    """Who may walk through it, by what they are there."""

    organizer: Person
    mentor: Person
    mentee: Person
    newcomer: Person
    operator: Person
    doors: list[str] = field(default_factory=list)  # pages worth beginning at

    def everybody(self) -> dict[str, Person | None]:
        """Each by their part, and somebody nobody knows."""
        people = {part: person for part, person in vars(self).items() if isinstance(person, Person)}
        return {**people, "anonymous": None}


def build(many: int, *, at: datetime) -> World:
    """``many`` of each thing a page could list."""
    running = walk.program(weeks=min(many, 30))
    group = running.group
    Group.objects.filter(pk=group.pk).update(visibility=Group.Visibility.PUBLIC, joining=Group.Joining.REQUEST)
    group.refresh_from_db()
    world = World(
        organizer=cast.organizer(group),
        mentor=cast.person("Robert"),
        mentee=cast.person("Leila"),
        newcomer=cast.person("Noor"),
        operator=cast.person("Olu", is_operator=True),
    )
    _fill_programs(world, running, many, at=at)
    _fill_group(world, group, many, at=at)
    _fill_safety(world, group, many, at=at)
    for person in (world.organizer, world.mentor, world.mentee):
        for number in range(many):
            notify(person.pk, "group_joined", facts=FACTS, path="/groups/", once=f"{person.pk}:{number}", at=at)
    for number in range(many):
        send_letter(f"{number}@example.org", "group_joined", facts=FACTS, path="/", language="en", at=at)
    return world


def _fill_group(world: World, group: Group, many: int, *, at: datetime) -> None:
    for _ in range(many):
        for person in (world.mentee, world.mentor):
            cast.member(cast.group(), person)
        cast.organizer(cast.group(), world.organizer)
        request_to_join(cast.person("Hana"), group, message="Hello", at=at)
        make_invitation(group, invited_by=world.organizer, lasts=timedelta(days=30), at=at)
        post = post_to_group(group, author=cast.member(group, cast.person("Mei")), body="Hello", at=at)
    for _ in range(many):
        comment_on_post(post, author=world.mentee, body="Yes", at=at)
    pin_post(post, pinned_by=world.organizer, at=at)


def _fill_safety(world: World, group: Group, many: int, *, at: datetime) -> None:
    for about in (cast.member(group), world.organizer):
        for _ in range(many):
            subject = Subject(f"person:{about.pk}", about=about.pk, group=group.pk)
            make_report(world.mentee, subject, kind="unkind", words="Hm", items=[], stop_contact=False, at=at)
    for _ in range(many):
        block_person(world.mentee, cast.member(group), at=at)


def _fill_programs(world: World, running: Program, many: int, *, at: datetime) -> None:
    mentor = cast.mentor(running, world.mentor, capacity=min(2 * many + 2, MOST_MENTEES), topics=TOPICS)
    mentee = cast.mentee(running, world.mentee, topics=TOPICS)
    _fill_space(world, begin_mentorship(running, [mentor, mentee], at=at), many, at=at)
    for number in range(many):
        guide = mentor if number < MOST_MENTEES - 2 else cast.mentor(running, capacity=2)
        other = begin_mentorship(running, [guide, cast.mentee(running, cast.person("Tom"))], at=at)
        send_message(other.space, guide.person, "Hello", at=at)
        check_in(other.journey, guide.person, "help", at=at)
        ended = begin_mentorship(running, [guide, cast.mentee(running, cast.person("Ada"))], at=at)
        complete_mentorship(ended, by=guide.person, goal_met=False, at=at)
        give_testimonial(ended, guide.person, words="Kind", permission="full_name", at=at)
        for role in ("mentor", "mentee"):
            applied = {"state": Enrollment.State.APPLIED, "enrolled_at": None, "applied_at": at}
            cast.enrollment(running, cast.person("Sue"), role, **applied)
        cast.program(running.group, name=f"Another {number}")
    _fill_meeting_people(world, running, many, at=at)


def _fill_meeting_people(world: World, running: Program, many: int, *, at: datetime) -> None:
    """A program in which people are paired just now: cards, hellos, requests, and a board."""
    pairing = cast.program(running.group, name="Skill development", state=Program.State.RUNNING)
    mentor = cast.mentor(pairing, world.mentor, topics=TOPICS)
    mentee = cast.mentee(pairing, world.mentee, topics=TOPICS)
    for number in range(many):
        topics = [TOPICS[number % 4]]
        asking = cast.mentee(pairing, cast.person("Sam"), topics=topics)
        asked = cast.mentor(pairing, cast.person("Grace"), topics=topics, capacity=1)
        say_hello(asking, mentor, message="Hello", at=at)
        accept_hello(say_hello(mentee, asked, message="Hello", at=at), at=at)
        request_mentor(asking, mentor, message="Would you?", at=at)
        cast.mentee(pairing, cast.person("Zoe"), topics=topics)
    assert run_round(request_round(pairing, by=world.organizer, at=at), at=at)
    board = f"/g/{running.group.slug}/manage/mentorship/{pairing.pk}/pair/"
    world.doors += [f"/g/{running.group.slug}/"] + [
        board + page for page in ("", "review/", "without/", "never/", "schedule/", "fairness/")
    ]


def _fill_space(world: World, mentorship: Mentorship, many: int, *, at: datetime) -> None:
    space, journey, talked_about = mentorship.space, mentorship.journey, None
    for number in range(many):
        then = at - timedelta(minutes=many - number)  # nobody may say too much in a minute
        react(send_message(space, world.mentor, f"Message {number}", at=then), world.mentee, "heart", at=at)
        send_message(space, world.mentee, f"Answer {number}", files=[prepare_file("a.txt", b"notes")], at=then)
        post = share_post(space, world.mentee, f"Post {number}", files=[prepare_file("b.txt", b"notes")], at=then)
        react(post, world.mentor, "heart", at=at)
        talked_about = talked_about or post
        add_comment(talked_about, world.mentor, "Yes", at=then)
        propose_meeting(journey, world.mentor, [at + timedelta(days=2 + number)], how="phone", at=at)
        log_meeting(journey, world.mentee, at - timedelta(hours=1 + number), how="phone", at=at)
    for person in (world.mentor, world.mentee):
        share_answer(journey, person, 1, "Mine", at=at)
    set_goal(journey, world.mentee, "Learn to cook", [f"Step {number}" for number in range(min(many, 6))], at=at)
