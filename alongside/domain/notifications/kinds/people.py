"""Kinds of notice about accounts and sign-in."""

from __future__ import annotations

from alongside.domain.notifications.kinds.kind import Kind

KINDS: tuple[Kind, ...] = ()
