from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from alongside.config.reactions import REACTIONS
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.safety.commands.reports import decide_report
from alongside.domain.safety.models import Block, ContactHold, Look, Report
from alongside.domain.spaces.commands.items import send_message
from alongside.domain.spaces.commands.rooms import open_space
from alongside.kernel import clock
from tests import cast
from tests.cast import MONDAY
from tests.domain.safety.commands.test_reports import CANARY, Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return Scene()


def signed_in(who: object) -> Client:
    client = Client()
    client.force_login(who)  # type: ignore[arg-type]
    return client


def test_reporting_a_message_takes_one_page_and_discloses_only_what_is_ticked(scene: Scene) -> None:
    space = open_space("conversation", [scene.leila, scene.robert], at=MONDAY)
    asked = send_message(space, scene.robert, "send me money", at=MONDAY)
    other = send_message(space, scene.robert, "nice garden", at=MONDAY + timedelta(minutes=1))
    leila = signed_in(scene.leila)

    page = leila.get(f"/report/?about=message:{asked.pk}").content.decode()
    response = leila.post(
        f"/report/?about=message:{asked.pk}",
        {"kind": "money", "items": [f"item:{asked.pk}"], "stop_contact": "on"},
        follow=True,
    )

    assert "Robert is not told who reported." in page
    assert f'value="item:{other.pk}"' in page
    report = Report.objects.get()
    assert [item.ref for item in report.items.all()] == [f"item:{asked.pk}"]
    assert ContactHold.objects.get().held == scene.robert
    assert report.number in response.content.decode()
    assert "Thank you for telling us" in response.content.decode()


def test_nothing_chosen_is_said_kindly_and_keeps_the_words(scene: Scene) -> None:
    response = signed_in(scene.leila).post(f"/report/?about=person:{scene.robert.pk}", {"words": "I wrote a lot"})

    page = response.content.decode()
    assert "There is a problem" in page
    assert "I wrote a lot" in page
    assert not Report.objects.exists()


def test_a_report_about_an_organizer_says_where_it_goes(scene: Scene) -> None:
    page = signed_in(scene.leila).get(f"/report/?about=person:{scene.amara.pk}").content.decode()

    assert "This goes to the people who run this site, not to your organizer." in page


def test_only_the_reporter_reads_the_status(scene: Scene) -> None:
    report = scene.report()

    assert signed_in(scene.leila).get(f"/report/{report.pk}/").status_code == 200
    for who in (scene.robert, scene.outsider, scene.amara, scene.operator):
        assert signed_in(who).get(f"/report/{report.pk}/").status_code == 404


def test_organizers_look_and_nobody_else_can(scene: Scene) -> None:
    report = scene.report()
    address = f"/g/{scene.group.slug}/manage/reports/{report.pk}/"

    page = signed_in(scene.amara).get(address).content.decode()

    assert CANARY in page
    assert Look.objects.get().person == scene.amara
    assert signed_in(scene.leila).get(address).status_code == 403
    assert signed_in(scene.outsider).get(address).status_code == 404
    assert signed_in(scene.operator).get(address).status_code == 404
    assert Look.objects.count() == 1


def test_an_organizer_never_finds_a_report_about_themselves(scene: Scene) -> None:
    report = scene.report(about=scene.amara)

    for who in (scene.amara, scene.kofi):
        assert signed_in(who).get(f"/g/{scene.group.slug}/manage/reports/{report.pk}/").status_code == 404
    assert CANARY in signed_in(scene.operator).get(f"/operator/reports/{report.pk}/").content.decode()
    assert signed_in(scene.amara).get(f"/operator/reports/{report.pk}/").status_code == 403


def test_a_decision_needs_words_for_the_other_person(scene: Scene) -> None:
    report = scene.report()
    address = f"/g/{scene.group.slug}/manage/reports/{report.pk}/"
    amara = signed_in(scene.amara)

    refused = amara.post(address, {"decision": "warn", "to_reporter": "We spoke"})
    decided = amara.post(address, {"decision": "warn", "to_reporter": "We spoke", "to_reported": "Be kind"})

    assert "They must be told why" in refused.content.decode()
    assert decided.status_code == 302
    assert "We spoke" in signed_in(scene.leila).get(f"/report/{report.pk}/").content.decode()


def test_the_reported_person_reads_the_reasons_and_never_who_reported(scene: Scene) -> None:
    report = scene.report()
    decision = decide_report(
        report, scene.amara, decision="warn", to_reporter="We spoke", to_reported="Be kind", at=clock.now()
    )
    hand_on_waiting_events(REACTIONS, at=clock.now())

    page = signed_in(scene.robert).get(f"/decision/{decision.pk}/").content.decode()

    assert "Be kind" in page
    assert not any(word in page for word in ("Leila", "We spoke", CANARY, report.number))
    for who in (scene.leila, scene.outsider, scene.amara):
        assert signed_in(who).get(f"/decision/{decision.pk}/").status_code == 404


def test_who_is_not_content_can_ask_the_people_who_run_the_site(scene: Scene) -> None:
    report = scene.report()
    decide_report(report, scene.amara, decision="nothing", to_reporter="It is fine", to_reported="", at=clock.now())

    signed_in(scene.leila).post(f"/report/{report.pk}/ask/")

    report.refresh_from_db()
    assert report.for_operator
    assert CANARY in signed_in(scene.operator).get(f"/operator/reports/{report.pk}/").content.decode()


def test_a_block_is_one_page_and_one_press_and_stands_in_the_settings_of_its_maker_alone(scene: Scene) -> None:
    leila = signed_in(scene.leila)

    assert "They are not told." in leila.get(f"/block/{scene.robert.pk}/").content.decode()
    assert not Block.objects.exists()
    page = leila.post(f"/block/{scene.robert.pk}/", follow=True).content.decode()

    assert "Robert" in page
    assert "You have not blocked anyone" in signed_in(scene.robert).get("/settings/blocked/").content.decode()
    leila.post(f"/block/{scene.robert.pk}/undo/")
    assert not Block.objects.exists()


def test_only_people_one_has_met_can_be_blocked(scene: Scene) -> None:
    assert signed_in(scene.leila).get(f"/block/{scene.outsider.pk}/").status_code == 404


def test_the_list_of_reports_asks_the_database_as_often_for_one_as_for_many(scene: Scene) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    amara, address = signed_in(scene.amara), f"/g/{scene.group.slug}/manage/reports/"
    scene.report()
    amara.get(address)
    with CaptureQueriesContext(connection) as one:
        amara.get(address)
    for _ in range(20):
        scene.report(about=cast.member(scene.group, cast.person("Somebody")))
    with CaptureQueriesContext(connection) as many:
        amara.get(address)

    assert len(one) == len(many)


def test_one_organizer_at_a_time_reads_a_report_and_the_reporter_sees_who(scene: Scene) -> None:
    report = scene.report()
    address = f"/g/{scene.group.slug}/manage/reports/{report.pk}/"

    assert CANARY in signed_in(scene.amara).get(address).content.decode()
    kofi = signed_in(scene.kofi).get(address).content.decode()

    assert CANARY not in kofi
    assert "Somebody else looks after this report" in kofi
    assert "Take it for three days" not in kofi
    seen = signed_in(scene.leila).get(f"/report/{report.pk}/").content.decode()
    assert "Who looked" in seen
    assert seen.count("Amara") > 0


def test_a_decision_closes_the_report_for_everybody(scene: Scene) -> None:
    report = scene.report()
    address = f"/g/{scene.group.slug}/manage/reports/{report.pk}/"
    decide_report(report, scene.amara, decision="warn", to_reporter="We spoke", to_reported="No", at=clock.now())

    page = signed_in(scene.amara).get(address).content.decode()

    assert CANARY not in page
    assert "This is decided" in page
    assert "Warn the person" in page


def test_the_reported_person_asks_for_somebody_else_and_sees_who_looked(scene: Scene) -> None:
    report = scene.report()
    signed_in(scene.amara).get(f"/g/{scene.group.slug}/manage/reports/{report.pk}/")
    decision = decide_report(report, scene.amara, decision="warn", to_reporter="We", to_reported="No", at=clock.now())
    robert = signed_in(scene.robert)

    looks = robert.get("/settings/looks/").content.decode()
    assert "Amara, who runs" in looks
    assert "Leila" not in looks
    assert "Ask somebody else to look" in robert.get(f"/decision/{decision.pk}/").content.decode()
    after = robert.post(f"/decision/{decision.pk}/again/", follow=True).content.decode()

    assert "You have asked somebody else to look." in after
    assert CANARY in signed_in(scene.operator).get(f"/operator/reports/{report.pk}/").content.decode()


def test_an_operator_takes_over_what_lies_for_long_and_reads_the_counts(scene: Scene) -> None:
    report = scene.report(at=clock.now() - timedelta(days=4))
    olu = signed_in(scene.operator)

    page = olu.get("/operator/reports/").content.decode()
    assert "Take it over" in page
    assert CANARY not in page
    olu.post(f"/operator/reports/{report.pk}/up/")

    assert CANARY in olu.get(f"/operator/reports/{report.pk}/").content.decode()
    assert "Received" in olu.get("/operator/reports/numbers/").content.decode()
    assert signed_in(scene.amara).get("/operator/reports/numbers/").status_code == 403
