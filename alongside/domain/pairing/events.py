"""What this app announces: rounds asked for, ready, introduced and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.domain.events.facts import Fact


@dataclass(frozen=True)
class RoundRequested(Fact):
    round: UUID
    program: UUID


@dataclass(frozen=True)
class RoundProposed(Fact):
    round: UUID
    program: UUID


@dataclass(frozen=True)
class RoundFailed(Fact):
    round: UUID
    program: UUID


@dataclass(frozen=True)
class RoundIntroduced(Fact):
    round: UUID
    program: UUID
    pairs: int


@dataclass(frozen=True)
class IntroductionsUndone(Fact):
    round: UUID
    program: UUID


@dataclass(frozen=True)
class MatchChanged(Fact):
    """An organizer changed a proposal; ``change`` says how."""

    match: UUID
    change: str


@dataclass(frozen=True)
class MenteePutFirst(Fact):
    """Somebody without a mentor was told that they are first in line."""

    enrollment: UUID


@dataclass(frozen=True)
class RoundIntroducedItself(Fact):
    """A scheduled round was good enough and introduces people unless an organizer takes it back."""

    round: UUID
    program: UUID
    pairs: int


@dataclass(frozen=True)
class RoundHeldBack(Fact):
    """A scheduled round was not good enough; it waits on the board."""

    round: UUID
    program: UUID


@dataclass(frozen=True)
class PairingRulesChanged(Fact):
    """An organizer changed what counts in a pair, or what no pair may break."""

    program: UUID


@dataclass(frozen=True)
class PeopleKeptApart(Fact):
    """An organizer said which household, team or manager somebody shares; the event does not say which."""

    enrollment: UUID


@dataclass(frozen=True)
class SilentMentorAsked(Fact):
    """A mentor somebody waits for did not look in for two weeks, and is asked kindly."""

    enrollment: UUID
    asked_at: datetime
