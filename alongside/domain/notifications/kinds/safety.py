"""Kinds of notice about reports and what was decided."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.domain.notifications.kinds.kind import Kind

KINDS = (
    Kind("report_to_look_at", _("A report needs somebody to look"), can_be_switched_off=False, comes_anyway=True),
    Kind("report_overdue", _("A report has waited for three days"), can_be_switched_off=False, comes_anyway=True),
    Kind("report_received", _("We have your report"), by_mail=False, can_be_switched_off=False),
    Kind("report_handed_on", _("Your report went to the people who run this site"), can_be_switched_off=False),
    Kind("report_decided", _("There is an answer to your report"), can_be_switched_off=False, comes_anyway=True),
    Kind("decision_about_you", _("A decision about you"), can_be_switched_off=False, comes_anyway=True),
)
