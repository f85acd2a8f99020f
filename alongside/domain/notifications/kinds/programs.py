"""Kinds of notice about programs, their launch and their polls."""

from __future__ import annotations

from alongside.domain.notifications.kinds.kind import Kind

KINDS: tuple[Kind, ...] = ()
