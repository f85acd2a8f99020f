"""Changing when people are nudged, also while pairs are on their way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.people.models import Person
from alongside.domain.programs.events import NudgeRulesChanged
from alongside.domain.programs.models import NudgeRule, Program
from alongside.domain.programs.program_templates import Nudges
from alongside.domain.programs.rulebook import STAGES, Rule, rulebook_of, rules_from
from alongside.kernel.refusal import Refusal

LONGEST = 90
_EVER = (NudgeRule.Then.REST, NudgeRule.Then.END)


class OddNumberOfDays(Refusal):
    code = "odd_number_of_days"
    text = _("Choose from 1 to 90 days.")


class StagesOutOfOrder(Refusal):
    code = "stages_out_of_order"
    text = _("Each stage of silence needs more days than the one before it.")


class ReminderAfterNextQuestion(Refusal):
    code = "reminder_after_next_question"
    text = _("The reminder has to come before the next question: choose from 1 to 6 days.")


class ExpiresBeforeReminder(Refusal):
    code = "expires_before_reminder"
    text = _("A request has to run out later than its reminder.")


class NothingAfterRest(Refusal):
    code = "nothing_after_rest"
    text = _("Nothing can come after a break or an end. Let it be the last stage.")


def first_rules(program: Program, nudges: Nudges) -> None:
    """Give a new program the rules of its template."""
    NudgeRule.objects.bulk_create(
        NudgeRule(
            program=program, key=rule.key, is_on=rule.is_on, days=rule.days, weekday=rule.weekday, wall=rule.wall,
            then=rule.then,
        )
        for rule in rules_from(nudges).values()
    )  # fmt: skip


@transaction.atomic
def change_rules(program: Program, *, rules: Mapping[str, Rule], by: Person, at: datetime) -> bool:
    """Keep new rules; say whether any is new. Questions that were opened stay opened, and what was sent stays sent.

    Raises OddNumberOfDays, StagesOutOfOrder, ReminderAfterNextQuestion, ExpiresBeforeReminder or NothingAfterRest.
    Records NudgeRulesChanged.
    """
    program = Program.objects.select_for_update().get(pk=program.pk)
    before = rulebook_of(program.pk).rules
    wanted = {**before, **rules}
    _refuse_odd(wanted)
    changed = [key for key in wanted if wanted[key] != before[key]]
    for key in changed:
        rule = wanted[key]
        values = {"is_on": rule.is_on, "days": rule.days, "weekday": rule.weekday, "wall": rule.wall, "then": rule.then}
        NudgeRule.objects.update_or_create(program=program, key=key, defaults=values)
    if changed:
        record(NudgeRulesChanged(program.pk, tuple(changed)), actor=by.pk, at=at)
    return bool(changed)


def _refuse_odd(rules: Mapping[str, Rule]) -> None:
    key = NudgeRule.Key
    on = {name: rule for name, rule in rules.items() if rule.is_on and name != key.QUESTION_OPENS}
    if any(not 1 <= rule.days <= LONGEST for rule in on.values()):
        raise OddNumberOfDays
    if key.QUESTION_REMINDER in on and on[key.QUESTION_REMINDER].days > 6:
        raise ReminderAfterNextQuestion
    stages = [on[stage] for stage in STAGES if stage in on]
    if any(earlier.days >= later.days for earlier, later in pairwise(stages)):
        raise StagesOutOfOrder
    if any(stage.then in _EVER for stage in stages[:-1]):
        raise NothingAfterRest
    reminder, expiry = on.get(key.REQUEST_REMINDER), on.get(key.REQUEST_EXPIRY)
    if reminder and expiry and reminder.days >= expiry.days:
        raise ExpiresBeforeReminder
