"""What each objective means and what it would bring these people, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.policy import pairing

# Below so much of the best there is, a difference is worth a word, or a stronger one.
_SAME, _CLOSE = 0.995, 0.9
_HINTS: dict[str, str | Promise] = {
    "most": gettext_lazy("The usual choice. Some get a weaker fit so that others need not wait."),
    "total": gettext_lazy("Weaker pairs may wait when that makes everyone together fit better."),
    "fair": gettext_lazy("The weakest fit becomes as good as it can be. Some of the best fits are given up for it."),
    "stable": gettext_lazy("Nobody could find a mentor who would rather have them, too. The weakest fits may suffer."),
}


@dataclass(frozen=True)
class Aim:
    """One objective to choose, what it trades, and what it would bring here; ``brings`` is empty until it is known."""

    key: str
    label: str | Promise
    hint: str | Promise
    brings: str


def aims(shown: pairing.Shown | None) -> list[Aim]:
    """Every objective, with what the engine found it would bring the people of ``shown``."""
    trades = {each["objective"]: each for each in (shown.trades if shown else ())}
    return [
        Aim(key, label, _HINTS[key], _brings(trades[key], list(trades.values())) if key in trades else "")
        for key, label in pairing.OBJECTIVES
    ]


def _brings(trade: dict[str, Any], every: Sequence[dict[str, Any]]) -> str:
    people = ngettext("%(count)d person gets a mentor.", "%(count)d people get a mentor.", trade["people"])
    together = _measure(trade["total"], max(each["total"] for each in every))
    worst = _measure(trade["worst"], max(each["worst"] for each in every))
    return " ".join(
        (
            people % {"count": trade["people"]},
            (
                _("Together the fits are as good as can be."),
                _("Together the fits are a little weaker."),
                _("Together the fits are clearly weaker."),
            )[together],
            (
                _("The weakest fit is as good as can be."),
                _("The weakest fit is a little weaker than it could be."),
                _("The weakest fit is clearly weaker than it could be."),
            )[worst],
        )
    )


def _measure(value: float, best: float) -> int:
    share = value / best if best > 0 else 1.0
    return 0 if share >= _SAME else 1 if share >= _CLOSE else 2
