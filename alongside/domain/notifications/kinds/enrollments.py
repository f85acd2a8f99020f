"""Kinds of notice about signing up and applying."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.domain.notifications.kinds.kind import Kind

KINDS: tuple[Kind, ...] = (
    Kind("signed_up", _("You signed up for a program"), can_be_switched_off=False),
    Kind("application_waits", _("Somebody waits for a place"), waits_for_morning=True, comes_anyway=True),
    Kind("application_accepted", _("You have a place in a program"), can_be_switched_off=False),
    Kind("application_declined", _("A program has no place for you this time"), can_be_switched_off=False),
    Kind("roster_added", _("An organizer added you to a program"), can_be_switched_off=False),
)
