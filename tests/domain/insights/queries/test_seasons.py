from __future__ import annotations

import pytest

from alongside.domain.insights.queries import seasons
from alongside.domain.mentorships.commands.endings import complete_mentorship, end_mentorship
from alongside.domain.mentorships.commands.thanks import give_thanks
from tests.domain.insights.season import NOW, Season

pytestmark = pytest.mark.django_db


def test_a_season_counts_how_every_pair_ended_and_who_said_thanks() -> None:
    season = Season()
    met, walked, early = season.talking(), season.talking(mentee="Tom", mentor="Winston"), season.asking()
    give_thanks(met, season.mentee_of(met), words="Thank you", at=NOW)
    complete_mentorship(met, by=None, goal_met=True, at=NOW)
    complete_mentorship(walked, by=None, goal_met=False, at=NOW)
    end_mentorship(early, kind="early", by=None, at=NOW)

    came = seasons.season(season.program)

    assert (came.pairs, came.completed, came.early) == (3, 2, 1)
    assert (came.goals_met, came.with_goal) == (1, 1)
    assert (came.looked_back, came.people) == (1, 6)


def test_a_season_without_pairs_counts_nothing() -> None:
    assert seasons.season(Season().program).pairs == 0
