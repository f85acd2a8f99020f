"""Fills an installation with pairs who are signed in; run inside it. Prints one line of JSON for each space."""

from __future__ import annotations

import json
import sys

import django

django.setup()

from alongside.domain.mentorships.commands.mentorships import begin_mentorship  # noqa: E402
from alongside.kernel import clock  # noqa: E402
from tests import cast  # noqa: E402
from tests.domain.journeys import walk  # noqa: E402
from tests.web.sessions import session_for  # noqa: E402


def main(pairs: int) -> None:
    """Begin ``pairs`` mentorships of two."""
    running = walk.program()
    for number in range(pairs):
        people = cast.person(f"Robert{number}"), cast.person(f"Leila{number}")
        sides = [cast.mentor(running, people[0]), cast.mentee(running, people[1])]
        mentorship = begin_mentorship(running, sides, at=clock.now())
        told = {
            "space": str(mentorship.space_id),
            "room": str(mentorship.pk),
            "people": [str(person.pk) for person in people],
            "sessions": [session_for(person) for person in people],
        }
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
