from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.queries import may_be_paired, places_taken
from alongside.domain.safety.models import Block
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def test_places_of_a_whole_program_take_a_fixed_number_of_queries() -> None:
    program = cast.program(cast.group())

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            places_taken(program)
        return len(queries)

    before = count()
    for _ in range(5):
        begin_mentorship(program, [cast.mentee(program), cast.mentor(program)], at=MONDAY)

    assert count() == before
    assert sorted(places_taken(program).values()) == [1] * 10


@pytest.mark.parametrize("between", ["nothing", "block", "household", "earlier pair"])
def test_only_people_with_nothing_between_them_may_be_paired(between: str) -> None:
    program = cast.program(cast.group())
    home = "Mill Lane 3" if between == "household" else ""
    leila, robert = cast.mentee(program, household=home), cast.mentor(program, household=home)
    if between == "block":
        Block.objects.create(blocker=leila.person, blocked=robert.person, made_at=MONDAY)
    if between == "earlier pair":
        begin_mentorship(program, [leila, robert], at=MONDAY)

    assert may_be_paired(leila, robert) is (between == "nothing")
