"""Kinds of notice about weekly steps, check-ins, goals and meetings."""

from __future__ import annotations

from alongside.domain.notifications.kinds.kind import Kind

KINDS: tuple[Kind, ...] = ()
