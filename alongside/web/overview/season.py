"""The overview of a program that is over: what the season came to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.domain.insights.queries import numbers, seasons
from alongside.domain.insights.queries.activity import standing_at
from alongside.policy import desk as policy
from alongside.policy.insights import ManagedProgram
from alongside.policy.programs import Seat
from alongside.web.components.charts import Answer
from alongside.web.components.times import full_day
from alongside.web.overview import acts, charts, meanings, todos

_WORDS_SHOWN = 3


def came_of_it(seat: Seat, program: ManagedProgram, base: str, now: datetime) -> dict[str, Any]:
    """What a finished program's overview shows."""
    season, words = seasons.season(program), seasons.words_to_show(program)
    standing, days = standing_at(program, now), numbers.history(program, at=now)
    lines, line_marks = charts.relationships(standing, days, at=now)
    desk, left = policy.desk_of(seat, program, at=now), policy.words_left(program, at=now)
    rows = todos.todos_of_the_past(seat, base, desk, left)
    return {
        "todos": rows,
        "lately": acts.lately_said(seat, program, at=now),
        "spent": policy.minutes_spent(seat, program, at=now),
        "headline": todos.headline(seat.person.first_name, rows) if rows else _("This season is over"),
        "subline": _subline(program, season),
        "season": season,
        "stats": _stats(season),
        "endings": _endings(season),
        "words": words[:_WORDS_SHOWN],
        "words_count": numbers.testimonials(program),
        "lines": lines,
        "line_marks": line_marks,
    }


def _subline(program: ManagedProgram, season: seasons.Season) -> str:
    """From when to when, and how many walked."""
    walked = ngettext("%(count)d pair walked together.", "%(count)d pairs walked together.", season.pairs) % {
        "count": season.pairs
    }
    if not (program.starts_on and program.closed_at):
        return walked
    days = {"first": full_day(program.starts_on), "last": full_day(program.closed_at)}
    return _("{days} {pairs}").format(days=_("From {first} to {last}.").format(**days), pairs=walked)


def _stats(season: seasons.Season) -> Sequence[charts.Stat]:
    """Four numbers to tell others: each says what it counts."""
    together = {"part": season.completed, "whole": season.pairs}
    goals = {"part": season.goals_met, "whole": season.with_goal}
    thanks = {"part": season.looked_back, "whole": season.people}
    return [
        charts.Stat(
            _("Pairs that finished well"),
            _("%(part)d of %(whole)d") % together,
            _("Walked all weeks or met their goal"),
            (),
            str(meanings.COMPLETION),
        ),
        charts.Stat(
            _("Weeks lived together"),
            str(season.weeks),
            ngettext("%(count)d answer shared", "%(count)d answers shared", season.answers) % {"count": season.answers},
            (),
            str(meanings.WEEKS_LIVED),
        ),
        charts.Stat(
            _("Goals reached"),
            _("%(part)d of %(whole)d") % goals,
            ngettext("%(count)d meeting held", "%(count)d meetings held", season.meetings) % {"count": season.meetings},
            (),
            str(meanings.SEASON_GOALS),
        ),
        charts.Stat(
            _("People who said thanks"),
            _("%(part)d of %(whole)d") % thanks,
            _("When they looked back together"),
            (),
            str(meanings.LOOKED_BACK),
        ),
    ]


def _endings(season: seasons.Season) -> list[Answer]:
    """How the pairs came to their end."""
    return [
        Answer(_("All weeks walked"), season.walked),
        Answer(_("Goal met"), season.goal_met),
        Answer(_("Ended earlier"), season.early, "none"),
    ]
