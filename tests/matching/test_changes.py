"""The difference between two runs, and how steady standing proposals are."""

from alongside.matching import Mentee, Mentor, Rules, difference, match
from tests.matching.community import community

MENTORS = [Mentor(id="ada", topics=["go"]), Mentor(id="bo", topics=["go", "law"])]
MENTEES = [Mentee(id="cy", topics=["go"]), Mentee(id="di", topics=["law"])]


def test_a_move_is_told_in_words() -> None:
    found = difference([("cy", "ada"), ("di", "bo")], [("cy", "bo"), ("di", "bo")])

    assert found.words == ("cy: bo instead of ada.",)
    assert (found.kept, found.ended, found.new) == ((("di", "bo"),), (("cy", "ada"),), (("cy", "bo"),))


def test_who_left_is_told_apart_from_who_lost_a_mentor() -> None:
    before = match(MENTORS, MENTEES)
    after = match(MENTORS[:1], [Mentee(id="eve", topics=["go"]), MENTEES[0]], previous=before)

    codes = {line.facts["mentee"]: line.code for line in difference(before, after).lines}

    assert codes["di"] == "left_the_round"
    assert difference(before, before).lines == ()


def test_a_standing_proposal_stays_when_the_organizer_asks_for_steadiness() -> None:
    standing = [("cy", "bo"), ("di", "ada")]

    loose = match(MENTORS, MENTEES, previous=standing)
    steady = match(MENTORS, MENTEES, previous=standing, steadiness=1.0)

    assert loose.pair_ids == (("cy", "ada"), ("di", "bo"))
    assert set(steady.pair_ids) == set(standing)
    assert steady.total == steady.upper_bound < loose.total


def test_a_block_ends_even_the_steadiest_proposal() -> None:
    steady = match(
        MENTORS, MENTEES, previous=[("di", "bo")], steadiness=1.0, rules=Rules(blocked=[("bo", "di")]), objective="most"
    )

    assert ("di", "bo") not in steady.pair_ids


def test_more_steadiness_never_changes_more_pairs() -> None:
    for seed in range(12):
        mentors, mentees, rules = community(seed)
        before = match(mentors, mentees, rules=rules)
        arrived = [*mentees[3:], Mentee(id="new", topics=["python", "law"])]
        changed = [
            len(difference(before, match(mentors, arrived, rules=rules, previous=before, steadiness=steady)).ended)
            for steady in (0.0, 0.2, 1.0)
        ]

        assert changed == sorted(changed, reverse=True)


def test_starting_from_the_last_prices_gives_the_same_total() -> None:
    for seed in range(12):
        mentors, mentees, rules = community(seed)
        before = match(mentors, mentees, rules=rules)

        warm = match(mentors[1:], mentees[1:], rules=rules, previous=before)

        assert warm.proven
        assert warm.total == match(mentors[1:], mentees[1:], rules=rules).total
