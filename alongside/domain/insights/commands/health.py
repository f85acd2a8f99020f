"""Changing after how many days a program's pairs count as quiet, alone, or late to meet."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.insights.models import HealthRules
from alongside.domain.programs.models import Program
from alongside.kernel.refusal import Refusal

LONGEST = 90


class OutOfRange(Refusal):
    code = "health_days_out_of_range"
    text = _("Choose between 1 and 90 days.")


class EarlyAfterQuiet(Refusal):
    code = "early_after_quiet"
    text = _("A pair cannot be too young to tell for longer than it takes to be quiet.")


@transaction.atomic
def set_health_rules(
    program: Program, *, early_days: int, quiet_days: int, alone_days: int, meeting_days: int
) -> HealthRules:
    """Keep a program's rules. Every list and number follows at once. Raises OutOfRange or EarlyAfterQuiet."""
    days = {"early_days": early_days, "quiet_days": quiet_days, "alone_days": alone_days, "meeting_days": meeting_days}
    if not all(1 <= each <= LONGEST for each in days.values()):
        raise OutOfRange
    if early_days > quiet_days:
        raise EarlyAfterQuiet
    Program.objects.select_for_update(of=("self",)).get(pk=program.pk)
    return HealthRules.objects.update_or_create(program=program, defaults=days)[0]
