"""Kinds of notice about programs, their launch and their polls."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.domain.notifications.kinds.kind import Kind

KINDS: tuple[Kind, ...] = (
    Kind("program_launched", _("A mentorship program opens in a group"), waits_for_morning=True),
    Kind("interest_asked", _("A group asks who would take part in a program"), waits_for_morning=True),
    Kind("interest_reminder", _("A group’s question is about to close"), waits_for_morning=True),
    Kind("program_moved", _("A program you signed up for has new dates"), can_be_switched_off=False),
    Kind("organizer_wrote", _("An organizer writes to you"), waits_for_morning=True, comes_anyway=True),
    Kind("program_closed", _("A program you signed up for has closed"), can_be_switched_off=False),
)
