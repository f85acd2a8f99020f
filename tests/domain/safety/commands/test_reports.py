from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from alongside.domain.events.models import Event
from alongside.domain.groups.models import Group, Membership
from alongside.domain.people.models import Person
from alongside.domain.safety.commands.looks import look_at_report
from alongside.domain.safety.commands.reports import (
    AlreadyDecided,
    Evidence,
    NotThisDecision,
    Subject,
    TooManyItems,
    decide_report,
    hand_on_report,
    make_report,
)
from alongside.domain.safety.models import Look, Report, ReportedItem
from alongside.domain.safety.queries import is_held, lookers_of, told_to_reported, told_to_reporter
from alongside.domain.safety.sealing import ReportsUnavailable
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db
CANARY = "canary-words-of-a-reporter"


class Scene:
    """A group with two organizers, a reporter, somebody reported, and an operator."""

    def __init__(self) -> None:
        self.group: Group = cast.group()
        self.amara = cast.organizer(self.group)
        self.kofi = cast.organizer(self.group, cast.person("Kofi"))
        self.leila = cast.member(self.group, cast.person("Leila"))
        self.robert = cast.member(self.group, cast.person("Robert"))
        self.operator = cast.person("Olu", is_operator=True)
        self.outsider = cast.person("Tom")

    def report(self, about: Person | None = None, by: Person | None = None, **options: Any) -> Report:
        about = about or self.robert
        subject = Subject(
            f"person:{about.pk}", about=about.pk, group=self.group.pk, mentorship=options.pop("pair", None)
        )
        options = {"kind": "unkind", "words": CANARY, "items": [], "stop_contact": False, "at": MONDAY, **options}
        return make_report(by or self.leila, subject, **options)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_report_reaches_the_organizers_and_nobody_with_a_part_in_it(scene: Scene) -> None:
    report = scene.report()

    assert set(lookers_of(report)) == {scene.amara, scene.kofi}
    assert not report.for_operator


def test_a_report_about_an_organizer_goes_to_the_people_who_run_the_site(scene: Scene) -> None:
    report = scene.report(about=scene.amara)

    assert set(lookers_of(report)) == {scene.operator}
    assert report not in Report.objects.without_part_of(scene.amara.pk)


def test_an_organizer_who_reports_does_not_look_at_their_own_report(scene: Scene) -> None:
    report = scene.report(by=scene.kofi)

    assert set(lookers_of(report)) == {scene.amara}


def test_an_organizer_whose_words_are_shown_does_not_look(scene: Scene) -> None:
    report = scene.report(items=[Evidence("post:1", scene.amara.pk, MONDAY, "hello")])

    assert set(lookers_of(report)) == {scene.kofi}
    assert report in Report.objects.without_part_of(scene.kofi.pk)
    assert report not in Report.objects.without_part_of(scene.amara.pk)


def test_where_no_organizer_may_look_the_operator_does(scene: Scene) -> None:
    Membership.objects.filter(person=scene.kofi).update(left_at=MONDAY)

    report = scene.report(by=scene.amara)

    assert set(lookers_of(report)) == {scene.operator}


def test_exactly_the_ticked_items_are_kept_as_they_were_and_nothing_in_clear(scene: Scene) -> None:
    said = [Evidence("message:1", scene.robert.pk, MONDAY, "give me money-canary")]

    report = scene.report(items=said)
    opened = look_at_report(report, scene.amara, at=MONDAY)

    assert opened.words == CANARY
    assert [(item.author, item.text) for item in opened.items] == [(scene.robert, "give me money-canary")]
    stored = [bytes(Report.objects.get().words), bytes(ReportedItem.objects.get().sealed)]
    assert not any(b"canary" in each for each in stored)
    assert not any("canary" in str(event.payload) for event in Event.objects.all())


def test_words_moved_to_another_report_do_not_open(scene: Scene) -> None:
    first = scene.report()
    second = scene.report(kind="money")
    Report.objects.filter(pk=second.pk).update(words=first.words)

    assert look_at_report(second, scene.amara, at=MONDAY).words == ""


def test_every_look_is_written_down_and_the_first_changes_the_status(scene: Scene) -> None:
    report = scene.report()

    look_at_report(report, scene.amara, at=MONDAY)
    look_at_report(report, scene.amara, at=MONDAY + timedelta(hours=1))

    assert list(Look.objects.order_by("looked_at").values_list("person", flat=True)) == [scene.amara.pk] * 2
    report.refresh_from_db()
    assert (report.state, report.taken_by) == ("looking", scene.amara)


def test_a_second_press_of_the_button_makes_no_second_report(scene: Scene) -> None:
    assert scene.report() == scene.report(at=MONDAY + timedelta(seconds=20))
    assert Report.objects.count() == 1


def test_more_than_twenty_items_are_too_many(scene: Scene) -> None:
    with pytest.raises(TooManyItems):
        scene.report(items=[Evidence(f"message:{number}", None, None, "x") for number in range(21)])


def test_without_a_key_nothing_is_written(scene: Scene, settings: Any) -> None:
    settings.MASTER_KEYS = {}

    with pytest.raises(ReportsUnavailable):
        scene.report()

    assert not Report.objects.exists()


def test_contact_is_held_from_the_reported_to_the_reporter_only_until_nothing_more_is_needed(scene: Scene) -> None:
    report = scene.report(stop_contact=True)
    held = is_held(author=scene.robert.pk, reader=scene.leila.pk)
    the_other_way = is_held(author=scene.leila.pk, reader=scene.robert.pk)

    decide_report(report, scene.amara, decision="nothing", to_reporter="It is fine", to_reported="", at=MONDAY)

    assert (held, the_other_way) == (True, False)
    assert not is_held(author=scene.robert.pk, reader=scene.leila.pk)


def test_under_18_stops_contact_and_pauses_the_pair_at_once(scene: Scene) -> None:
    pair = uuid4()

    scene.report(kind="under_18", pair=pair)

    assert is_held(author=scene.robert.pk, reader=scene.leila.pk)
    assert Event.objects.get(name="safety.PairPauseAsked").payload["mentorship"] == str(pair)


def test_each_side_reads_the_reasons_meant_for_it(scene: Scene) -> None:
    report = scene.report()

    decision = decide_report(
        report, scene.amara, decision="warn", to_reporter="We spoke to him", to_reported="Please be kind", at=MONDAY
    )

    report.refresh_from_db()
    assert report.state == "resolved"
    assert [told.words for told in told_to_reporter(report)] == ["We spoke to him"]
    assert told_to_reported(decision).words == "Please be kind"


def test_removing_takes_the_person_out_of_the_group_at_once(scene: Scene) -> None:
    report = scene.report()

    decide_report(report, scene.amara, decision="remove", to_reporter="Gone", to_reported="Rule 1", at=MONDAY)

    assert not Membership.objects.filter(group=scene.group, person=scene.robert, left_at=None).exists()


def test_only_the_people_who_run_the_site_close_an_account(scene: Scene) -> None:
    report = scene.report()
    with pytest.raises(NotThisDecision):
        decide_report(report, scene.amara, decision="suspend", to_reporter="x", to_reported="y", at=MONDAY)

    hand_on_report(report, by=scene.amara, at=MONDAY)
    decide_report(report, scene.operator, decision="suspend", to_reporter="x", to_reported="y", at=MONDAY)

    scene.robert.refresh_from_db()
    assert not scene.robert.is_active


def test_a_pair_can_only_be_paused_when_there_is_one(scene: Scene) -> None:
    with pytest.raises(NotThisDecision):
        decide_report(scene.report(), scene.amara, decision="pause", to_reporter="x", to_reported="y", at=MONDAY)


def test_two_organizers_do_not_both_decide(scene: Scene) -> None:
    report = scene.report()
    decide_report(report, scene.amara, decision="nothing", to_reporter="x", to_reported="", at=MONDAY)

    with pytest.raises(AlreadyDecided):
        decide_report(report, scene.kofi, decision="warn", to_reporter="x", to_reported="y", at=MONDAY)


def test_a_report_that_was_handed_on_leaves_the_organizers(scene: Scene) -> None:
    report = scene.report()

    hand_on_report(report, by=scene.leila, at=MONDAY)

    report.refresh_from_db()
    assert set(lookers_of(report)) == {scene.operator}
    assert report.state == "received"
