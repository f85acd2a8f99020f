"""A small board to work on: a program with people, and one round that was run."""

from __future__ import annotations

from alongside.domain.pairing.commands.rounds import request_round, run_round
from alongside.domain.pairing.models import Match, Round
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from tests import cast
from tests.cast import MONDAY

TOPICS = ("Interviews", "My CV", "Changing jobs", "Confidence")


def people(program: Program, *, mentees: int, mentors: int, capacity: int = 1) -> None:
    """Sign so many people up, each after one of the topics."""
    for number in range(mentees):
        cast.mentee(program, cast.person(f"Mentee{number}"), topics=[TOPICS[number % len(TOPICS)]])
    for number in range(mentors):
        topics = [TOPICS[number % len(TOPICS)]]
        cast.mentor(program, cast.person(f"Mentor{number}"), topics=topics, capacity=capacity)


def people_too_many_to_be_sure(program: Program) -> None:
    """Two wait and two places are free, but one of these helps nobody: more cannot be ruled out by counting."""
    people(program, mentees=2, mentors=1)
    cast.mentor(program, cast.person("Carmen"), topics=[TOPICS[0]], languages=["es"], capacity=1)


def run(program: Program, by: Person | None = None) -> Round:
    """Ask for a round and run it."""
    asked = request_round(program, by=by, at=MONDAY)
    assert run_round(asked, at=MONDAY)
    return Round.objects.select_related("program").get(pk=asked.pk)


def match_of(shown: Round, mentee: str) -> Match:
    """The row of the mentee with this first name."""
    return Match.objects.select_related("mentee__person", "mentor__person", "round__program").get(
        round=shown, mentee__person__first_name=mentee
    )
