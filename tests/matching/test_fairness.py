"""The fairness check hides small numbers and finds who is left out."""

from alongside.matching import Mentee, Mentor, fairness, match


def test_a_language_that_is_left_out_shows() -> None:
    mentors = [Mentor(id="ada", topics=["go"], languages=["en"], capacity=6)]
    mentees = [
        Mentee(id=f"{code}{k}", topics=["go"], languages=[code])
        for code, many in (("en", 6), ("es", 5))
        for k in range(many)
    ]

    shares = {each.group: each for each in fairness(match(mentors, mentees)) if each.attribute == "language"}

    assert (shares["en"].people, shares["en"].without) == (6, 0)
    assert shares["es"].without_share == 1.0


def test_small_groups_are_joined_or_hidden() -> None:
    mentees = [
        Mentee(id=f"{code}{k}", topics=["go"], languages=[code]) for code in ("en", "de", "es") for k in range(3)
    ]

    shares = [each for each in fairness(match([], mentees)) if each.attribute == "language"]
    few = [each for each in fairness(match([], mentees[:4])) if each.attribute == "language"]

    assert [(each.group, each.people) for each in shares] == [("*", 9)]
    assert few == []
