from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.domain.desk.models import Claim, Mark, PairNote, Sitting
from alongside.domain.insights.models import HealthRules
from alongside.domain.notifications.models import OrganizerLetter
from alongside.kernel import clock
from tests import cast
from tests.domain.insights.season import NOW, Season

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.travelled(NOW):
        yield


@pytest.fixture
def season() -> Season:
    return Season()


def signed_in(who: Any) -> Client:
    client = Client()
    client.force_login(who)
    return client


def shown(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_taking_a_row_leads_to_its_prepared_action_and_the_others_see_it(season: Season) -> None:
    season.pair()
    amara = signed_in(season.amara)
    ben = signed_in(cast.organizer(season.group, cast.person("Ben")))

    taken = amara.post(f"{season.base}desk/quiet/take/")

    assert taken["Location"] == f"{season.base}write/?to=quiet"
    assert "You are on this since" in shown(amara, season.base)
    assert "Amara is on this since" in shown(ben, season.base)
    refused = ben.post(f"{season.base}desk/quiet/take/", follow=True).content.decode()
    assert "Amara is on this now" in refused
    assert ben.post(f"{season.base}desk/quiet/take/", {"over": "1"})["Location"].endswith("write/?to=quiet")
    assert Claim.objects.get().taken_by.first_name == "Ben"


def test_sending_the_prepared_note_ends_the_row_and_undo_brings_it_back(season: Season) -> None:
    season.pair()
    amara = signed_in(season.amara)
    amara.post(f"{season.base}write/?to=quiet", {"words": "Hello both", "send": "1"})
    assert "has gone quiet" not in shown(amara, season.base)

    amara.post(f"{season.base}write/{OrganizerLetter.objects.get().pk}/undo/")

    assert "1 pair has gone quiet" in shown(amara, season.base)


def test_done_and_later_take_a_row_off_and_can_be_undone_by_any_organizer(season: Season) -> None:
    season.pair()
    amara, ben = signed_in(season.amara), signed_in(cast.organizer(season.group, cast.person("Ben")))

    after = amara.post(f"{season.base}desk/quiet/settle/", {"days": "3"}, follow=True).content.decode()

    assert "Put off for 3 days." in after
    assert "has gone quiet" not in after
    seen = shown(ben, season.base)
    assert "Amara put it off" in seen
    ben.post(f"{season.base}desk/{Mark.objects.get().batch}/undo/")
    assert "1 pair has gone quiet" in shown(amara, season.base)


def test_an_application_cannot_be_ticked_away_only_put_off(season: Season) -> None:
    cast.mentor(season.program, cast.person("New"), state="applied")
    amara = signed_in(season.amara)

    assert amara.post(f"{season.base}desk/applications/settle/").status_code == 404
    amara.post(f"{season.base}desk/applications/settle/", {"days": "1"})

    assert "wants to join" not in shown(amara, season.base)


def test_minutes_are_measured_from_acts_and_never_from_reading(season: Season) -> None:
    season.pair()
    amara = signed_in(season.amara)
    shown(amara, season.base)
    assert not Sitting.objects.exists()

    amara.post(f"{season.base}desk/quiet/take/")
    with clock.travelled(NOW + timedelta(minutes=4)):
        amara.post(f"{season.base}write/?to=quiet", {"words": "Hello both", "send": "1"})
        assert "5 minutes spent here this week." in shown(amara, season.base)


def test_a_member_who_knocks_on_the_desk_leaves_no_minutes(season: Season) -> None:
    member = season.mentee_of(season.pair())

    assert signed_in(member).post(f"{season.base}desk/quiet/take/").status_code == 403
    assert not Sitting.objects.exists()


def test_a_letter_goes_to_exactly_the_pairs_a_filter_shows(season: Season) -> None:
    quiet = season.pair()
    season.talking(mentee="Tom", mentor="Winston")
    amara = signed_in(season.amara)
    assert f"{season.base}write/?to=pairs.quiet.." in shown(amara, f"{season.base}pairs/?show=quiet")

    page = shown(amara, f"{season.base}write/?to=pairs.quiet..mentor")
    amara.post(f"{season.base}write/?to=pairs.quiet..mentor", {"words": "Hello", "send": "1"})

    assert "Write to: Pairs: Quiet, mentors only" in page
    assert OrganizerLetter.objects.get().recipients == [str(season.mentor_of(quiet).pk)]
    assert amara.get(f"{season.base}write/?to=pairs.quiet").status_code == 404


def test_health_is_explained_and_its_numbers_can_be_changed(season: Season) -> None:
    season.talking(at=NOW - timedelta(days=6))
    amara = signed_in(season.amara)
    rules = {"quiet_days": 5, "alone_days": 14, "meeting_days": 21, "early_days": 5}
    assert "Nobody did anything for 10 days." in shown(amara, f"{season.base}health/")

    after = amara.post(f"{season.base}health/", rules, follow=True).content.decode()

    assert "Nobody did anything for 5 days." in after
    assert HealthRules.objects.get().quiet_days == 5
    assert "1 pair has gone quiet" in shown(amara, season.base)


def test_organizers_note_something_about_a_pair_and_one_who_walks_in_it_reads_nothing(season: Season) -> None:
    pair = season.pair()
    robert = season.mentor_of(pair)
    season.group.memberships.filter(person=robert).update(role="organizer")
    amara, robert_in = signed_in(season.amara), signed_in(robert)
    address = f"{season.base}pairs/{pair.pk}/"

    amara.post(f"{address}notes/", {"words": "Called Leila"})

    assert "Called Leila" in shown(amara, address)
    assert "Called Leila" not in shown(robert_in, address)
    assert robert_in.post(f"{address}notes/", {"words": "Mine"}).status_code == 404
    amara.post(f"{address}notes/{PairNote.objects.get().pk}/remove/")
    assert "Called Leila" not in shown(amara, address)
