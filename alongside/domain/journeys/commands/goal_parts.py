"""What a worksheet writes beside the goal: strengths, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from alongside.domain.journeys.models import GoalPart, Journey
from alongside.domain.journeys.places import place_of_goal_part
from alongside.domain.people.models import Person
from alongside.domain.spaces.commands.numbers import next_number
from alongside.domain.spaces.models import Space
from alongside.domain.spaces.sealing import Seals

_LONGEST = 2000


def write_goal_parts(
    journey: Journey,
    locked: Space,
    seals: Seals,
    person: Person,
    fields: Sequence[Mapping[str, Any]],
    filled: Mapping[str, str],
    *,
    at: datetime,
) -> None:
    """Keep what this person wrote, in place of what they wrote before; an empty field leaves that as it is."""
    for field in fields:
        words = filled.get(field["key"], "").strip()[:_LONGEST]
        if not words or field.get("writes") not in GoalPart.Part:
            continue
        mine = GoalPart.objects.filter(journey=journey, person=person, part=field["writes"]).first()
        part = mine or GoalPart(journey=journey, person=person, part=field["writes"])
        part.sequence, part.written_at = next_number(locked), at
        part.sealed = seals.seal(words, place_of_goal_part(part))
        part.save()
