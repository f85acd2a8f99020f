"""Kinds of notice about requests, pairs and their endings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.domain.notifications.kinds.kind import Kind

KINDS = (
    Kind("hello_said", _("Somebody said hello"), waits_for_morning=True, comes_anyway=True),
    Kind("hello_accepted", _("Somebody wants to talk with you"), waits_for_morning=True),
    Kind("hello_declined", _("Somebody cannot talk right now"), waits_for_morning=True),
    Kind("mentor_requested", _("Somebody asked you to be a pair"), waits_for_morning=True, comes_anyway=True),
    Kind("mentor_request_due", _("A request still waits for you"), waits_for_morning=True),
    Kind("mentor_request_accepted", _("Your request was accepted"), waits_for_morning=True),
    Kind("mentor_request_declined", _("Your request was answered"), waits_for_morning=True),
    Kind("mentor_request_expired", _("Your request ran out"), waits_for_morning=True),
    Kind("mentor_request_turned_down", _("The organizer answered about a pair"), waits_for_morning=True),
    Kind("mentorship_began", _("You were introduced"), can_be_switched_off=False, comes_anyway=True),
    Kind("mentorship_paused", _("Your mentorship takes a break"), waits_for_morning=True),
    Kind("mentorship_held", _("Your mentorship rests"), waits_for_morning=True),
    Kind("mentorship_resumed", _("Your mentorship goes on"), waits_for_morning=True),
    Kind("mentorship_extended", _("Your mentorship has more time"), waits_for_morning=True),
    Kind("mentorship_completed", _("Your mentorship is finished"), waits_for_morning=True, comes_anyway=True),
    Kind("circle_began", _("You are in a circle"), can_be_switched_off=False),
    Kind("mentorship_ended", _("Your mentorship has ended"), waits_for_morning=True, can_be_switched_off=False),
    Kind("thanks_given", _("Somebody thanked you"), waits_for_morning=True),
)
