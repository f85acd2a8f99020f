"""What would help, computed by trying it."""

from alongside.matching import Mentee, Mentor, Rules, Weights, match, suggestions


def test_the_suggested_recruit_places_as_many_as_it_says() -> None:
    mentors = [Mentor(id="ada", topics=["go"], languages=["en"])]
    mentees = [Mentee(id=f"c{k}", topics=["law"], languages=["es"], timezone="UTC-3") for k in range(2)]

    found = suggestions(mentors, mentees, weights=Weights(), rules=Rules())

    recruit = next(each for each in found if each.reason.code == "recruit_a_mentor")
    assert recruit.placed == 2
    assert recruit.reason.facts["languages"] == ["es"]
    assert recruit.reason.facts["topics"] == ["law"]
    assert "UTC-3" in recruit.words


def test_a_rule_change_is_only_told_where_it_places_someone() -> None:
    mentors = [Mentor(id="ada", topics=["go"], languages=["en"])]
    mentees = [Mentee(id="cy", topics=["go"], languages=["es"])]

    found = {each.reason.code for each in suggestions(mentors, mentees, weights=Weights(), rules=Rules())}

    assert "allow_no_shared_language" in found
    assert "one_more_place_each" not in found


def test_nothing_is_suggested_where_everyone_has_a_mentor() -> None:
    mentors, mentees = [Mentor(id="ada", topics=["go"])], [Mentee(id="cy", topics=["go"])]

    assert suggestions(mentors, mentees, weights=Weights(), rules=Rules()) == ()


def test_why_someone_is_left_over_names_the_rule_that_bars() -> None:
    mentors = [Mentor(id="ada", topics=["go"], languages=["en"], availability=["mon-morning"])]
    mentees = [Mentee(id="cy", topics=["go"], languages=["es"], availability=["tue-morning"])]

    left = match(mentors, mentees, rules=Rules(minimum_overlap=1.0)).unmatched_mentees[0]

    assert {reason.code for reason in left.reasons} == {"no_shared_language", "too_little_overlap"}
    assert "es" in left.words


def test_why_someone_is_left_over_says_when_places_are_short() -> None:
    mentors = [Mentor(id="ada", topics=["go"])]
    mentees = [Mentee(id="cy", topics=["go"]), Mentee(id="di", topics=["go", "law"])]

    left = match(mentors, mentees).unmatched_mentees[0]

    assert left.person_id == "di"
    assert [reason.code for reason in left.reasons] == ["all_fitting_are_taken", "places_are_short"]
