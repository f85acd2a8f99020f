"""What safety does when something happens elsewhere."""

from __future__ import annotations

from datetime import datetime

from alongside.domain.events.reactions import Reactions, Silent
from alongside.domain.people.events import PersonErased
from alongside.domain.safety.models import Block


def open_doors(fact: PersonErased, at: datetime) -> None:
    """Somebody deleted their account: there is nobody left to keep apart. Reports stay as long as evidence is kept."""
    Block.objects.touching(fact.person).delete()


REACTIONS: Reactions = {PersonErased: (open_doors,)}
SILENT: Silent = frozenset()
