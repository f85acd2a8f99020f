from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.models import Event
from alongside.domain.mentorships.commands.mentor_requests import (
    AlreadyAsked,
    OrganizerPairs,
    RequestAnswered,
    TooManyRequests,
    accept_mentor_request,
    approve_mentor_request,
    decline_mentor_request,
    expire_mentor_request,
    request_mentor,
    turn_down_mentor_request,
    withdraw_mentor_request,
)
from alongside.domain.mentorships.commands.places import AlreadyPaired, MentorUnavailable, NoPlacesLeft
from alongside.domain.mentorships.jobs import expire_due_requests, remind_of_due_requests
from alongside.domain.mentorships.models import MentorRequest, Mentorship
from alongside.domain.mentorships.queries import places_left
from alongside.domain.programs.models import Program
from alongside.domain.safety.models import Block
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group())


def _ask(mentee: Enrollment, mentor: Enrollment, **options: object) -> MentorRequest:
    return request_mentor(mentee, mentor, message="Hello", at=MONDAY, **options)  # type: ignore[arg-type]


def test_a_mentee_asks_and_the_mentor_says_yes(program: Program) -> None:
    leila, robert = cast.mentee(program), cast.mentor(program)

    mentorship = accept_mentor_request(_ask(leila, robert), at=MONDAY)

    assert mentorship is not None
    assert {part.role for part in mentorship.participants.all()} == {"mentee", "mentor"}
    assert mentorship.space.members.count() == 2
    assert [event.name for event in Event.objects.filter(name__startswith="mentorships.").order_by("pk")] == [
        "mentorships.MentorRequested",
        "mentorships.MentorRequestAccepted",
        "mentorships.MentorshipBegan",
    ]


def test_nobody_asks_the_same_mentor_twice(program: Program) -> None:
    leila, robert = cast.mentee(program), cast.mentor(program)
    _ask(leila, robert)

    with pytest.raises(AlreadyAsked):
        _ask(leila, robert)


def test_five_requests_wait_at_most(program: Program) -> None:
    leila = cast.mentee(program)
    for _ in range(5):
        _ask(leila, cast.mentor(program))

    with pytest.raises(TooManyRequests):
        _ask(leila, cast.mentor(program))


def test_a_block_reads_like_a_full_mentor(program: Program) -> None:
    leila, robert = cast.mentee(program), cast.mentor(program)
    Block.objects.create(blocker=robert.person, blocked=leila.person, made_at=MONDAY)
    full = cast.mentor(program, capacity=1)
    accept_mentor_request(_ask(cast.mentee(program), full), at=MONDAY)

    with pytest.raises(MentorUnavailable) as blocked:
        _ask(leila, robert)
    with pytest.raises(MentorUnavailable) as no_room:
        _ask(leila, full)

    assert str(blocked.value) == str(no_room.value)


def test_nobody_is_asked_where_the_organizer_pairs() -> None:
    program = cast.program(cast.group(), pairing=Program.Pairing.ORGANIZER)

    with pytest.raises(OrganizerPairs):
        _ask(cast.mentee(program), cast.mentor(program))


def test_a_mentor_says_yes_only_while_there_is_room(program: Program) -> None:
    robert = cast.mentor(program, capacity=1)
    first, second = (_ask(cast.mentee(program), robert) for _ in range(2))
    accept_mentor_request(first, at=MONDAY)

    with pytest.raises(NoPlacesLeft):
        accept_mentor_request(second, at=MONDAY)

    assert Mentorship.objects.count() == 1


def test_a_paired_mentee_asks_nobody_else(program: Program) -> None:
    leila = cast.mentee(program)
    accept_mentor_request(_ask(leila, cast.mentor(program)), at=MONDAY)

    with pytest.raises(AlreadyPaired):
        _ask(leila, cast.mentor(program))


def test_the_other_requests_of_a_paired_mentee_are_withdrawn(program: Program) -> None:
    leila = cast.mentee(program)
    other = _ask(leila, cast.mentor(program))

    accept_mentor_request(_ask(leila, cast.mentor(program)), at=MONDAY)

    other.refresh_from_db()
    assert other.state == MentorRequest.State.WITHDRAWN


def test_the_next_choice_is_asked_when_the_first_says_not_now(program: Program) -> None:
    leila = cast.mentee(program)
    first = _ask(leila, cast.mentor(program))
    second = _ask(leila, cast.mentor(program), in_line=True)
    third = _ask(leila, cast.mentor(program), in_line=True)
    assert second.state == MentorRequest.State.NEXT

    decline_mentor_request(first, kind_line="Not this time", at=MONDAY)

    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.state, third.state) == (MentorRequest.State.OPEN, MentorRequest.State.NEXT)


def test_a_next_choice_without_room_is_passed_over(program: Program) -> None:
    leila, full = cast.mentee(program), cast.mentor(program, capacity=1)
    first = _ask(leila, cast.mentor(program))
    second = _ask(leila, full, in_line=True)
    third = _ask(leila, cast.mentor(program), in_line=True)
    accept_mentor_request(_ask(cast.mentee(program), full), at=MONDAY)

    withdraw_mentor_request(first, at=MONDAY)

    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.state, third.state) == (MentorRequest.State.EXPIRED, MentorRequest.State.OPEN)


def test_a_request_is_answered_once(program: Program) -> None:
    request = _ask(cast.mentee(program), cast.mentor(program))
    decline_mentor_request(request, kind_line="", at=MONDAY)

    for act in (
        lambda: accept_mentor_request(request, at=MONDAY),
        lambda: decline_mentor_request(request, kind_line="", at=MONDAY),
        lambda: withdraw_mentor_request(request, at=MONDAY),
        lambda: expire_mentor_request(request, at=MONDAY),
    ):
        with pytest.raises(RequestAnswered):
            act()


def test_where_the_organizer_approves_a_yes_holds_the_place_and_waits() -> None:
    program = cast.program(cast.group(), pairing=Program.Pairing.APPROVED)
    amara, robert = cast.organizer(program.group), cast.mentor(program, capacity=1)
    request = _ask(cast.mentee(program), robert)

    assert accept_mentor_request(request, at=MONDAY) is None
    assert places_left(robert) == 0
    approve_mentor_request(request, by=amara, at=MONDAY)

    assert Mentorship.objects.count() == 1
    assert places_left(robert) == 0


def test_an_organizer_who_does_not_approve_gives_the_places_back() -> None:
    program = cast.program(cast.group(), pairing=Program.Pairing.APPROVED)
    amara, robert = cast.organizer(program.group), cast.mentor(program, capacity=1)
    request = _ask(cast.mentee(program), robert)
    accept_mentor_request(request, at=MONDAY)

    turn_down_mentor_request(request, by=amara, at=MONDAY)

    assert places_left(robert) == 1


def test_a_mentor_offers_and_the_mentee_says_yes(program: Program) -> None:
    leila, robert = cast.mentee(program), cast.mentor(program)

    request = _ask(leila, robert, asked_by=robert.person)

    assert request.asked == leila
    assert accept_mentor_request(request, at=MONDAY) is not None


def test_a_request_is_remembered_after_a_week_and_runs_out_after_two(program: Program) -> None:
    request = _ask(cast.mentee(program), cast.mentor(program))

    remind_of_due_requests(MONDAY + timedelta(days=6))
    assert not Event.objects.filter(name="mentorships.MentorRequestDue").exists()
    remind_of_due_requests(MONDAY + timedelta(days=7))
    remind_of_due_requests(MONDAY + timedelta(days=8))
    assert Event.objects.filter(name="mentorships.MentorRequestDue").count() == 1

    expire_due_requests(MONDAY + timedelta(days=13))
    request.refresh_from_db()
    assert request.is_open
    expire_due_requests(MONDAY + timedelta(days=14))
    request.refresh_from_db()
    assert request.state == MentorRequest.State.EXPIRED


def test_requests_to_a_mentor_who_became_full_fall_through_at_once(program: Program) -> None:
    robert = cast.mentor(program, capacity=1)
    leila = cast.mentee(program)
    first = _ask(leila, robert)
    second = _ask(leila, cast.mentor(program), in_line=True)
    accept_mentor_request(_ask(cast.mentee(program), robert), at=MONDAY)

    expire_due_requests(MONDAY)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (MentorRequest.State.EXPIRED, MentorRequest.State.OPEN)
