"""The worker's way in: forget sessions that are over."""

from __future__ import annotations

from datetime import datetime

from alongside.domain.people.commands import devices


def forget_old_devices(at: datetime) -> int:
    """Forget sessions that are over, and the devices they were on."""
    return devices.forget_old_devices(at=at)
