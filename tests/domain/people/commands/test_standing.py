from __future__ import annotations

import pytest
from django.test import Client

from alongside.config.reactions import REACTIONS
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.mentorships.commands.mentor_requests import request_mentor
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.models import MentorRequest
from alongside.domain.people.commands.standing import LastOperator, reinstate_person, suspend_person
from alongside.domain.programs.models import Program
from alongside.kernel import clock
from alongside.policy.live import listener_with, news_for
from tests import cast
from tests.web.sessions import session_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def olu():
    return cast.person("Olu", is_operator=True)


def test_a_closed_account_loses_its_sessions_and_streams_at_once(olu, settings):
    robert, home = cast.person("Robert"), Client()
    home.force_login(robert)
    home.get("/settings/")
    stream = listener_with(f"{settings.SESSION_COOKIE_NAME}={session_for(robert)}")
    assert stream is not None

    suspend_person(robert, by=olu, at=clock.now())
    heard_while_closed = news_for([stream], at=clock.now())[stream]
    reinstate_person(robert, by=olu, at=clock.now())

    assert heard_while_closed is None
    assert home.get("/settings/").status_code == 302  # also afterwards: the session itself is gone


def test_the_pairs_of_a_closed_account_rest_and_its_requests_end(olu):
    program = cast.program(cast.group(), state=Program.State.RUNNING)
    mentor, mentee = cast.mentor(program, capacity=3), cast.mentee(program)
    pair = begin_mentorship(program, [mentor, mentee], at=clock.now())
    elsewhere = begin_mentorship(program, [cast.mentor(program), cast.mentee(program)], at=clock.now())
    asked = request_mentor(cast.mentee(program), mentor, message="Would you?", at=clock.now())

    suspend_person(mentor.person, by=olu, at=clock.now())
    hand_on_waiting_events(REACTIONS, at=clock.now())

    for each in (pair, elsewhere, asked):
        each.refresh_from_db()
    pair.space.refresh_from_db()
    assert pair.held_at is not None
    assert not pair.space.is_open
    assert elsewhere.held_at is None
    assert asked.state == MentorRequest.State.EXPIRED


def test_somebody_always_runs_the_site(olu):
    with pytest.raises(LastOperator):
        suspend_person(olu, by=olu, at=clock.now())
