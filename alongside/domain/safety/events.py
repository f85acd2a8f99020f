"""What safety announces: ids only. Nothing here ever names who reported to whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from alongside.domain.events.facts import Fact


@dataclass(frozen=True)
class PersonBlocked(Fact):
    """A door was closed. What the two share ends neutrally; the blocked person is told of no block."""

    blocker: UUID
    blocked: UUID


@dataclass(frozen=True)
class PersonUnblocked(Fact):
    blocker: UUID
    blocked: UUID


@dataclass(frozen=True)
class ReportMade(Fact):
    """Somebody raised a concern; whoever it is for should look."""

    report: UUID


@dataclass(frozen=True)
class ReportHandedOn(Fact):
    """A report went to the people who run the site, from an organizer or on the reporter's wish."""

    report: UUID


@dataclass(frozen=True)
class ReportDecided(Fact):
    """Somebody looked and decided. ``decision`` holds what each side is told."""

    report: UUID
    decision: UUID


@dataclass(frozen=True)
class DecisionAppealed(Fact):
    """The person it is about asked somebody else to look again."""

    report: UUID
    decision: UUID


@dataclass(frozen=True)
class ReportOverdue(Fact):
    """Nobody has decided for three days; the people who run the site should know."""

    report: UUID


@dataclass(frozen=True)
class PairPauseAsked(Fact):
    """A mentorship must rest until somebody has looked: the report says under 18, or the decision says so."""

    mentorship: UUID
    report: UUID


@dataclass(frozen=True)
class PairPauseLifted(Fact):
    """Somebody has looked: the mentorship that rested for a report can go on."""

    mentorship: UUID
    report: UUID
    by: UUID
