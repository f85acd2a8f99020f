"""Kinds of notice about posts, comments, messages and files."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.domain.notifications.kinds.kind import Kind

KINDS: tuple[Kind, ...] = (
    Kind("message_sent", _("Somebody wrote to you"), waits_for_morning=True),
    Kind("post_shared", _("There is a new post in your space"), waits_for_morning=True),
    Kind("erasure_asked_for", _("Somebody asks to erase a space you shared"), waits_for_morning=True),
    Kind("comment_added", _("Somebody commented in your space"), waits_for_morning=True),
)
