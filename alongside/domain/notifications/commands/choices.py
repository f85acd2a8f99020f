"""What a person chose to hear of by e-mail."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from alongside.domain.notifications.kinds import KINDS
from alongside.domain.notifications.models import MailChoice, MailHabit, Rhythm
from alongside.domain.people.models import Person


@transaction.atomic
def choose_mail(person: Person, *, by_mail: Mapping[str, bool], rhythm: Rhythm) -> None:
    """Keep what ``person`` ticked for each kind, and how often they want to be written to."""
    for kind, wanted in by_mail.items():
        if kind in KINDS and KINDS[kind].can_be_switched_off:
            MailChoice.objects.update_or_create(person=person, kind=kind, defaults={"by_mail": wanted})
    MailHabit.objects.update_or_create(person=person, defaults={"rhythm": rhythm})


@transaction.atomic
def stop_letters(person: Person, *, kind: str) -> None:
    """Send ``person`` no more letters of this kind; the inbox still shows the notices."""
    if KINDS[kind].can_be_switched_off:
        MailChoice.objects.update_or_create(person=person, kind=kind, defaults={"by_mail": False})


@transaction.atomic
def write_less_often(person: Person) -> None:
    """Write to ``person`` only when somebody waits for them. Earlier choices for single kinds are forgotten."""
    MailChoice.objects.filter(person=person, by_mail=True).delete()
    MailHabit.objects.update_or_create(person=person, defaults={"rhythm": Rhythm.RARELY})
