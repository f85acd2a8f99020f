"""The two doors of the engine."""

import pytest

from alongside.matching import OBJECTIVES, Mentee, Mentor, Objective, Rules, match


def test_people_who_fit_are_put_together_and_told_why() -> None:
    mentors = [Mentor(id="ada", topics=["python"]), Mentor(id="bo", topics=["drawing"])]
    mentees = [Mentee(id="cy", topics=["drawing"]), Mentee(id="di", topics=["python"])]

    matching = match(mentors, mentees)

    assert matching.pair_ids == (("cy", "bo"), ("di", "ada"))
    assert [reason.code for reason in matching.pairs[0].for_mentee] == ["offers_topics"]
    assert matching.gap == 0


def test_a_blocked_pair_is_never_proposed() -> None:
    mentors, mentees = [Mentor(id="ada", topics=["python"])], [Mentee(id="di", topics=["python"])]

    matching = match(mentors, mentees, rules=Rules(blocked=[("ada", "di")]))

    assert matching.pairs == ()
    assert [reason.code for reason in matching.unmatched_mentees[0].reasons] == ["excluded_pairs"]


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_an_empty_side_leaves_everyone_out(objective: Objective) -> None:
    alone = match([], [Mentee(id="di", topics=["python"])], objective=objective)
    idle = match([Mentor(id="ada", topics=["python"])], [], objective=objective)

    assert [reason.code for reason in alone.unmatched[0].reasons] == ["nobody_on_the_other_side"]
    assert [reason.code for reason in idle.unmatched[0].reasons] == ["nobody_on_the_other_side"]
    assert match([], [], objective=objective).pairs == ()
