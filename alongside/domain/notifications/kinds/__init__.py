"""Every kind of notice, one file for each area: how it is said, and whether it may wait or be switched off.

To add one: a ``Kind`` in the area's file here, its words in ``templates/notices/<key>.txt``, and a reaction in
``notifications/reactions/<area>.py`` that calls ``notify``.
"""

from __future__ import annotations

from alongside.domain.notifications.kinds import (
    enrollments,
    groups,
    journeys,
    mentorships,
    pairing,
    people,
    programs,
    safety,
    spaces,
)
from alongside.domain.notifications.kinds.kind import Kind

__all__ = ["AREAS", "KINDS", "Kind", "area_of"]

AREAS = (people, groups, programs, enrollments, pairing, mentorships, spaces, journeys, safety)
KINDS: dict[str, Kind] = {kind.key: kind for area in AREAS for kind in area.KINDS}


def area_of(kind: Kind) -> str:
    """The area whose file the kind stands in: ``groups``, ``journeys`` ..."""
    return next(area.__name__.rsplit(".", 1)[1] for area in AREAS if kind in area.KINDS)
