"""Kinds of notice about rounds and introductions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.domain.notifications.kinds.kind import Kind

KINDS = (
    Kind("round_proposed", _("Suggested pairs are ready"), by_mail=False),
    Kind("round_failed", _("Suggesting pairs did not work"), by_mail=False),
    Kind("round_introduced_itself", _("A scheduled round introduces people")),
    Kind("round_held_back", _("A scheduled round waits for you")),
    Kind("mentor_asked", _("Somebody waits for you as a mentor"), waits_for_morning=True),
    Kind("mentee_put_first", _("You are first in line"), waits_for_morning=True),
)
