"""Kinds of notice about accounts and sign-in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.domain.notifications.kinds.kind import Kind

KINDS: tuple[Kind, ...] = (
    # Never a notice: the letter that tells of several.
    Kind("digest", _("Several things in one letter"), waits_for_morning=True),
)
