"""What follows from what happened: the only wiring between apps. Every fact is here or in SILENT.

Letters and notices: ``alongside/domain/notifications/reactions/<area>.py``. An app that acts on what another one
announced keeps a ``reactions.py`` of its own with the same two names, and is listed in ``_ACTING``.
"""

from __future__ import annotations

from typing import Protocol

from alongside.domain.enrollments import reactions as enrollments
from alongside.domain.events.reactions import Reactions, Silent, merged
from alongside.domain.groups import reactions as groups
from alongside.domain.mentorships import reactions as mentorships
from alongside.domain.notifications.reactions import AREAS as _TELLING
from alongside.domain.pairing import reactions as pairing
from alongside.domain.safety import reactions as safety


class Area(Protocol):
    """A module that says what follows from an area's facts."""

    REACTIONS: Reactions
    SILENT: Silent


_ACTING: tuple[Area, ...] = (
    safety,
    groups,
    mentorships,
    pairing,
    enrollments,
)

REACTIONS: Reactions = merged(area.REACTIONS for area in (*_ACTING, *_TELLING))

# Facts nobody needs to be told of; kept as history.
SILENT: Silent = frozenset().union(*(area.SILENT for area in (*_ACTING, *_TELLING)))
