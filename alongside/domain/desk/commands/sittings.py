"""How long organizers are at it: measured from their acts, and forgotten after a quarter."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from alongside.domain.desk.models import Sitting
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program

PAUSE = timedelta(minutes=10)
KEPT = timedelta(days=92)


@transaction.atomic
def note_act(program: Program, person: Person, *, at: datetime) -> None:
    """An organizer did something. Within ten minutes of the last act it is the same sitting."""
    same = Sitting.objects.filter(program=program, person=person, last_at__gt=at - PAUSE).order_by("-last_at")
    last = same.values_list("pk", flat=True).first()
    # One update, so that two acts at once are both counted.
    if last is None or not Sitting.objects.filter(pk=last).update(last_at=at, acts=F("acts") + 1):
        Sitting.objects.create(program=program, person=person, began_at=at, last_at=at)


@transaction.atomic
def forget_old_sittings(*, at: datetime) -> int:
    """Nobody needs to know for longer how long somebody sat."""
    return Sitting.objects.filter(last_at__lt=at - KEPT).delete()[0]
