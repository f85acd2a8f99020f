"""The demo's days: everything is told backwards from the Monday before today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta


@dataclass(frozen=True)
class Calendar:
    """Dates counted from now, so that the demo is always in the middle of its season."""

    now: datetime

    @property
    def monday(self) -> date:
        """This week's Monday."""
        today = self.now.date()
        return today - timedelta(days=today.weekday())

    def ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)

    def weeks_ago(self, weeks: int) -> date:
        """The Monday so many weeks before this week's."""
        return self.monday - timedelta(weeks=weeks)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A moment of a day, but never after now: the demo has no future."""
        return min(datetime.combine(day, time(hour, minute), tzinfo=UTC), self.now - timedelta(seconds=1))
