"""Meeting, asking, answering and parting in the browser, and who may see any of it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.commands.conversations import accept_hello, say_hello
from alongside.domain.mentorships.commands.mentor_requests import accept_mentor_request, request_mentor
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.models import Conversation, MentorRequest, Mentorship, Testimonial
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.spaces.commands.items import send_message
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group(), state=Program.State.RUNNING)


@pytest.fixture
def leila(program: Program) -> Enrollment:
    return cast.mentee(program)


@pytest.fixture
def robert(program: Program) -> Enrollment:
    return cast.mentor(program)


def _as(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _card(name: str, program: Program, enrollment: Enrollment) -> str:
    return reverse(f"mentorships:{name}", args=[program.group.slug, program.pk, enrollment.pk])


def test_a_hello_is_written_read_and_answered(program: Program, leila: Enrollment, robert: Enrollment) -> None:
    card = reverse("enrollments:show_card", args=[program.group.slug, program.pk, robert.pk])
    assert "Say hello" in _as(leila.person).get(card).content.decode()

    _as(leila.person).post(_card("say_hello", program, robert), {"message": "Hello, I saw your card."})
    waiting = _as(robert.person).get(reverse("mentorships:list_hellos")).content.decode()
    assert "Hello, I saw your card." in waiting
    talk = Conversation.objects.get()
    response = _as(robert.person).post(reverse("mentorships:accept_hello", args=[talk.pk]), follow=True)

    assert "Hello, I saw your card." in response.content.decode()
    assert "Would you like to be a pair?" not in response.content.decode()
    send_message(talk.space, robert.person, "Hello back", at=MONDAY)
    page = _as(leila.person).get(reverse("mentorships:show_conversation", args=[talk.pk])).content.decode()
    assert "Would you like to be a pair?" in page


def test_nobody_else_reads_a_conversation(program: Program, leila: Enrollment, robert: Enrollment) -> None:
    talk = say_hello(leila, robert, message="A private word", at=MONDAY)
    accept_hello(talk, at=MONDAY)
    address = reverse("mentorships:show_conversation", args=[talk.pk])

    assert "A private word" in _as(robert.person).get(address).content.decode()
    for person in (
        cast.person("Out"),
        cast.member(program.group),
        cast.organizer(program.group),
        cast.person("Op", is_operator=True),
    ):
        assert _as(person).get(address).status_code == 404


def test_a_hello_is_answered_by_nobody_but_the_one_it_is_for(
    program: Program, leila: Enrollment, robert: Enrollment
) -> None:
    talk = say_hello(leila, robert, message="Hello", at=MONDAY)
    accept = reverse("mentorships:accept_hello", args=[talk.pk])

    for person in (leila.person, cast.organizer(program.group), cast.person("Op", is_operator=True)):
        assert _as(person).post(accept).status_code == 404
    talk.refresh_from_db()
    assert talk.is_waiting


def test_a_mentor_is_asked_and_says_yes(program: Program, leila: Enrollment, robert: Enrollment) -> None:
    _as(leila.person).post(_card("request_mentor", program, robert), {"message": "Please"})
    page = _as(robert.person).get(reverse("mentorships:list_requests")).content.decode()
    assert "Please" in page

    accept = reverse("mentorships:accept_request", args=[MentorRequest.objects.get().pk])
    response = _as(robert.person).post(accept)

    assert response["Location"] == f"/p/{Mentorship.objects.get().pk}/"


def test_a_mentor_says_not_now_in_kind_words(program: Program, leila: Enrollment, robert: Enrollment) -> None:
    asked = request_mentor(leila, robert, message="", at=MONDAY)
    decline = reverse("mentorships:decline_request", args=[asked.pk])

    _as(robert.person).post(decline, {"line": "own", "words": "Ask me in May."})

    page = _as(leila.person).get(reverse("mentorships:list_requests")).content.decode()
    assert "Ask me in May." in page


@pytest.mark.parametrize("act", ["accept_request", "decline_request", "withdraw_request"])
def test_a_request_is_not_answered_by_outsiders(
    program: Program, leila: Enrollment, robert: Enrollment, act: str
) -> None:
    asked = request_mentor(leila, robert, message="", at=MONDAY)
    wrong_side = robert.person if act == "withdraw_request" else leila.person

    for person in (wrong_side, cast.person("Out"), cast.organizer(program.group)):
        assert _as(person).post(reverse(f"mentorships:{act}", args=[asked.pk]), {"line": "full"}).status_code == 404
    asked.refresh_from_db()
    assert asked.is_open


def test_the_next_choice_is_offered_when_somebody_is_asked_already(
    program: Program, leila: Enrollment, robert: Enrollment
) -> None:
    request_mentor(leila, robert, message="", at=MONDAY)
    dot = cast.mentor(program, cast.person("Dot"))

    client = _as(leila.person)
    page = client.get(_card("request_mentor", program, dot)).content.decode()
    assert "Only if the ones I asked before cannot" in page
    client.post(_card("request_mentor", program, dot), {"message": "", "when": "next"})

    assert MentorRequest.objects.get(mentor=dot).state == MentorRequest.State.NEXT


def test_a_pair_ends_without_a_reason(program: Program, leila: Enrollment, robert: Enrollment) -> None:
    pair = begin_mentorship(program, [leila, robert], at=MONDAY)
    client = _as(leila.person)
    page = client.get(reverse("mentorships:show_ways_to_end", args=[pair.pk])).content.decode()
    assert "This is not right for me" in page

    response = client.post(reverse("mentorships:end", args=[pair.pk, "not-right"]))

    assert response["Location"] == f"/p/{pair.pk}/"
    pair.refresh_from_db()
    assert pair.closure.kind == "not_right"


@pytest.mark.parametrize("name", ["show_ways_to_end", "celebrate"])
def test_the_last_pages_are_for_the_pair_alone(
    program: Program, leila: Enrollment, robert: Enrollment, name: str
) -> None:
    pair = begin_mentorship(program, [leila, robert], at=MONDAY)
    address = reverse(f"mentorships:{name}", args=[pair.pk])

    assert _as(robert.person).get(address).status_code == 200
    for person in (cast.person("Out"), cast.organizer(program.group), cast.person("Op", is_operator=True)):
        assert _as(person).get(address).status_code == 404


def test_two_people_look_back_thank_and_finish(program: Program, leila: Enrollment, robert: Enrollment) -> None:
    pair = begin_mentorship(program, [leila, robert], at=MONDAY)
    client = _as(leila.person)
    client.post(reverse("mentorships:thank", args=[pair.pk]), {"words": "You listened."})
    client.post(
        reverse("mentorships:write_testimonial", args=[pair.pk]), {"words": "Do it.", "permission": "first_name"}
    )

    response = client.post(reverse("mentorships:complete", args=[pair.pk]), {"goal": "met"}, follow=True)

    assert "You have arrived" in response.content.decode()
    assert "You listened." not in response.content.decode()
    assert Testimonial.objects.get().signature == "Leila"
    assert Mentorship.objects.get().closure.kind == "goal_met"


def test_a_break_is_taken_and_ended(program: Program, leila: Enrollment, robert: Enrollment) -> None:
    pair = begin_mentorship(program, [leila, robert], at=MONDAY)
    client = _as(leila.person)

    page = client.post(reverse("mentorships:pause", args=[pair.pk]), {"weeks": "2"}, follow=True).content.decode()
    assert "Go on now" in page
    client.post(reverse("mentorships:resume", args=[pair.pk]))

    pair.refresh_from_db()
    assert pair.state == Mentorship.State.ACTIVE


@pytest.mark.parametrize("name", ["list_pairs", "list_approvals"])
def test_only_organizers_see_the_pairs(program: Program, leila: Enrollment, robert: Enrollment, name: str) -> None:
    begin_mentorship(program, [leila, robert], at=MONDAY)
    address = reverse(f"mentorships:{name}", args=[program.group.slug, program.pk])

    assert _as(cast.organizer(program.group)).get(address).status_code == 200
    for person in (leila.person, cast.person("Out"), cast.person("Op", is_operator=True)):
        response = _as(person).get(address)
        assert response.status_code in (403, 404)
        assert b"Robert" not in response.content


def test_an_organizer_sees_who_and_when_but_never_a_word(
    program: Program, leila: Enrollment, robert: Enrollment
) -> None:
    pair = begin_mentorship(program, [leila, robert], at=MONDAY)
    send_message(pair.space, leila.person, "A private word", at=MONDAY)
    client = _as(cast.organizer(program.group))
    address = reverse("mentorships:show_pair", args=[program.group.slug, program.pk, pair.pk])

    page = client.get(address).content.decode()

    assert "Robert" in page
    assert "Last active" in page
    assert "A private word" not in page
    assert _as(leila.person).get(address).status_code == 403


def test_pairs_who_found_each_other_wait_for_the_organizer() -> None:
    program = cast.program(cast.group(), pairing=Program.Pairing.APPROVED)
    leila, robert = cast.mentee(program), cast.mentor(program)
    asked = request_mentor(leila, robert, message="", at=MONDAY)
    accept_mentor_request(asked, at=MONDAY)
    where = [program.group.slug, program.pk]
    client = _as(cast.organizer(program.group))
    assert "Introduce them" in client.get(reverse("mentorships:list_approvals", args=where)).content.decode()

    assert _as(leila.person).post(
        reverse("mentorships:answer_approval", args=[*where, asked.pk]), {"answer": "yes"}
    ).status_code in (403, 404)
    client.post(reverse("mentorships:answer_approval", args=[*where, asked.pk]), {"answer": "yes"})

    assert Mentorship.objects.count() == 1


def test_five_mentors_are_suggested_with_reasons(program: Program, leila: Enrollment) -> None:
    for number in range(7):
        cast.mentor(program, cast.person(f"Mentor{number}"))
    full = cast.mentor(program, cast.person("Full"), capacity=1)
    begin_mentorship(program, [cast.mentee(program), full], at=MONDAY)
    address = reverse("mentorships:list_suggestions", args=[program.group.slug, program.pk])

    page = _as(leila.person).get(address).content.decode()

    assert page.count("can help with Interviews") == 5
    assert "Full" not in page
    assert _as(cast.person("Out")).get(address).status_code == 404


@pytest.mark.parametrize("page", ["list_pairs", "list_conversations", "list_requests", "list_suggestions"])
def test_a_long_list_takes_no_more_queries_than_a_short_one(program: Program, page: str) -> None:
    amara = cast.organizer(program.group)
    me = cast.mentor(program, cast.person("Me"), capacity=50)
    seeker = cast.mentee(program, amara)
    where = [program.group.slug, program.pk] if page in ("list_pairs", "list_suggestions") else []
    viewer = amara if page in ("list_pairs", "list_suggestions") else me.person

    def grow(number: int) -> None:
        for _ in range(number):
            other = cast.mentee(program)
            talk = say_hello(other, me, message="Hello", at=MONDAY)
            accept_hello(talk, at=MONDAY)
            request_mentor(other, me, message="", at=MONDAY)
            begin_mentorship(program, [cast.mentee(program), cast.mentor(program)], at=MONDAY)
            cast.mentor(program)

    def count() -> int:
        client = _as(viewer)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"mentorships:{page}", args=where)).status_code == 200
        return len(queries)

    grow(1)
    assert seeker.is_active
    count()
    short = count()
    grow(6)

    assert count() == short
