"""Fifty people at once, on the real databases, in real threads: a mentor never gets more than there is room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections

from alongside.domain.mentorships.commands.introductions import Plan, begin_introduction, plan_introductions
from alongside.domain.mentorships.commands.mentor_requests import accept_mentor_request, request_mentor
from alongside.domain.mentorships.jobs import expire_due_requests
from alongside.domain.mentorships.models import MentorRequest, Mentorship, Participant
from alongside.kernel.refusal import Refusal
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db(transaction=True)


def _all_at_once(acts: list[Callable[[], object]]) -> Counter[str]:
    """Run every act in a thread of its own, from one starting shot, and count how they went."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            start.wait()
            act()
        except Refusal as refusal:
            return refusal.code
        else:
            return "yes"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(run, acts))


def test_fifty_requests_accepted_at_once_never_exceed_the_capacity() -> None:
    program = cast.program(cast.group())
    robert = cast.mentor(program, capacity=3)
    requests = [request_mentor(cast.mentee(program), robert, message="", at=MONDAY) for _ in range(50)]

    outcome = _all_at_once([lambda each=each: accept_mentor_request(each, at=MONDAY) for each in requests])  # type: ignore[misc]

    assert outcome == {"yes": 3, "no_places_left": 47}
    assert Participant.objects.filter(enrollment=robert).count() == 3


def test_one_mentee_accepted_by_many_mentors_at_once_gets_one() -> None:
    program = cast.program(cast.group())
    leila = cast.mentee(program)
    requests = [request_mentor(leila, cast.mentor(program), message="", at=MONDAY) for _ in range(5)]

    outcome = _all_at_once([lambda each=each: accept_mentor_request(each, at=MONDAY) for each in requests])  # type: ignore[misc]

    assert outcome == {"yes": 1, "request_answered": 4}
    assert Mentorship.objects.count() == 1


def test_requests_introductions_and_the_worker_share_the_same_places() -> None:
    program = cast.program(cast.group())
    amara, robert = cast.organizer(program.group), cast.mentor(program, capacity=3)
    planned = [Plan(uuid4(), cast.mentee(program).pk, robert.pk) for _ in range(2)]
    introductions = plan_introductions(program, planned, by=amara, words="", begins_at=MONDAY, at=MONDAY)
    requests = [request_mentor(cast.mentee(program), robert, message="", at=MONDAY) for _ in range(10)]

    acts: list[Callable[[], object]] = [
        *(lambda each=each: accept_mentor_request(each, at=MONDAY) for each in requests),  # type: ignore[misc]
        *(lambda each=each: begin_introduction(each, at=MONDAY) for each in introductions),  # type: ignore[misc]
        *(lambda: expire_due_requests(MONDAY) for _ in range(3)),
    ]
    _all_at_once(acts)

    assert Participant.objects.filter(enrollment=robert).count() == 3
    assert MentorRequest.objects.filter(state=MentorRequest.State.ACCEPTED).count() == 1
