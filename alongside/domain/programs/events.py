"""What this app announces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.domain.events.facts import Fact


@dataclass(frozen=True)
class ProgramDrafted(Fact):
    """An organizer began to prepare a program."""

    program_id: UUID
    group_id: UUID


@dataclass(frozen=True)
class ProgramDiscarded(Fact):
    """A draft was thrown away; its row is gone."""

    program_id: UUID
    group_id: UUID


@dataclass(frozen=True)
class ProgramChanged(Fact):
    """An organizer changed settings. ``tell`` when those who signed up should hear of it."""

    program_id: UUID
    changed: tuple[str, ...]
    tell: bool


@dataclass(frozen=True)
class ProgramLaunched(Fact):
    """Sign-up opened. Members are told by ``ProgramAnnounced``, once the launch can no longer be undone."""

    program_id: UUID
    group_id: UUID


@dataclass(frozen=True)
class ProgramLaunchUndone(Fact):
    """The launch was taken back within ten minutes; nobody was told of it."""

    program_id: UUID
    group_id: UUID


@dataclass(frozen=True)
class ProgramAnnounced(Fact):
    """It is time to tell members of the launch: ``everyone``, or only those who asked to hear of the next program.

    A large group is told in portions, each announced with the person ``after`` whom it goes on.
    """

    program_id: UUID
    group_id: UUID
    launched_at: datetime
    everyone: bool
    after: UUID | None = None


@dataclass(frozen=True)
class ProgramBegan(Fact):
    """The day the weeks begin has come."""

    program_id: UUID


@dataclass(frozen=True)
class ProgramCopied(Fact):
    """A new draft was made from a program."""

    program_id: UUID
    from_program_id: UUID


@dataclass(frozen=True)
class ProgramArchived(Fact):
    """No new sign-ups; pairs go on."""

    program_id: UUID


@dataclass(frozen=True)
class ProgramReopened(Fact):
    """An archived program takes sign-ups again."""

    program_id: UUID


@dataclass(frozen=True)
class ProgramClosed(Fact):
    """The program was wound down; every pair still walking is to be ended kindly."""

    program_id: UUID
    group_id: UUID


@dataclass(frozen=True)
class StepsChanged(Fact):
    """The weekly steps of a program were edited, moved, added, removed or reset."""

    program_id: UUID


@dataclass(frozen=True)
class QuestionsChanged(Fact):
    """The organizer's own questions were changed."""

    program_id: UUID


@dataclass(frozen=True)
class ExtraStepsChanged(Fact):
    """The steps that wait for an occasion were edited, added or removed."""

    program_id: UUID


@dataclass(frozen=True)
class NudgeRulesChanged(Fact):
    """When people are nudged was changed; what waits is to be planned anew."""

    program_id: UUID
    keys: tuple[str, ...]
