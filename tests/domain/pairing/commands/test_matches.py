from __future__ import annotations

import pytest

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.pairing.commands.introducing import introduce_round
from alongside.domain.pairing.commands.matches import (
    BoardClosed,
    ChangedMeanwhile,
    HasMentorByNow,
    NoRoom,
    NotPossible,
    forbid_match,
    give_mentor,
    leave_out,
    put_back,
    save_ticks,
    swap_mentor,
    tick_band,
    tick_match,
)
from alongside.domain.pairing.commands.rounds import request_round, run_round
from alongside.domain.pairing.models import Match, NeverPair, Round
from alongside.domain.pairing.queries.choosing import exchanges_for
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from tests import cast
from tests.cast import MONDAY
from tests.domain.pairing.board import match_of, people, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group())


@pytest.fixture
def amara(program: Program) -> Person:
    return cast.organizer(program.group)


@pytest.fixture
def kofi(program: Program) -> Person:
    return cast.organizer(program.group, cast.person("Kofi"))


@pytest.fixture
def shown(program: Program) -> Round:
    people(program, mentees=4, mentors=4)
    return run(program)


def test_a_row_changed_by_somebody_else_meanwhile_is_refused_with_their_name(
    shown: Round, amara: Person, kofi: Person
) -> None:
    match = match_of(shown, "Mentee0")
    leave_out(match, by=kofi, at=MONDAY, edition=match.edition)

    with pytest.raises(ChangedMeanwhile) as refusal:
        tick_match(match, ticked=True, by=amara, at=MONDAY, edition=match.edition)

    assert "Kofi" in str(refusal.value)


def test_an_old_page_saves_its_ticks_without_undoing_what_somebody_else_did(
    shown: Round, amara: Person, kofi: Person
) -> None:
    seen = {match.pk: match.edition for match in Match.objects.filter(round=shown)}
    tick_match(match_of(shown, "Mentee0"), ticked=False, by=kofi, at=MONDAY)
    ticked = [match.pk for match in Match.objects.filter(round=shown) if match.mentee.person.first_name != "Mentee1"]
    ticked.append(match_of(shown, "Mentee0").pk)

    others = save_ticks(shown, seen, ticked, by=amara, at=MONDAY)

    assert [match.mentee.person.first_name for match in others] == ["Mentee0"]
    assert not match_of(shown, "Mentee0").ticked
    assert not match_of(shown, "Mentee1").ticked
    assert match_of(shown, "Mentee2").ticked


def test_a_whole_band_is_ticked_and_unticked_but_left_out_pairs_stay_out(shown: Round, amara: Person) -> None:
    leave_out(match_of(shown, "Mentee0"), by=amara, at=MONDAY)

    assert tick_band(shown, Match.Band.STRONG, ticked=False, by=amara, at=MONDAY) == 3
    assert tick_band(shown, Match.Band.STRONG, ticked=True, by=amara, at=MONDAY) == 3
    assert not match_of(shown, "Mentee0").ticked


def test_a_left_out_pair_comes_back_only_while_its_mentor_has_room(shown: Round, amara: Person) -> None:
    first, second = match_of(shown, "Mentee0"), match_of(shown, "Mentee1")
    leave_out(first, by=amara, at=MONDAY)
    swap_mentor(second, first.mentor, by=amara, at=MONDAY)

    with pytest.raises(NoRoom):
        put_back(first, by=amara, at=MONDAY)


def test_a_mentor_with_room_is_given_without_a_change_for_anybody_else(program: Program, amara: Person) -> None:
    people(program, mentees=2, mentors=2)
    free = cast.mentor(program, cast.person("Free"), topics=["Confidence"])
    shown = run(program)

    exchange = swap_mentor(match_of(shown, "Mentee0"), free, by=amara, at=MONDAY)

    assert exchange.other is None
    assert exchange.gain < 0
    assert match_of(shown, "Mentee0").mentor == free


def test_a_full_mentor_is_exchanged_with_the_one_it_costs_least(shown: Round, amara: Person) -> None:
    first, second = match_of(shown, "Mentee0"), match_of(shown, "Mentee1")

    exchange = swap_mentor(first, second.mentor, by=amara, at=MONDAY)

    assert exchange.other == second
    assert match_of(shown, "Mentee0").mentor == second.mentor
    assert match_of(shown, "Mentee1").mentor == first.mentor
    assert match_of(shown, "Mentee0").band == Match.Band.UNSURE


def test_three_other_mentors_are_offered_with_reasons_and_what_they_cost(shown: Round) -> None:
    exchanges = exchanges_for(match_of(shown, "Mentee0"), at=MONDAY)

    assert len(exchanges) == 3
    assert all(each.other is not None and each.fit.fit.reasons["both"] for each in exchanges)
    assert [each.gain for each in exchanges] == sorted((each.gain for each in exchanges), reverse=True)


def test_two_people_on_the_never_list_are_not_suggested_again(program: Program, shown: Round, amara: Person) -> None:
    match = match_of(shown, "Mentee0")

    forbid_match(match, by=amara, at=MONDAY)

    assert NeverPair.objects.filter(program=program).count() == 1
    again = run(program)
    assert not Match.objects.filter(round=again, mentee=match.mentee, mentor=match.mentor).exists()


def test_nothing_changes_on_a_board_that_was_introduced(shown: Round, amara: Person) -> None:
    match = match_of(shown, "Mentee0")
    introduce_round(shown, words="", by=amara, at=MONDAY)

    with pytest.raises(BoardClosed):
        tick_match(match, ticked=False, by=amara, at=MONDAY)
    with pytest.raises(BoardClosed):
        save_ticks(shown, {}, [], by=amara, at=MONDAY)


def _waiting(shown: Round) -> Enrollment:
    return Enrollment.objects.select_related("person").get(pk=shown.unmatched[0]["enrollment"])


def test_somebody_without_a_mentor_gets_one_by_hand_and_leaves_the_list(program: Program, amara: Person) -> None:
    people(program, mentees=3, mentors=2)
    shown = run(program)
    mentee, freed = _waiting(shown), match_of(shown, "Mentee0")
    leave_out(freed, by=amara, at=MONDAY)

    given = give_mentor(shown, mentee, freed.mentor, by=amara, at=MONDAY)

    shown.refresh_from_db()
    assert (given.ticked, given.change, shown.unmatched) == (True, Match.CHOSEN, [])
    with pytest.raises(HasMentorByNow):
        give_mentor(shown, mentee, freed.mentor, by=amara, at=MONDAY)
    with pytest.raises(NoRoom):
        put_back(freed, by=amara, at=MONDAY)


def test_hard_rules_hold_against_a_hand_too(program: Program, amara: Person) -> None:
    cast.mentee(program, languages=["fr"])
    robert = cast.mentor(program)
    shown = run(program)

    with pytest.raises(NotPossible):
        give_mentor(shown, _waiting(shown), robert, by=amara, at=MONDAY)

    assert not Match.objects.exists()


def test_a_full_mentor_is_not_given_to_one_more(program: Program, amara: Person) -> None:
    people(program, mentees=2, mentors=1)
    shown = run(program)

    with pytest.raises(NoRoom):
        give_mentor(shown, _waiting(shown), Match.objects.get().mentor, by=amara, at=MONDAY)


def test_a_mentor_chosen_by_hand_stays_in_the_next_suggestions(program: Program, amara: Person) -> None:
    people(program, mentees=2, mentors=2)
    weaker = cast.mentor(program, cast.person("Weaker"), topics=["Confidence"])
    swap_mentor(match_of(run(program), "Mentee0"), weaker, by=amara, at=MONDAY)

    asked = request_round(program, by=amara, at=MONDAY, steadiness=Round.Steadiness.FREE)
    run_round(asked, at=MONDAY)

    assert match_of(asked, "Mentee0").mentor == weaker


def test_two_organizers_who_choose_the_same_last_place_do_not_both_get_it(
    program: Program, amara: Person, kofi: Person
) -> None:
    people(program, mentees=4, mentors=2)
    shown = run(program)
    freed = match_of(shown, "Mentee0").mentor
    leave_out(match_of(shown, "Mentee0"), by=amara, at=MONDAY)
    first, second = (Enrollment.objects.get(pk=row["enrollment"]) for row in shown.unmatched)
    give_mentor(shown, first, freed, by=amara, at=MONDAY)

    with pytest.raises(NoRoom):
        give_mentor(shown, second, freed, by=kofi, at=MONDAY)


def test_a_board_that_a_newer_one_replaced_is_closed_not_broken(program: Program, shown: Round, amara: Person) -> None:
    match = match_of(shown, "Mentee0")
    run(program)
    Round.objects.filter(pk=shown.pk).delete()

    with pytest.raises(BoardClosed):
        tick_match(match, ticked=False, by=amara, at=MONDAY)
