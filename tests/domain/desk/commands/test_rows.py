from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from alongside.domain.desk.commands import letters, rows
from alongside.domain.desk.models import Mark
from alongside.domain.desk.queries.lists import lately, left
from alongside.domain.insights.queries.attention import RULES
from alongside.domain.journeys.models import CheckIn
from alongside.domain.notifications.commands.organizer_letters import NobodyToWriteTo
from tests import cast
from tests.domain.insights.season import NOW, Season

pytestmark = pytest.mark.django_db

QUIET = RULES["quiet"]


@pytest.fixture
def season() -> Season:
    return Season()


def found(season: Season, rule: str = "quiet", *, at=NOW) -> list[UUID]:
    return list(left(RULES[rule], season.program, at=at).values_list("pk", flat=True))


def settle(season: Season, *, by=None, until=None, at=NOW):
    subjects = found(season, at=at)
    return rows.settle_row(season.program, "quiet", QUIET, subjects, by or season.amara, until=until, at=at)


def test_what_is_done_is_off_the_list_and_a_pair_that_goes_quiet_later_is_on_it(season: Season) -> None:
    season.pair()
    settle(season)
    assert found(season) == []

    later = season.pair(mentee="Tom", mentor="Winston")

    assert found(season) == [later.pk]


def test_a_pair_that_is_still_quiet_when_the_rule_has_slept_is_found_again(season: Season) -> None:
    pair = season.pair()
    settle(season)

    assert found(season, at=NOW + QUIET.sleeps - timedelta(minutes=1)) == []
    assert found(season, at=NOW + QUIET.sleeps) == [pair.pk]
    settle(season, at=NOW + QUIET.sleeps)
    assert found(season, at=NOW + QUIET.sleeps) == []


def test_what_is_put_off_comes_back_on_its_day_and_never_later_than_a_month(season: Season) -> None:
    season.pair()
    settle(season, until=NOW + timedelta(days=400))

    assert found(season, at=NOW + timedelta(days=30)) == []
    assert len(found(season, at=NOW + timedelta(days=32))) == 1


def test_undo_puts_everything_of_one_act_back(season: Season) -> None:
    season.pair()
    batch = settle(season)

    assert rows.take_back(season.program, batch) == 1

    assert len(found(season)) == 1
    with pytest.raises(rows.TooLateToUndo):
        rows.take_back(season.program, batch)


def test_a_hand_that_was_looked_after_and_taken_back_asks_again(season: Season) -> None:
    season.asking()
    (asking,) = found(season, "hand")
    batch = rows.settle_row(season.program, f"hand:{asking}", RULES["hand"], [asking], season.amara, until=None, at=NOW)
    assert CheckIn.objects.get().settled_at == NOW

    rows.take_back(season.program, batch)

    assert CheckIn.objects.get().settled_at is None
    assert found(season, "hand") == [asking]


def test_two_organizers_are_not_on_the_same_row_unless_one_takes_it_over(season: Season) -> None:
    season.pair()
    ben = cast.organizer(season.group, cast.person("Ben"))
    rows.take_row(season.program, "quiet", season.amara, at=NOW)

    with pytest.raises(rows.TakenBySomebody, match="Amara is on this"):
        rows.take_row(season.program, "quiet", ben, at=NOW + timedelta(minutes=5))
    with pytest.raises(rows.TakenBySomebody):
        settle(season, by=ben, at=NOW + timedelta(minutes=5))

    rows.take_row(season.program, "quiet", ben, takes_over=True, at=NOW + timedelta(minutes=5))
    settle(season, by=ben, at=NOW + timedelta(minutes=6))
    assert Mark.objects.get().marked_by == ben


def test_whoever_took_a_row_and_went_away_holds_nobody_up(season: Season) -> None:
    season.pair()
    ben = cast.organizer(season.group, cast.person("Ben"))
    rows.take_row(season.program, "quiet", season.amara, at=NOW)

    rows.take_row(season.program, "quiet", ben, at=NOW + timedelta(minutes=31))


def test_the_second_of_two_letters_to_the_same_quiet_pairs_is_refused(season: Season) -> None:
    pair = season.pair()
    people = [part.person_id for part in pair.participants.all()]
    ben = cast.organizer(season.group, cast.person("Ben"))
    letter = {"audience": "quiet", "recipients": people, "subjects": [pair.pk], "words": "Hello", "at": NOW}
    letters.write_from_desk(season.program, season.amara, **letter)

    with pytest.raises(NobodyToWriteTo):
        letters.write_from_desk(season.program, ben, **letter)


def test_a_letter_taken_back_puts_its_pairs_back_on_the_list(season: Season) -> None:
    pair = season.pair()
    people = [part.person_id for part in pair.participants.all()]
    letter = letters.write_from_desk(
        season.program, season.amara, audience="quiet", recipients=people, subjects=[pair.pk], words="Hello", at=NOW
    )
    assert found(season) == []

    letters.take_back_letter(letter, at=NOW + timedelta(minutes=9))

    assert found(season) == [pair.pk]


def test_another_organizers_letter_to_everyone_within_an_hour_is_said_before_a_second_goes_out(season: Season) -> None:
    pair = season.pair()
    people = [part.person_id for part in pair.participants.all()]
    ben = cast.organizer(season.group, cast.person("Ben"))
    to_all = {"audience": "everyone", "recipients": people, "words": "Hello", "at": NOW}
    letters.write_from_desk(season.program, season.amara, **to_all)

    with pytest.raises(letters.AnotherWroteThem, match="Amara"):
        letters.write_from_desk(season.program, ben, **to_all)
    assert letters.write_from_desk(season.program, ben, as_well=True, **to_all)


def test_the_others_see_what_was_done_by_whom(season: Season) -> None:
    season.pair()
    season.pair(mentee="Tom", mentor="Winston")
    settle(season)

    (act,) = lately(season.program, at=NOW)

    assert (act.rule, act.kind, act.count, act.by) == ("quiet", "done", 2, "Amara")
