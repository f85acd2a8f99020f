"""Kinds of notice about groups, membership and posts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.domain.notifications.kinds.kind import Kind

KINDS = (Kind("group_joined", _("You joined a group"), by_mail=False, can_be_switched_off=False),)
