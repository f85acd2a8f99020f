"""Writing to people from the desk: whom the letter is for is looked after, and taking it back undoes both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.desk.commands.rows import NothingLeft, hold_desk, mark, take_back
from alongside.domain.desk.models import Claim, Mark
from alongside.domain.insights.queries.attention import RULE_OF_LETTER
from alongside.domain.notifications.commands import organizer_letters
from alongside.domain.notifications.commands.organizer_letters import NobodyToWriteTo
from alongside.domain.notifications.models import OrganizerLetter
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.kernel.refusal import Refusal

_JUST_NOW = timedelta(hours=1)


class AnotherWroteThem(Refusal):
    code = "another_wrote_them"
    text = _(
        "%(name)s wrote to the same people within the last hour. Send yours as well only if it says something else."
    )


@transaction.atomic
def write_from_desk(
    program: Program,
    by: Person,
    *,
    audience: str,
    recipients: Sequence[UUID],
    words: str,
    subjects: Sequence[UUID] = (),
    as_well: bool = False,
    at: datetime,
) -> OrganizerLetter:
    """Keep a letter, and mark the ``subjects`` it looks after. Two organizers never write the same people the same.

    Raises NobodyToWriteTo, or AnotherWroteThem unless it is to go out ``as_well``.
    """
    hold_desk(program)
    rule = RULE_OF_LETTER.get(audience.partition(":")[0])
    if rule is None and not as_well:
        _refuse_if_just_written(program, audience, by, at)
    letter = organizer_letters.write_to_people(
        program, by, audience=audience, recipients=recipients, words=words, at=at
    )
    if rule and subjects:
        done, until = Mark.Kind.DONE, at + rule.sleeps
        try:
            mark(program, rule, subjects, by, kind=done, until=until, at=at, batch=letter.pk)
        except NothingLeft:
            raise NobodyToWriteTo from None
        row = audience if rule.key == "hand" else rule.key
        Claim.objects.filter(program=program, row=row).delete()
    return letter


@transaction.atomic
def take_back_letter(letter: OrganizerLetter, *, at: datetime) -> None:
    """Let nobody get it, and put back on the list whom it was for. Raises AlreadyOnItsWay."""
    organizer_letters.take_back_letter(letter, at=at)
    if Mark.objects.filter(program=letter.program_id, batch=letter.pk).exists():
        take_back(letter.program, letter.pk)


def _refuse_if_just_written(program: Program, audience: str, by: Person, at: datetime) -> None:
    same = OrganizerLetter.objects.filter(program=program, audience=audience, written_at__gt=at - _JUST_NOW)
    other = same.filter(taken_back_at=None).exclude(written_by=by).select_related("written_by").first()
    if other is not None:
        raise AnotherWroteThem(name=other.written_by.first_name if other.written_by else "")
