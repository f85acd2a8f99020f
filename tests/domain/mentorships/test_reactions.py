from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.config.reactions import REACTIONS
from alongside.domain.enrollments.commands.places import leave_program
from alongside.domain.events.commands import record
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.mentorships.commands.conversations import accept_hello, say_hello
from alongside.domain.mentorships.commands.endings import MentorshipResting, release_mentorship, resume_mentorship
from alongside.domain.mentorships.commands.mentor_requests import request_mentor
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.models import Closure, Conversation, MentorRequest, Mentorship
from alongside.domain.notifications.models import Notice
from alongside.domain.safety.events import PairPauseAsked, PersonBlocked
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def _hand_on() -> None:
    """Until nothing follows any more: what a reaction records is handed on in the next round."""
    while hand_on_waiting_events(REACTIONS, at=MONDAY + timedelta(minutes=1)):
        pass


def test_a_block_ends_everything_two_people_share_in_words_that_name_no_block() -> None:
    program = cast.program(cast.group())
    leila, robert = cast.mentee(program), cast.mentor(program)
    other_program = cast.program(program.group)
    talk = say_hello(
        cast.mentee(other_program, leila.person), cast.mentor(other_program, robert.person), message="Hi", at=MONDAY
    )
    accept_hello(talk, at=MONDAY)
    pair = begin_mentorship(program, [leila, robert], at=MONDAY)

    record(PersonBlocked(leila.person_id, robert.person_id), actor=leila.person_id, at=MONDAY)
    _hand_on()

    pair.refresh_from_db()
    talk.refresh_from_db()
    assert pair.state == Mentorship.State.ENDED
    assert pair.closure.kind == Closure.Kind.BLOCKED
    assert talk.state == Conversation.State.CLOSED
    told = Notice.objects.filter(kind="mentorship_ended")
    assert [notice.person_id for notice in told] == [robert.person_id]
    assert told[0].facts["how"] == "quietly"


def test_a_reported_pair_rests_until_somebody_has_looked() -> None:
    program = cast.program(cast.group())
    amara, leila = cast.organizer(program.group), cast.mentee(program)
    pair = begin_mentorship(program, [leila, cast.mentor(program)], at=MONDAY)

    record(PairPauseAsked(pair.pk, pair.pk), actor=None, at=MONDAY)
    _hand_on()

    pair.refresh_from_db()
    assert not pair.space.is_open
    with pytest.raises(MentorshipResting):
        resume_mentorship(pair, by=leila.person, at=MONDAY)
    release_mentorship(pair, by=amara, at=MONDAY)
    pair.refresh_from_db()
    pair.space.refresh_from_db()
    assert (pair.state, pair.space.is_open) == (Mentorship.State.ACTIVE, True)


def test_whoever_leaves_the_program_is_asked_for_nothing_more() -> None:
    program = cast.program(cast.group())
    leila, robert = cast.mentee(program), cast.mentor(program)
    asked = request_mentor(leila, robert, message="", at=MONDAY)
    waiting = request_mentor(leila, cast.mentor(program), message="", at=MONDAY, in_line=True)

    leave_program(robert, at=MONDAY)
    _hand_on()

    asked.refresh_from_db()
    waiting.refresh_from_db()
    assert (asked.state, waiting.state) == (MentorRequest.State.EXPIRED, MentorRequest.State.OPEN)


def test_a_pair_that_found_each_other_is_told_why_it_fits() -> None:
    program = cast.program(cast.group())
    begin_mentorship(program, [cast.mentee(program), cast.mentor(program)], at=MONDAY)

    _hand_on()

    facts = Notice.objects.get(kind="mentorship_began", person__first_name="Leila").facts
    assert facts["why_you"][0] == "Robert can help with Interviews."
    assert facts["names"] == ["Robert"]
