"""Cards are for the group, as far as people let the group read them."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.programs.models import Program
from alongside.domain.safety.models import Block
from alongside.policy import enrollments as policy
from alongside.policy import programs
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group())


def seat_of(person: object, program: Program) -> programs.Seat:
    return programs.seat_in(person, program.group.slug)  # type: ignore[arg-type]


def names(seat: programs.Seat, program: Program) -> set[str]:
    return {card.person.first_name for card in policy.visible_to(seat, program)}


def test_a_member_reads_a_card_and_an_outsider_does_not(program: Program) -> None:
    card, member, outsider = cast.mentor(program), cast.member(program.group), cast.person("Otto")

    assert policy.to_read_card(member, program.group.slug, program.pk, card.pk)[1] == card
    with pytest.raises(Http404):
        policy.to_read_card(outsider, program.group.slug, program.pk, card.pk)


def test_a_block_hides_the_card_both_ways(program: Program) -> None:
    robert, leila = cast.mentor(program), cast.mentee(program)
    assert "Robert" in names(seat_of(leila.person, program), program)

    Block.objects.create(blocker=robert.person, blocked=leila.person, made_at=MONDAY)

    assert "Robert" not in names(seat_of(leila.person, program), program)
    assert "Leila" not in names(seat_of(robert.person, program), program)
    with pytest.raises(Http404):
        policy.to_read_card(leila.person, program.group.slug, program.pk, robert.pk)


@pytest.mark.parametrize("state", ["draft", "applied", "paused", "left", "turned_down", "waiting"])
def test_only_people_one_could_be_paired_with_are_shown(program: Program, state: str) -> None:
    cast.mentor(program, state=state)

    assert names(seat_of(cast.member(program.group), program), program) == set()


def test_somebody_who_has_not_declared_to_be_grown_up_is_not_shown(program: Program) -> None:
    cast.mentor(program, cast.person("Kim", adult_declared_at=None))

    assert names(seat_of(cast.member(program.group), program), program) == set()


def test_in_a_sensitive_program_only_those_who_opened_their_card_are_shown_to_members() -> None:
    program = cast.program(cast.group(), is_sensitive=True)
    cast.mentee(program, cast.person("Hidden"))
    cast.mentee(program, cast.person("Open"), audiences={"help": "group"})
    organizer, member = cast.organizer(program.group), cast.member(program.group)

    assert names(seat_of(member, program), program) == {"Open"}
    assert names(seat_of(organizer, program), program) == {"Hidden", "Open"}


def test_an_answer_for_the_organizer_is_read_by_the_organizer_and_its_author(program: Program) -> None:
    card = cast.mentor(program, audiences={"about": "organizer"})
    organizer, member = cast.organizer(program.group), cast.member(program.group)

    assert policy.may_read(seat_of(organizer, program), card, "about")
    assert policy.may_read(seat_of(card.person, program), card, "about")
    assert not policy.may_read(seat_of(member, program), card, "about")
    assert policy.may_read(seat_of(member, program), card, "help")


def test_people_are_found_by_name_and_by_what_they_wrote(program: Program) -> None:
    cast.mentor(program, cast.person("Robert"), search_words="interviews tomatoes")
    cast.mentor(program, cast.person("Priya"), search_words="interviews bakes")
    cards = policy.visible_to(seat_of(cast.member(program.group), program), program)

    def found(words: str, topic: str = "") -> set[str]:
        return {card.person.first_name for card in policy.found(cards, role="mentor", words=words, topic=topic)}

    assert found("rob") == {"Robert"}
    assert found("Tomatoes interviews") == {"Robert"}
    assert found("", topic="Interviews") == {"Robert", "Priya"}
    assert found("nobody") == set()


def test_only_the_person_writes_in_their_sign_up(program: Program) -> None:
    card, other = cast.mentee(program), cast.member(program.group)

    assert policy.to_answer(card.person, program.group.slug, program.pk, "mentee")[1] == card
    with pytest.raises(Http404):
        policy.to_answer(other, program.group.slug, program.pk, "mentee")


def test_only_organizers_read_and_decide_applications(program: Program) -> None:
    waiting = cast.mentee(program, state=Enrollment.State.APPLIED)
    organizer, member = cast.organizer(program.group), cast.member(program.group)
    elsewhere = cast.organizer(cast.group("Elsewhere"))

    assert list(policy.applications(seat_of(organizer, program), program)) == [waiting]
    assert list(policy.applications(seat_of(member, program), program)) == []
    assert policy.to_decide(organizer, program.group.slug, program.pk, waiting.pk)[1] == waiting
    with pytest.raises(PermissionDenied):
        policy.to_decide(member, program.group.slug, program.pk, waiting.pk)
    with pytest.raises(Http404):
        policy.to_decide(elsewhere, program.group.slug, program.pk, waiting.pk)


def test_a_mentor_with_one_place_left_says_so(program: Program) -> None:
    card = cast.mentor(program, capacity=1)

    assert policy.places_left(program, [card]) == {card.pk: 1}


def test_one_says_hello_to_the_other_side_of_a_place_one_has(program: Program) -> None:
    mentee = cast.mentee(program)

    assert policy.may_greet(program, [mentee]) == {"mentor"}
    assert policy.may_greet(program, []) == set()
    mentee.state = "paused"
    assert policy.may_greet(program, [mentee]) == set()
    program.pairing = "organizer"
    mentee.state = "enrolled"
    assert policy.may_greet(program, [mentee]) == set()
