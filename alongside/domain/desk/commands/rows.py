"""Taking a row of the list, saying it is done, putting it off, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.desk.models import Claim, Mark
from alongside.domain.insights.queries.attention import RULES, Rule
from alongside.domain.journeys.commands.check_ins import settle_check_in, unsettle_check_in
from alongside.domain.journeys.models import CheckIn
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.kernel.refusal import Refusal

PUT_OFF_AT_MOST = timedelta(days=31)


class TakenBySomebody(Refusal):
    code = "taken_by_somebody"
    text = _("%(name)s is on this now. Take it over if you have talked about it.")


class NothingLeft(Refusal):
    code = "nothing_left"
    text = _("This is looked after already. Somebody may have been quicker.")


class TooLateToUndo(Refusal):
    code = "too_late_to_undo"
    text = _("There is nothing left to take back.")


@transaction.atomic
def take_row(program: Program, row: str, by: Person, *, takes_over: bool = False, at: datetime) -> Claim:
    """Be on one row, so that others see it. Raises TakenBySomebody unless one ``takes_over``."""
    hold_desk(program)
    claim = Claim.objects.filter(program=program, row=row).first()
    if claim and not takes_over:
        _refuse_if_anothers(program, row, by, at)
    claim = claim or Claim(program=program, row=row)
    claim.taken_by, claim.taken_at = by, at
    claim.save()
    return claim


@transaction.atomic
def let_go_of_row(program: Program, row: str, by: Person) -> None:
    """Not be on it any more."""
    Claim.objects.filter(program=program, row=row, taken_by=by).delete()


@transaction.atomic
def settle_row(
    program: Program,
    row: str,
    rule: Rule,
    subjects: Sequence[UUID],
    by: Person,
    *,
    until: datetime | None,
    at: datetime,
) -> UUID:
    """Take ``subjects`` off the list: done, or put off ``until`` a moment. Gives what an undo takes back.

    Raises TakenBySomebody or NothingLeft.
    """
    hold_desk(program)
    _refuse_if_anothers(program, row, by, at)
    kind = Mark.Kind.LATER if until else Mark.Kind.DONE
    until = min(until, at + PUT_OFF_AT_MOST) if until else at + rule.sleeps
    batch = mark(program, rule, subjects, by, kind=kind, until=until, at=at)
    Claim.objects.filter(program=program, row=row).delete()
    return batch


@transaction.atomic
def take_back(program: Program, batch: UUID) -> int:
    """Put everything back on the list that one act took off it. Raises TooLateToUndo."""
    hold_desk(program)
    marks = list(Mark.objects.filter(program=program, batch=batch))
    if not marks:
        raise TooLateToUndo
    for each in marks:
        if each.rule == RULES["hand"].key and each.kind == Mark.Kind.DONE:
            unsettle_check_in(CheckIn.objects.get(pk=each.subject))
    Mark.objects.filter(program=program, batch=batch).delete()
    return len(marks)


def mark(
    program: Program,
    rule: Rule,
    subjects: Sequence[UUID],
    by: Person,
    *,
    kind: str,
    until: datetime,
    at: datetime,
    batch: UUID | None = None,
) -> UUID:
    """Keep what one act took off the list. For commands that hold the desk. Raises NothingLeft."""
    there = Mark.objects.filter(program=program, rule=rule.key, subject__in=subjects)
    done = set(there.standing(at).values_list("subject", flat=True))
    fresh = [subject for subject in dict.fromkeys(subjects) if subject not in done]
    if not fresh:
        raise NothingLeft
    batch = batch or uuid4()
    there.delete()  # what stood there has run out
    facts = {"program": program, "rule": rule.key, "kind": kind, "until": until, "marked_by": by, "marked_at": at}
    Mark.objects.bulk_create([Mark(subject=subject, batch=batch, **facts) for subject in fresh], batch_size=500)
    if rule.key == RULES["hand"].key and kind == Mark.Kind.DONE:
        for check_in in CheckIn.objects.filter(pk__in=fresh):
            settle_check_in(check_in, at=at)
    return batch


def hold_desk(program: Program) -> None:
    """One organizer after the other."""
    Program.objects.select_for_update(of=("self",)).get(pk=program.pk)


def _refuse_if_anothers(program: Program, row: str, by: Person, at: datetime) -> None:
    others = Claim.objects.filter(program=program, row=row).living(at).exclude(taken_by=by)
    claim = others.select_related("taken_by").first()
    if claim is not None:
        raise TakenBySomebody(name=claim.taken_by.first_name)
