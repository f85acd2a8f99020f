"""A person's own copy of everything: theirs to take along, and nothing of others' secrets.

To add an area: write ``own_data(person) -> dict[str, Any]`` in its app (``queries.py`` or ``own_data.py``) and list it
in ``_SECTIONS``. It gives what the person wrote, chose or received, in plain values; dates, times and ids may stay as
they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from alongside.domain.desk.queries.notes import own_data as notes_on_pairs
from alongside.domain.enrollments.queries import own_data as enrollments
from alongside.domain.groups.queries import own_data as groups
from alongside.domain.journeys.own_data import own_data as journeys
from alongside.domain.mentorships.own_data import own_data as mentorships
from alongside.domain.notifications.own_data import own_data as notifications
from alongside.domain.people.models import Person
from alongside.domain.people.queries import own_data as people
from alongside.domain.safety.own_data import own_data as safety
from alongside.domain.spaces.own_data import own_data as spaces

_SECTIONS: Mapping[str, Callable[[Person], dict[str, Any]]] = {
    "account": people,
    "groups": groups,
    "sign_ups": enrollments,
    "mentorships": mentorships,
    "weeks": journeys,
    "private_spaces": spaces,
    "safety": safety,
    "notices": notifications,
    "notes_on_pairs": notes_on_pairs,
}


def everything_about(person: Person) -> dict[str, Any]:
    """All sections of the person's own copy, for the person alone."""
    return {name: gather(person) for name, gather in _SECTIONS.items()}
