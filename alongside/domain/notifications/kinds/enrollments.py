"""Kinds of notice about signing up and applying."""

from __future__ import annotations

from alongside.domain.notifications.kinds.kind import Kind

KINDS: tuple[Kind, ...] = ()
