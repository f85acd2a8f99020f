"""What stands against two people, in facts an organizer may read."""

from __future__ import annotations

from datetime import date
from typing import Any

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.pairing.fit import hours_in_common
from alongside.domain.pairing.models import PairingRules


def obstacles(mentee: Enrollment, mentor: Enrollment, asked: PairingRules, on: date) -> list[dict[str, Any]]:
    """The hard rules these two break.

    A block, a household, an earlier pair and an organizer's never all read alike: the board does not say which.
    """
    found: list[dict[str, Any]] = []
    if asked.share_language and not _spoken(mentee) & _spoken(mentor):
        found.append({"code": "pair_shares_no_language", "facts": {}})
    if asked.least_hours and mentee.reach_times and mentor.reach_times:
        hours = hours_in_common(mentee, mentor, on)
        if hours < asked.least_hours:
            found.append({"code": "pair_too_little_time", "facts": {"hours": hours, "least": asked.least_hours}})
    if asked.keep_musts:
        if unmet := [wish for wish in mentee.required_preferences if wish not in mentor.traits]:
            found.append({"code": "pair_must_unmet", "facts": {"traits": unmet}})
        if unmet := [wish for wish in mentor.required_preferences if wish not in mentee.traits]:
            found.append({"code": "pair_must_unmet_by_mentee", "facts": {"traits": unmet}})
    return found or [{"code": "pair_kept_apart", "facts": {}}]


def _spoken(enrollment: Enrollment) -> set[str]:
    return set(enrollment.languages or [enrollment.person.language])
