"""How long one usually waits for somebody's answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.mentorships.commands.mentor_requests import decline_mentor_request, request_mentor
from alongside.domain.mentorships.queries import usual_answer_days
from alongside.domain.programs.models import Program
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def test_the_middle_answer_counts_and_one_answer_says_nothing() -> None:
    program = cast.program(cast.group(), pairing=Program.Pairing.BOTH)
    robert = cast.mentor(program)
    for number, days in enumerate((1, 3, 13)):
        asked = request_mentor(cast.mentee(program, cast.person(f"M{number}")), robert, message="", at=MONDAY)
        decline_mentor_request(asked, kind_line="", at=MONDAY + timedelta(days=days))
        said = usual_answer_days([robert.person_id])
        assert (robert.person_id in said) == (number > 0)

    assert usual_answer_days([robert.person_id]) == {robert.person_id: 3}
