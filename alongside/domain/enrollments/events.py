"""What this app announces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.domain.events.facts import Fact


@dataclass(frozen=True)
class SignUpStarted(Fact):
    """Somebody opened the first question."""

    enrollment_id: UUID
    program_id: UUID


@dataclass(frozen=True)
class SignedUp(Fact):
    """Somebody finished signing up. ``state`` says whether they are in, read first, or on the waiting list."""

    enrollment_id: UUID
    program_id: UUID
    state: str


@dataclass(frozen=True)
class EnrollmentChanged(Fact):
    """Somebody changed their answers or how many people they have room for."""

    enrollment_id: UUID
    program_id: UUID


@dataclass(frozen=True)
class EnrollmentPaused(Fact):
    """Somebody rests from being paired, perhaps until a day."""

    enrollment_id: UUID
    until: date | None


@dataclass(frozen=True)
class EnrollmentResumed(Fact):
    """A rest is over."""

    enrollment_id: UUID


@dataclass(frozen=True)
class EnrollmentLeft(Fact):
    """Somebody took their place back. Their pairs go on until they end them."""

    enrollment_id: UUID
    program_id: UUID


@dataclass(frozen=True)
class ApplicationAccepted(Fact):
    """An organizer let somebody in, from an application or from the waiting list."""

    enrollment_id: UUID
    program_id: UUID


@dataclass(frozen=True)
class ApplicationDeclined(Fact):
    """An organizer turned somebody down, kindly."""

    enrollment_id: UUID
    program_id: UUID


@dataclass(frozen=True)
class NextTimeWished(Fact):
    """Somebody came too late and wants to hear of the next program."""

    group_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class RosterUploaded(Fact):
    """A list of people was handed in."""

    import_id: UUID
    group_id: UUID


@dataclass(frozen=True)
class RosterImported(Fact):
    """A list of people was brought in, all of it."""

    import_id: UUID
    group_id: UUID


@dataclass(frozen=True)
class RosterPeopleAdded(Fact):
    """Some people of an imported list, to be told. A long list is announced in portions."""

    import_id: UUID
    people: tuple[UUID, ...]


@dataclass(frozen=True)
class InterestAsked(Fact):
    """Members are asked whether they would take part. A large group is asked in portions, ``after`` a person."""

    poll_id: UUID
    group_id: UUID
    reminding: bool = False
    after: UUID | None = None


@dataclass(frozen=True)
class InterestAnswered(Fact):
    """A member answered, or changed their answer."""

    poll_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class InterestPollClosed(Fact):
    """The poll was closed without a program."""

    poll_id: UUID


@dataclass(frozen=True)
class InterestTurnedIntoProgram(Fact):
    """The poll became the program; those who said yes are invited."""

    poll_id: UUID
    program_id: UUID
