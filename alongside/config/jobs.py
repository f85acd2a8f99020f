"""Everything the worker does, with the pause between two looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.config.reactions import REACTIONS
from alongside.domain.events import jobs as events


@dataclass(frozen=True)
class Job:
    """One kind of work: ``run`` finds what is due at a moment and does it, safe to repeat."""

    name: str
    run: Callable[[datetime], object]
    every: timedelta = timedelta(seconds=1)


JOBS: tuple[Job, ...] = (Job("hand_on_waiting_events", lambda at: events.hand_on_waiting_events(REACTIONS, at=at)),)
