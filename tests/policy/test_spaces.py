"""A space opens for its people, and its things only through it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from alongside.domain.journeys.commands.goals import set_goal
from alongside.domain.journeys.commands.meetings import propose_meeting
from alongside.domain.journeys.models import GoalStep
from alongside.domain.mentorships.commands.conversations import accept_hello, say_hello
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.spaces.commands.changes import edit_item, retract_item
from alongside.domain.spaces.commands.items import send_message
from alongside.domain.spaces.files import prepare_file
from alongside.domain.spaces.models import Attachment, SpaceMember
from alongside.policy import spaces
from tests import cast
from tests.cast import MONDAY
from tests.domain.journeys import walk

pytestmark = pytest.mark.django_db


class Two:
    """Two pairs with the same mentor, who could take one for the other."""

    def __init__(self) -> None:
        self.program = walk.program()
        self.mentor = cast.mentor(self.program, cast.person("Robert"), capacity=4)
        self.leila, self.tom = cast.person("Leila"), cast.person("Tom")
        self.one, self.other = (
            begin_mentorship(self.program, [self.mentor, cast.mentee(self.program, mentee)], at=MONDAY)
            for mentee in (self.leila, self.tom)
        )

    def room(self, pair: Mentorship, person=None) -> spaces.Room:
        return spaces.to_enter(person or self.mentor.person, pair.pk)


@pytest.fixture
def two() -> Two:
    return Two()


def test_meetings_steps_and_files_are_found_in_their_own_space_only(two):
    meeting = propose_meeting(two.one.journey, two.leila, [MONDAY + timedelta(days=2)], how="phone", at=MONDAY)
    set_goal(two.one.journey, two.leila, "Learn to cook", ["Buy a pan"], at=MONDAY)
    step = GoalStep.objects.get(goal__journey=two.one.journey)
    send_message(two.one.space, two.leila, "Here", files=[prepare_file("a.txt", b"notes")], at=MONDAY)
    send_message(two.other.space, two.tom, "Here", files=[prepare_file("b.txt", b"notes")], at=MONDAY)
    file, another = (Attachment.objects.get(space=pair.space) for pair in (two.one, two.other))
    own, foreign = two.room(two.one), two.room(two.other)

    assert spaces.to_meet(own, meeting.pk) == meeting
    assert spaces.to_tick(own, step.pk) == step
    assert list(spaces.files_in(own, [file.pk, another.pk])) == [file]
    assert not spaces.files_in(own, []).exists()
    for find, key in ((spaces.to_meet, meeting.pk), (spaces.to_tick, step.pk)):
        with pytest.raises(Http404):
            find(foreign, key)


def test_who_is_in_a_space_and_who_asked_to_erase_it_is_said_of_that_space(two):
    SpaceMember.objects.filter(space=two.other.space, person=two.tom).update(asked_to_erase_at=MONDAY)

    assert set(spaces.people_in(two.one.space)) == {two.mentor.person, two.leila}
    assert spaces.asked_to_erase(two.room(two.one)) == set()
    assert spaces.asked_to_erase(two.room(two.other)) == {two.tom.pk}
    assert spaces.agreed_by(two.room(two.one)).keys() == {two.mentor.person_id, two.leila.pk}
    SpaceMember.objects.filter(space=two.other.space, person=two.tom).update(left_at=MONDAY)
    assert spaces.asked_to_erase(two.room(two.other)) == set()
    assert spaces.people_in(two.other.space) == [two.mentor.person]


def test_whoever_left_has_the_room_in_no_list(two):
    assert [card.mentorship for card in spaces.my_rooms(two.tom)] == [two.other]
    assert spaces.my_rooms(cast.member(two.program.group)) == []

    SpaceMember.objects.filter(space=two.other.space, person=two.tom).update(left_at=MONDAY)

    assert spaces.my_rooms(two.tom) == []
    with pytest.raises(Http404):
        spaces.to_read(two.tom, two.other.space_id)


def test_nobody_writes_more_before_the_other_said_yes(two):
    talk = say_hello(cast.mentee(two.program, cast.person("Mei")), two.mentor, message="Hello", at=MONDAY)
    mei = talk.asker.person
    with pytest.raises(Http404):
        spaces.to_write(mei, talk.space_id)

    accept_hello(talk, at=MONDAY)

    assert spaces.to_write(mei, talk.space_id) == talk.space


def test_what_was_taken_back_opens_neither_as_a_file_nor_as_it_was_before(two):
    said = send_message(two.one.space, two.leila, "Here", files=[prepare_file("a.txt", b"notes")], at=MONDAY)
    with pytest.raises(Http404):
        spaces.to_look_back(two.mentor.person, said.pk)
    edit_item(said, two.leila, "Here it is", at=MONDAY)
    file = Attachment.objects.get(item=said)
    assert spaces.to_look_back(two.mentor.person, said.pk) == said
    assert spaces.to_open_file(two.mentor.person, file.pk)[0] == file

    retract_item(said, two.leila, at=MONDAY)

    for find, key in ((spaces.to_look_back, said.pk), (spaces.to_open_file, file.pk)):
        with pytest.raises(Http404):
            find(two.mentor.person, key)
