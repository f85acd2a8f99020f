"""What people announce about accounts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from alongside.domain.events.facts import Fact


@dataclass(frozen=True)
class SignInLinkRequested(Fact):
    """Somebody asked for a way in, with an address that may or may not be known."""

    link: UUID


@dataclass(frozen=True)
class PersonRegistered(Fact):
    person: UUID


@dataclass(frozen=True)
class PersonSignedIn(Fact):
    person: UUID


@dataclass(frozen=True)
class AdultDeclared(Fact):
    """The person said that they are 18 or older. No date of birth is kept."""

    person: UUID


@dataclass(frozen=True)
class OperatorAppointed(Fact):
    """Somebody may look after the whole site from now on."""

    person: UUID


@dataclass(frozen=True)
class PersonWelcomed(Fact):
    person: UUID


@dataclass(frozen=True)
class ProfileChanged(Fact):
    person: UUID


@dataclass(frozen=True)
class EmailChangeRequested(Fact):
    email_change: UUID


@dataclass(frozen=True)
class EmailChanged(Fact):
    email_change: UUID
    person: UUID


@dataclass(frozen=True)
class PasswordChanged(Fact):
    person: UUID


@dataclass(frozen=True)
class PersonSuspended(Fact):
    """Somebody may not sign in until it is lifted. Nothing of theirs is deleted."""

    person: UUID


@dataclass(frozen=True)
class PersonReinstated(Fact):
    person: UUID


@dataclass(frozen=True)
class SecondStepChanged(Fact):
    """A passkey, an app or recovery codes were added or removed; ``what`` is the library's word for it."""

    person: UUID
    what: str


@dataclass(frozen=True)
class DeviceSignedOut(Fact):
    """The person was signed out somewhere, from afar."""

    person: UUID


@dataclass(frozen=True)
class PersonErased(Fact):
    """The person deleted their account. Every app forgets what it keeps for them alone."""

    person: UUID
