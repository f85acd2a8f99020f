"""Kinds of notice about posts, comments, messages and files."""

from __future__ import annotations

from alongside.domain.notifications.kinds.kind import Kind

KINDS: tuple[Kind, ...] = ()
