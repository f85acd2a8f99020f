"""One row of the attention list, and who is on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Todo:
    """What, why, how many minutes, and the one prepared action. Reports have a queue of their own and no ``key``."""

    title: str
    why: str
    icon: str
    action: str
    href: str
    minutes: int
    kind: Literal["calm", "warn", "danger"] = "calm"
    primary: bool = False
    key: str = ""
    can_be_done: bool = True
    on_it: str = ""  # "Amara is on this since 10:02"
    is_mine: bool = False
    is_taken: bool = False
