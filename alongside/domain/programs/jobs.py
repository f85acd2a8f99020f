"""The worker's way in: launches to announce, programs whose day has come."""

from __future__ import annotations

from datetime import datetime

from alongside.domain.programs.commands.launches import announce_program, begin_program
from alongside.domain.programs.models import Program


def announce_due_launches(*, at: datetime) -> int:
    """Tell members of every launch that can no longer be undone, and say how many there were."""
    return sum(announce_program(program, at=at) for program in Program.objects.to_announce(at))


def begin_due_programs(*, at: datetime) -> int:
    """Move every program whose first day has come into its weeks."""
    due = Program.objects.filter(state=Program.State.OPEN, starts_on__lte=at.date())
    return sum(begin_program(program, today=at.date(), at=at) for program in due)
