"""What is different from the round before, as counts an organizer reads in one glance."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.pairing.models import Match, Round
from alongside.domain.pairing.proposing import Proposal

Stored = dict[str, Any]


def differences(before: Round | None, now: Proposal) -> list[Stored]:
    """The changes from ``before``; nothing when there was no round before."""
    if before is None:
        return []
    old = set(Match.objects.filter(round=before).values_list("mentee_id", "mentor_id"))
    new = {(match.mentee_id, match.mentor_id) for match in now.matches}
    waited = {UUID(row["enrollment"]) for row in before.unmatched}
    known = waited | {mentee for mentee, _ in old}
    wait = {UUID(row["enrollment"]) for row in now.unmatched}
    here = set(now.field.mentees)
    gone = Enrollment.objects.filter(pk__in=known - here, state__in=["left", "paused"]).count() if known - here else 0
    counts = {
        "same_pairs": ("pairs", len(old & new)),
        "new_pairs": ("pairs", len(new - old)),
        "gone_pairs": ("pairs", len(old - new)),
        "newly_placed": ("people", len(waited & {mentee for mentee, _ in new})),
        "newly_unplaced": ("people", len({mentee for mentee, _ in old} & wait)),
        "joined": ("people", len(here - known)),
        "left": ("people", gone),
    }
    if old == new and not here - known:
        return [{"code": "nothing_changed", "facts": {}}]
    return [{"code": code, "facts": {name: count}} for code, (name, count) in counts.items() if count]
