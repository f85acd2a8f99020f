"""Kinds of notice about weekly steps, check-ins, goals and meetings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.domain.notifications.kinds.kind import Kind

KINDS: tuple[Kind, ...] = (
    Kind("step_opened", _("A new question opens"), waits_for_morning=True),
    Kind("step_reminded", _("A question waits for your answer"), waits_for_morning=True),
    Kind("answer_shared", _("Somebody answered the week’s question"), waits_for_morning=True),
    Kind("kick_off_reminded", _("Nobody has said hello yet"), waits_for_morning=True),
    Kind("quiet_reminded", _("It has been quiet for some days"), waits_for_morning=True),
    Kind("person_went_quiet", _("It has been quiet for two weeks"), waits_for_morning=True),
    Kind("pair_went_quiet", _("A pair in your program went quiet"), waits_for_morning=True),
    Kind("closing_ahead", _("Your weeks end soon"), waits_for_morning=True),
    Kind("extra_step_opened", _("A thought for the two of you"), waits_for_morning=True),
    Kind("hand_asked_for", _("Somebody in your program could use a hand"), waits_for_morning=True, comes_anyway=True),
    Kind("meeting_proposed", _("Times to meet are proposed"), waits_for_morning=True, comes_anyway=True),
    Kind("meeting_planned", _("A meeting is planned"), waits_for_morning=True, comes_anyway=True),
    Kind("meeting_coming", _("A meeting is coming up"), waits_for_morning=True, comes_anyway=True),
    Kind("meeting_canceled", _("A meeting is canceled"), comes_anyway=True),
    Kind("goal_met", _("You reached your goal"), waits_for_morning=True),
)
