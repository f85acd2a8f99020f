from __future__ import annotations

import pytest

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.commands.conversations import (
    AlreadyTalking,
    HelloAnswered,
    TooManyHellos,
    accept_hello,
    decline_hello,
    say_hello,
)
from alongside.domain.mentorships.commands.mentor_requests import OrganizerPairs
from alongside.domain.mentorships.commands.places import MentorUnavailable
from alongside.domain.mentorships.models import Conversation
from alongside.domain.programs.models import Program
from alongside.domain.safety.models import Block
from alongside.domain.spaces.queries import thread
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group())


def _hello(asker: Enrollment, asked: Enrollment) -> Conversation:
    return say_hello(asker, asked, message="Hello, I saw your card.", at=MONDAY)


def test_a_first_message_waits_for_a_yes_and_is_there_to_read(program: Program) -> None:
    leila, robert = cast.mentee(program), cast.mentor(program)

    talk = _hello(leila, robert)

    assert talk.is_waiting
    (said,) = thread(talk.space, for_=robert.person, at=MONDAY)
    assert said.words.text == "Hello, I saw your card."
    accept_hello(talk, at=MONDAY)
    talk.refresh_from_db()
    assert talk.is_open


def test_not_now_closes_the_door_kindly_and_for_good(program: Program) -> None:
    leila, robert = cast.mentee(program), cast.mentor(program)
    talk = _hello(leila, robert)

    decline_hello(talk, at=MONDAY)

    talk.space.refresh_from_db()
    assert not talk.space.is_open
    with pytest.raises(MentorUnavailable):
        _hello(leila, robert)
    with pytest.raises(HelloAnswered):
        accept_hello(talk, at=MONDAY)


def test_two_people_say_hello_once_whoever_begins(program: Program) -> None:
    leila, robert = cast.mentee(program), cast.mentor(program)
    _hello(leila, robert)

    with pytest.raises(AlreadyTalking):
        _hello(leila, robert)
    with pytest.raises(AlreadyTalking):
        _hello(robert, leila)


def test_five_first_messages_wait_at_most(program: Program) -> None:
    leila = cast.mentee(program)
    for _ in range(5):
        _hello(leila, cast.mentor(program))

    with pytest.raises(TooManyHellos):
        _hello(leila, cast.mentor(program))


def test_a_block_reads_like_somebody_who_is_away(program: Program) -> None:
    leila, robert = cast.mentee(program), cast.mentor(program)
    Block.objects.create(blocker=robert.person, blocked=leila.person, made_at=MONDAY)
    paused = cast.mentor(program, state=Enrollment.State.PAUSED)

    with pytest.raises(MentorUnavailable) as blocked:
        _hello(leila, robert)
    with pytest.raises(MentorUnavailable) as away:
        _hello(leila, paused)

    assert str(blocked.value) == str(away.value)


def test_nobody_says_hello_where_the_organizer_pairs() -> None:
    program = cast.program(cast.group(), pairing=Program.Pairing.ORGANIZER)

    with pytest.raises(OrganizerPairs):
        _hello(cast.mentee(program), cast.mentor(program))
