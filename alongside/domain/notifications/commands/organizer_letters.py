"""An organizer writes to people of a program, with ten minutes to take it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.journeys.commands.check_ins import settle_check_in
from alongside.domain.journeys.models import CheckIn
from alongside.domain.notifications.commands.notices import notify
from alongside.domain.notifications.models import OrganizerLetter
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.kernel.refusal import Refusal

TIME_TO_UNDO = timedelta(minutes=10)
_AT_ONCE = 100


class NobodyToWriteTo(Refusal):
    code = "nobody_to_write_to"
    text = _("There is nobody to write to any more. Somebody may have been quicker.")


class AlreadyOnItsWay(Refusal):
    code = "already_on_its_way"
    text = _("The first letters have gone out already.")


@transaction.atomic
def write_to_people(
    program: Program,
    by: Person,
    *,
    audience: str,
    recipients: Sequence[UUID],
    words: str,
    settles: CheckIn | None = None,
    at: datetime,
) -> OrganizerLetter:
    """Keep a letter to ``recipients``; it goes out in ten minutes. ``settles`` is the call for a hand it answers.

    Raises NobodyToWriteTo.
    """
    people = [str(person) for person in dict.fromkeys(recipients) if person != by.pk]
    if not people:
        raise NobodyToWriteTo
    if settles is not None:
        settle_check_in(settles, at=at)
    return OrganizerLetter.objects.create(
        program=program,
        written_by=by,
        audience=audience,
        words=words,
        recipients=people,
        written_at=at,
        begins_at=at + TIME_TO_UNDO,
    )


@transaction.atomic
def take_back_letter(letter: OrganizerLetter, *, at: datetime) -> None:
    """Let nobody get it. Raises AlreadyOnItsWay."""
    letter = OrganizerLetter.objects.select_for_update().get(pk=letter.pk)
    if letter.taken_back_at is not None:
        return
    if letter.begins_at <= at or letter.told:
        raise AlreadyOnItsWay
    letter.taken_back_at = at
    letter.save(update_fields=["taken_back_at"])


@transaction.atomic
def tell_next_recipients(letter: OrganizerLetter, *, at: datetime) -> int:
    """Tell the next hundred people, and remember how far it got, in one transaction."""
    letters = OrganizerLetter.objects.select_for_update(of=("self",)).select_related("program", "written_by")
    letter = letters.get(pk=letter.pk)
    people = letter.recipients[letter.told : letter.told + _AT_ONCE]
    if letter.taken_back_at is not None or letter.begins_at > at:
        return 0
    name = letter.written_by.first_name if letter.written_by else ""
    for person in people:
        notify(
            UUID(person),
            "organizer_wrote",
            facts={"name": name, "sender": name, "words": letter.words, "program_name": letter.program.name},
            path=f"/letters/{letter.pk}/",
            once=f"organizer_wrote:{letter.pk}:{person}",
            at=letter.begins_at,
            neutral=letter.program.is_sensitive,
            about=letter.written_by_id,
            group=letter.program.group_id,
        )
    letter.told += len(people)
    letter.finished_at = at if letter.told >= len(letter.recipients) else None
    letter.save(update_fields=["told", "finished_at"])
    return len(people)
