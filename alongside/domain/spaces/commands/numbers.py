"""Numbering: every change in a space takes the next number, under the lock of the space's row."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from alongside.domain.people.models import Person
from alongside.domain.safety.queries import behind_a_block
from alongside.domain.spaces.models import Item, Space, SpaceMember, Trace
from alongside.kernel.refusal import Refusal
from alongside.kernel.wakeups import wake_after_commit


class SpaceClosedToWriting(Refusal):
    """Said for every reason a space no longer takes words, so that a block reads like an end."""

    code = "space_closed"
    text = _("You cannot write here any more. Everything written here stays readable.")


class TooFast(Refusal):
    """More was said within a minute than two people talking can say."""

    code = "too_fast"
    text = _("That was a lot at once. Wait a minute, then send this again. Your words are still here.")


def lock_for_writing(space: Space, person: Person) -> Space:
    """The space's row, locked, when ``person`` may write in it now. Raises SpaceClosedToWriting."""
    locked = Space.objects.select_for_update().get(pk=space.pk)
    members = set(SpaceMember.objects.current().filter(space=locked).values_list("person", flat=True))
    others = members - {person.pk}
    # A block shuts the door at once, before the worker has ended what it has to end.
    is_shut_out = bool(others) and others <= set(behind_a_block(person.pk))
    if not locked.is_open or person.pk not in members or is_shut_out:
        raise SpaceClosedToWriting
    return locked


def refuse_when_too_fast(locked: Space, author: Person, *, at: datetime) -> None:
    """A script or a stuck key must not bury the others. Counted under the space's lock, so exactly. Raises TooFast."""
    mine = Item.objects.filter(space=locked, author=author).order_by("-sequence").values_list("said_at", flat=True)
    most = settings.MESSAGES_A_MINUTE
    earlier = mine[most - 1 : most].first()
    if earlier is not None and earlier > at - timedelta(minutes=1):
        raise TooFast


def next_number(locked: Space) -> int:
    """Take the next number of a space whose row is locked."""
    locked.last_sequence += 1
    return locked.last_sequence


def leave_trace(
    locked: Space, number: int, kind: str, *, actor: Person | None, at: datetime, item: Item | None = None
) -> None:
    """Tell the live channel what ``number`` was, and keep the number as taken."""
    Trace.objects.create(space=locked, sequence=number, kind=kind, item=item, actor=actor, left_at=at)
    locked.save(update_fields=["last_sequence"])
    wake_after_commit()


def be_active(locked: Space, person: Person, *, at: datetime) -> None:
    """Note that somebody did something here, for "last active" and nothing else."""
    Space.objects.filter(pk=locked.pk).update(last_active_at=at)
    SpaceMember.objects.current().filter(space=locked, person=person).update(last_active_at=at)
