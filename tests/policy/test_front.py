from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.commands.thanks import give_testimonial, show_testimonial, withdraw_testimonial
from alongside.policy import front
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def words_in(group: Any, *, permission: str = "first_name", **program: Any) -> Any:
    within = cast.program(group, **program)
    both = (cast.mentee(within), cast.mentor(within))
    pair = begin_mentorship(within, both, at=MONDAY)
    words = give_testimonial(pair, both[0].person, words="He rang me", permission=permission, at=MONDAY)
    show_testimonial(words, shown=True, at=MONDAY + timedelta(days=1))
    return words


def test_a_visitor_sees_public_groups_and_no_private_one() -> None:
    listed, _private = cast.group("First Years", visibility="public"), cast.group("Quiet Corner")
    cast.member(listed)

    assert [(line.group, line.member_count) for line in front.groups_to_look_at()] == [(listed, 1)]


def test_kind_words_of_a_public_group_are_read_by_visitors() -> None:
    words = words_in(cast.group(visibility="public"))

    assert front.kind_words() == [words]

    withdraw_testimonial(words, at=MONDAY)
    assert front.kind_words() == []


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ({"visibility": "private"}, {}),
        ({"visibility": "public"}, {"is_sensitive": True}),
        ({"visibility": "public"}, {"permission": "none"}),
    ],
)
def test_words_that_are_not_for_everyone_stay_inside(group: dict[str, Any], words: dict[str, Any]) -> None:
    words_in(cast.group(**group), **words)

    assert front.kind_words() == []
