from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.insights.commands.health import EarlyAfterQuiet, OutOfRange, set_health_rules
from alongside.domain.insights.queries.health import health_counts, with_health
from alongside.domain.insights.queries.pairs import current_pairs, pairs_now
from alongside.domain.programs.models import Program
from alongside.domain.spaces.commands.items import send_message
from tests.domain.insights.season import NOW, Season

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

DAYS = {"early_days": 7, "quiet_days": 10, "alone_days": 14, "meeting_days": 21}


def counts(season: Season) -> dict[str, int]:
    program = Program.objects.get(pk=season.program.pk)
    found = health_counts(with_health(current_pairs(program, at=NOW), program, at=NOW))
    return {health: count for health, count in found.items() if count}


def test_each_pair_counts_once_by_the_first_rule_that_fits() -> None:
    season = Season()
    season.talking()
    season.talking(at=NOW - timedelta(days=8), mentee="B", mentor="C")
    season.pair(mentee="Tom", mentor="Winston")
    season.pair(began_at=NOW - timedelta(days=3), mentee="D", mentor="E")
    season.asking()
    alone = season.pair(mentee="F", mentor="G")
    send_message(alone.space, season.mentee_of(alone), "Hello?", at=NOW - timedelta(days=1))

    assert counts(season) == {"active": 1, "on_track": 1, "check_in": 2, "early": 1, "quiet": 1}


def test_a_pair_that_talks_and_has_not_met_needs_a_check_in() -> None:
    season = Season()
    pair = season.talking()
    pair.journey.meetings.all().delete()

    assert counts(season) == {"check_in": 1}


def test_a_programs_own_rules_change_every_list_at_once() -> None:
    season = Season()
    season.talking(at=NOW - timedelta(days=6))
    assert counts(season) == {"active": 1}

    set_health_rules(season.program, **DAYS | {"quiet_days": 5, "early_days": 5})

    assert counts(season) == {"quiet": 1}
    assert pairs_now(Program.objects.get(pk=season.program.pk), at=NOW).quiet == 1


def test_rules_that_make_no_sense_are_refused() -> None:
    season = Season()
    with pytest.raises(OutOfRange):
        set_health_rules(season.program, **DAYS | {"quiet_days": 0})
    with pytest.raises(EarlyAfterQuiet):
        set_health_rules(season.program, **DAYS | {"early_days": 11})
