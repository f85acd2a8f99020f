"""Closing and opening a door between two people."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.people.models import Person
from alongside.domain.safety.events import PersonBlocked, PersonUnblocked
from alongside.domain.safety.models import Block
from alongside.kernel.refusal import Refusal


class CannotBlockSelf(Refusal):
    code = "cannot_block_self"
    text = _("This is you.")


@transaction.atomic
def block_person(blocker: Person, blocked: Person, *, at: datetime) -> Block:
    """Close the door between two people, both ways, without telling anybody. Doing it twice changes nothing.

    Raises CannotBlockSelf. Records PersonBlocked.
    """
    if blocker.pk == blocked.pk:
        raise CannotBlockSelf
    block, is_new = Block.objects.get_or_create(blocker=blocker, blocked=blocked, defaults={"made_at": at})
    if is_new:
        record(PersonBlocked(blocker.pk, blocked.pk), actor=blocker.pk, at=at)
    return block


@transaction.atomic
def unblock_person(blocker: Person, blocked: Person, *, at: datetime) -> None:
    """Open the door again from this side. What ended stays ended.

    Records PersonUnblocked.
    """
    gone, _ = Block.objects.filter(blocker=blocker, blocked=blocked).delete()
    if gone:
        record(PersonUnblocked(blocker.pk, blocked.pk), actor=blocker.pk, at=at)
