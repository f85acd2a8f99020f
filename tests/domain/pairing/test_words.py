from __future__ import annotations

import pytest
from django.utils import translation

from alongside.domain.pairing.said import listed, times
from alongside.domain.pairing.words import check_tag, known_advice, known_reasons, sentences, why_not
from alongside.matching import codes

# What the engine says of mentors without a mentee, of differences (told as counts here) and of rules not used here.
_NOT_SAID_HERE = {
    "no_room",
    "not_needed",
    "no_fitting_mentee",
    "moved",
    "newly_placed",
    "no_longer_placed",
    "left_the_round",
    "allow_earlier_pairs",
}


def test_everything_the_engine_may_say_has_words() -> None:
    assert codes() - known_reasons() - known_advice() == _NOT_SAID_HERE


def test_a_reason_names_both_people() -> None:
    reasons = [{"code": "offers_topics", "facts": {"topics": ["Interviews", "My CV", "Confidence"]}}]

    assert sentences(reasons, mentee="Leila", mentor="Robert") == [
        "Robert can help with Interviews, My CV and Confidence."
    ]


def test_a_reason_is_said_in_the_reader_s_language() -> None:
    reasons = [{"code": "shared_language", "facts": {"languages": ["es", "de"]}}]

    with translation.override("en"):
        assert sentences(reasons, mentee="Leila", mentor="Robert") == ["Both speak Spanish and German."]


@pytest.mark.parametrize(
    ("codes_", "words"),
    [
        (["tue-evening"], "Tuesday evenings"),
        (["tue-evening", "thu-evening"], "Tuesday evenings and Thursday evenings"),
        ([f"{day}-evening" for day in ("mon", "tue", "wed", "thu", "fri")], "weekday evenings"),
        (["weekday-morning", "weekend-8-22"], "weekday mornings and weekends"),
    ],
)
def test_times_are_said_as_people_say_them(codes_: list[str], words: str) -> None:
    assert times(codes_) == words


def test_lists_of_any_length_read_well() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed("abc")] == ["", "a", "a and b", "a, b and c"]


def test_unknown_codes_are_left_out_rather_than_shown() -> None:
    assert sentences([{"code": "from_the_future"}], mentee="L", mentor="R") == []
    assert why_not([{"code": "from_the_future"}]) == []
    assert check_tag([{"code": "from_the_future"}]) == ""
