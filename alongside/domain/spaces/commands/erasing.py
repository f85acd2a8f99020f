"""Erasing a whole space when everybody in it asks for it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.people.models import Person
from alongside.domain.spaces.commands.keys import erase_space
from alongside.domain.spaces.events import ErasureAskedFor
from alongside.domain.spaces.models import Space, SpaceMember
from alongside.kernel.refusal import Refusal


class StillTogether(Refusal):
    code = "still_together"
    text = _("This space is still in use. Finish the mentorship first; then you can ask to erase it.")


@transaction.atomic
def ask_to_erase(space: Space, person: Person, *, at: datetime) -> bool:
    """Say that everything here should be erased. When everybody has said it, it is. Says whether that was now.

    Raises StillTogether. Records ErasureAskedFor the first time, and SpaceErased at the end.
    """
    locked = Space.objects.select_for_update().get(pk=space.pk)
    if locked.is_open:
        raise StillTogether
    here = SpaceMember.objects.current().filter(space=locked)
    if here.filter(person=person, asked_to_erase_at=None).update(asked_to_erase_at=at):
        record(ErasureAskedFor(locked.pk, person.pk), actor=person.pk, at=at)
    if not here.filter(person=person).exists() or here.filter(asked_to_erase_at=None).exists():
        return False
    erase_space(locked, at=at)
    return True


@transaction.atomic
def take_erasing_back(space: Space, person: Person) -> None:
    """Keep everything after all; it helps as long as somebody else has not asked as well."""
    SpaceMember.objects.current().filter(space=space, person=person).update(asked_to_erase_at=None)
