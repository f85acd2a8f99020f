from __future__ import annotations

from datetime import UTC, datetime

import pytest

from alongside.kernel import clock
from alongside.web.people.forms import PlaceForm
from alongside.web.people.zones import known_time_zone, time_zone_choices


def names() -> dict[str, str]:
    return {value: str(label) for _region, places in time_zone_choices()[1:] for value, label in places}  # type: ignore[attr-defined]


def test_every_place_stands_there_once_with_its_clock() -> None:
    with clock.travelled(datetime(2026, 7, 1, 12, tzinfo=UTC)):
        summer = names()
    with clock.travelled(datetime(2026, 1, 1, 12, tzinfo=UTC)):
        winter = names()

    assert summer["Europe/Berlin"] == "Berlin (UTC+2)"
    assert winter["Europe/Berlin"] == "Berlin (UTC+1)"
    assert winter["America/St_Johns"] == "St Johns (UTC−3:30)"
    assert winter["America/Indiana/Knox"] == "Knox, Indiana (UTC−6)"
    assert not {"US/Eastern", "America/Buenos_Aires", "Asia/Calcutta", "Europe/Kiev"} & set(winter)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("US/Eastern", "America/New_York"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Middle/Earth", "UTC"),
        ("", "UTC"),
        ("UTC", "UTC"),
        ("Zulu", "UTC"),
    ],
)
def test_an_old_name_means_its_present_one(old: str, new: str) -> None:
    assert known_time_zone(old) == new


def test_somebody_with_an_old_name_sees_their_place_chosen_and_may_post_it() -> None:
    page = str(PlaceForm(initial={"time_zone": "Asia/Calcutta", "language": "en"})["time_zone"])
    posted = PlaceForm({"time_zone": "Asia/Calcutta", "language": "en"})

    assert '<option value="Asia/Kolkata" selected>' in page
    assert posted.is_valid()
    assert posted.cleaned_data["time_zone"] == "Asia/Kolkata"


def test_the_clock_without_a_place_can_be_chosen() -> None:
    assert PlaceForm({"time_zone": "UTC", "language": "en"}).is_valid()


def test_a_made_up_place_is_refused() -> None:
    assert not PlaceForm({"time_zone": "Middle/Earth", "language": "en"}).is_valid()
