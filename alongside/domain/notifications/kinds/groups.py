"""Kinds of notice about groups, membership and posts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.domain.notifications.kinds.kind import Kind

KINDS = (
    Kind("group_joined", _("You joined a group"), by_mail=False, can_be_switched_off=False),
    Kind("join_requested", _("Somebody asks to join a group you run"), waits_for_morning=True, comes_anyway=True),
    Kind("join_accepted", _("You were let into a group"), can_be_switched_off=False, comes_anyway=True),
    Kind("join_declined", _("A group could not let you in"), can_be_switched_off=False),
    Kind("made_organizer", _("You run a group now"), can_be_switched_off=False),
    Kind("made_moderator", _("You help look after a group now"), can_be_switched_off=False),
    Kind("post_answered", _("Somebody answered your post in a group"), waits_for_morning=True),
)
