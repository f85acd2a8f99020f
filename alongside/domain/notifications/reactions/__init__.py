"""Who is told what when something happens, one file for each area. Reactions only write rows."""

from __future__ import annotations

from alongside.domain.notifications.reactions import (
    enrollments,
    groups,
    journeys,
    mentorships,
    nudges,
    pairing,
    people,
    programs,
    safety,
    spaces,
)

AREAS = (people, groups, programs, enrollments, pairing, mentorships, spaces, journeys, nudges, safety)
