"""Circles of three to eight: who may be in one, what newcomers read, and what happens when somebody goes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.journeys.models import Walker
from alongside.domain.mentorships.commands.circles import (
    CannotBeTogether,
    WrongSize,
    begin_circle,
    join_circle,
    leave_circle,
)
from alongside.domain.mentorships.commands.endings import CircleGoesOn, complete_mentorship, end_mentorship
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.mentorships.reactions import end_mentorships_of_erased_person, part_blocked_people
from alongside.domain.people.events import PersonErased
from alongside.domain.safety.events import PersonBlocked
from alongside.domain.safety.models import Block
from alongside.domain.spaces.commands.items import add_comment, send_message, share_post
from alongside.domain.spaces.commands.numbers import SpaceClosedToWriting
from alongside.domain.spaces.models import SpaceMember
from alongside.domain.spaces.queries import posts, search, thread
from tests import cast
from tests.cast import MONDAY
from tests.domain.journeys import walk

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=8)


@pytest.fixture
def program():
    return walk.program()


@pytest.fixture
def people(program):
    mentors = [cast.mentor(program, cast.person(name), capacity=3) for name in ("Robert", "Ana")]
    return mentors + [cast.mentee(program, cast.person(name)) for name in ("Leila", "Kim", "Omar")]


@pytest.fixture
def circle(program, people):
    return begin_circle(program, people, at=MONDAY)


def _read(circle, enrollment):
    return [said.words.text for said in thread(circle.space, for_=enrollment.person, at=LATER)]


def test_several_mentors_and_mentees_share_one_space(circle, people):
    robert, _ana, leila, *_rest = people
    send_message(circle.space, leila.person, "Hello everybody", at=MONDAY)

    assert circle.kind == Mentorship.Kind.CIRCLE
    assert all(_read(circle, each) == ["Hello everybody"] for each in people)
    assert Walker.objects.filter(journey=circle.journey, position=1).count() == 5
    assert robert.is_mentor


def test_too_few_too_many_and_one_sided_circles_are_refused(program, people):
    robert, ana, leila, kim, omar = people
    crowd = [cast.mentee(program, cast.person(f"M{number}")) for number in range(8)]

    for chosen in ([robert, leila], [leila, kim, omar], [robert, *crowd]):
        with pytest.raises(WrongSize):
            begin_circle(program, chosen, at=MONDAY)
    assert not Mentorship.objects.exists()
    assert begin_circle(program, [robert, ana, leila], at=MONDAY)


def test_a_block_a_household_and_a_full_place_read_alike(program, people):
    robert, ana, leila, kim, omar = people
    Block.objects.create(blocker=kim.person, blocked=ana.person, made_at=MONDAY)
    begin_circle(program, [robert, ana, leila], at=MONDAY)

    for chosen in ([robert, ana, kim], [robert, leila, omar]):
        with pytest.raises(CannotBeTogether) as refused:
            begin_circle(program, chosen, at=MONDAY)
        assert str(refused.value) == str(CannotBeTogether())


def test_a_newcomer_reads_from_now_on_and_nothing_of_before(program, circle, people):
    robert, _ana, leila, *_ = people
    early = share_post(circle.space, leila.person, "Early post", at=MONDAY)
    send_message(circle.space, leila.person, "Early words", at=MONDAY)
    zoe = cast.mentee(program, cast.person("Zoe"))

    join_circle(circle, zoe, at=LATER)
    late = send_message(circle.space, robert.person, "Welcome", at=LATER)
    add_comment(early, robert.person, "Late comment on an early post", at=LATER)

    assert _read(circle, zoe) == ["Welcome"]
    assert posts(circle.space, for_=zoe.person, at=LATER) == []
    assert search(circle.space, "early", for_=zoe.person, at=LATER) == search(
        circle.space, "late comment", for_=zoe.person, at=LATER
    )
    assert _read(circle, leila) == ["Early words", "Welcome"]
    assert late.author_id == robert.person_id
    assert Walker.objects.get(journey=circle.journey, person=zoe.person).position == 1


def test_who_joins_again_reads_from_the_second_time_on(program, circle, people):
    omar = people[-1]
    leave_circle(circle, omar.person, at=MONDAY)
    send_message(circle.space, people[0].person, "While you were away", at=MONDAY)

    join_circle(circle, omar, at=LATER)
    send_message(circle.space, people[0].person, "Back again", at=LATER)

    assert _read(circle, omar) == ["Back again"]


def test_a_ninth_person_finds_no_room(program, circle):
    for name in ("Zoe", "Yan", "Xu"):
        join_circle(circle, cast.mentee(program, cast.person(name)), at=LATER)

    with pytest.raises(WrongSize):
        join_circle(circle, cast.mentee(program, cast.person("Wim")), at=LATER)


def test_who_leaves_reads_nothing_and_their_words_stay(circle, people):
    leila = people[2]
    send_message(circle.space, leila.person, "My words", at=MONDAY)

    leave_circle(circle, leila.person, at=LATER)
    leave_circle(circle, leila.person, at=LATER)

    assert _read(circle, leila) == []
    assert _read(circle, people[0]) == ["My words"]
    with pytest.raises(SpaceClosedToWriting):
        send_message(circle.space, leila.person, "One more", at=LATER)
    assert Walker.objects.get(journey=circle.journey, person=leila.person).next_step_on is None


def test_a_circle_without_mentors_ends(circle, people):
    robert, ana, *mentees = people
    leave_circle(circle, robert.person, at=LATER)
    circle.refresh_from_db()
    assert circle.is_current

    leave_circle(circle, ana.person, at=LATER)

    circle.refresh_from_db()
    assert not circle.is_current
    assert SpaceMember.objects.current().filter(space=circle.space).count() == len(mentees)


def test_one_person_does_not_end_a_circle_and_only_a_mentor_finishes_it(circle, people):
    robert, leila = people[0].person, people[2].person

    with pytest.raises(CircleGoesOn):
        end_mentorship(circle, kind="not_right", by=leila, at=LATER)
    with pytest.raises(CircleGoesOn):
        complete_mentorship(circle, by=leila, goal_met=True, at=LATER)

    assert Mentorship.objects.get(pk=circle.pk).is_current
    complete_mentorship(circle, by=robert, goal_met=True, at=LATER)
    assert not Mentorship.objects.get(pk=circle.pk).is_current


def test_a_circle_goes_on_without_whoever_blocked_somebody_or_deleted_their_account(circle, people):
    leila, kim = people[2].person, people[3].person

    part_blocked_people(PersonBlocked(blocker=leila.pk, blocked=kim.pk), at=LATER)
    end_mentorships_of_erased_person(PersonErased(kim.pk), at=LATER)

    assert Mentorship.objects.get(pk=circle.pk).is_current
    here = circle.participants.filter(left_at=None)
    assert {part.person.first_name for part in here} == {"Robert", "Ana", "Omar"}
