"""What each health of a pair is called, and the rule behind it with the program's own numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.domain.insights.queries import health
from alongside.policy.desk import PairRules

NAMES: Mapping[str, Any] = {
    health.ACTIVE: gettext_lazy("Active"),
    health.ON_TRACK: gettext_lazy("On track"),
    health.CHECK_IN: gettext_lazy("Needs a check-in"),
    health.EARLY: gettext_lazy("Too early to tell"),
    health.QUIET: gettext_lazy("Quiet"),
    health.PAUSED: gettext_lazy("On a break"),
}


def means(key: str, rules: PairRules) -> str:
    """The rule in one sentence."""
    sentences = {
        health.ACTIVE: _("Everybody in it did something in the last 7 days."),
        health.ON_TRACK: _("None of the other rules fits: they are in touch, though not everybody this week."),
        health.CHECK_IN: _(
            "Somebody asked for a hand. Or one of them did nothing for %(alone)d days. Or they have planned no meeting "
            "%(meeting)d days after the introduction."
        ),
        health.EARLY: _("Introduced less than %(early)d days ago."),
        health.QUIET: _("Nobody did anything for %(quiet)d days."),
        health.PAUSED: _("They chose to rest for a while. No rule counts meanwhile."),
    }
    facts = {
        "alone": rules.alone_days, "meeting": rules.meeting_days, "early": rules.early_days, "quiet": rules.quiet_days,
    }  # fmt: skip
    return sentences[key] % facts
