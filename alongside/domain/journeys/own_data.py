"""The ways somebody walked, for their own copy: goals, meetings and their own check-ins, unsealed."""

from __future__ import annotations

from typing import Any

from alongside.domain.journeys.goal_parts import goal_parts_of
from alongside.domain.journeys.models import Walker
from alongside.domain.journeys.queries import goals_of, meetings_of, words_of_check_in
from alongside.domain.people.models import Person
from alongside.domain.spaces.sealing import KeyUnavailable, Seals, seals_of


def own_data(person: Person) -> dict[str, Any]:
    """Every way the person walked; one whose space was erased is marked as unreadable."""
    walks = Walker.objects.filter(person=person).select_related("journey__space").order_by("joined_at")
    return {"walks": [_one_walk(walker) for walker in walks]}


def _one_walk(walker: Walker) -> dict[str, Any]:
    facts = {
        "role": walker.role,
        "joined_at": walker.joined_at,
        "left_at": walker.left_at,
        "week": walker.position,
    }
    try:
        seals = seals_of(walker.journey.space_id)
    except KeyUnavailable:
        return {**facts, "unreadable": True}
    return {**facts, **_sealed(walker, seals)}


def _sealed(walker: Walker, seals: Seals) -> dict[str, Any]:
    ahead, past = meetings_of(walker.journey, at=walker.joined_at, seals=seals)
    return {
        "check_ins": [
            {"week_of": each.week_of, "mood": each.mood, "words": words_of_check_in(each, seals).text}
            for each in walker.check_ins.order_by("week_of")
        ],
        "goals": [
            {
                "goal": goal.words.text,
                "state": goal.state,
                "steps": [{"step": step.words.text, "done": step.is_done} for step in goal.steps],
            }
            for goal in goals_of(walker.journey, seals)
        ],
        "strengths_and_outcomes": [
            {"part": each.part, "words": each.words.text}
            for each in goal_parts_of(walker.journey, seals)
            if each.person.pk == walker.person_id
        ],
        "meetings": [
            {
                "state": view.meeting.state,
                "starts_at": view.meeting.starts_at,
                "minutes": view.meeting.minutes,
                "how": view.meeting.how,
                "place": view.place.text,
                "note": view.note.text,
            }
            for view in (*past, *ahead)
        ],
    }
