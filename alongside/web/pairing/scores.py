"""Least scores to choose from, each with how many of the pairs on the board reach it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.domain.pairing.queries.board import scores_reaching
from alongside.policy import pairing

MARKS = (0.3, 0.5, 0.6, 0.7, 0.8)


def score_choices(board: pairing.Board, *, nothing: str) -> list[tuple[str, str]]:
    """``nothing`` for no least score, then the marks; the counts are those of the newest suggestions."""
    reaching, every = scores_reaching(board.shown, MARKS) if board.shown else ([0] * len(MARKS), 0)
    return [
        ("0.0", nothing),
        *((str(mark), _label(mark, count, every)) for mark, count in zip(MARKS, reaching, strict=True)),
    ]


def _label(mark: float, count: int, every: int) -> str:
    if not every:
        return _("At least %(mark).1f") % {"mark": mark}
    says = ngettext(
        "At least %(mark).1f: %(count)d of %(every)d pair reaches it now",
        "At least %(mark).1f: %(count)d of %(every)d pairs reach it now",
        every,
    )
    return says % {"mark": mark, "count": count, "every": every}
