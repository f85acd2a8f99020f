"""Who looks at which report: asked of the lists and addresses of pages, with every reason to be kept out on its own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from alongside.domain.people.models import Person
from alongside.domain.safety.commands.reports import decide_report, hand_on_report
from alongside.domain.safety.models import Report
from alongside.domain.safety.queries import is_held, lookers_of
from alongside.policy import safety
from alongside.policy.programs import organizer_seat, seat_in
from tests import cast
from tests.cast import MONDAY
from tests.domain.safety.commands.test_reports import Scene

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=4)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def _listed(scene, organizer):
    return list(safety.for_organizers(organizer_seat(organizer, scene.group.slug)))


def test_an_organizer_never_finds_a_report_they_made_or_that_is_about_them(scene):
    report, other = scene.report(), cast.organizer(scene.group)
    assert _listed(scene, other) == [report]

    for part in ("reporter", "about"):
        Report.objects.filter(pk=report.pk).update(**{part: other})
        assert _listed(scene, other) == []
        with pytest.raises(Http404):
            safety.to_look_at(other, scene.group.slug, report.pk)
        Report.objects.filter(pk=report.pk).update(**{part: cast.person("Somebody")})


def test_organizers_find_the_reports_of_their_own_group_and_members_none(scene):
    scene.report()
    elsewhere = cast.group("Elsewhere")
    runs_another, member = cast.organizer(elsewhere), cast.member(scene.group)

    assert not safety.for_organizers(organizer_seat(runs_another, elsewhere.slug)).exists()
    assert not safety.for_organizers(seat_in(member, scene.group.slug)).exists()
    assert safety.reports_to_decide(runs_another) == []
    assert safety.reports_to_decide(member) == []
    assert safety.reports_to_decide(scene.amara) == [(scene.group, 1)]


def test_what_waits_is_counted_without_what_one_has_a_part_in_and_without_what_is_done(scene):
    report = scene.report()
    Report.objects.filter(pk=report.pk).update(reporter=scene.amara)
    assert safety.reports_to_decide(scene.amara) == []

    Report.objects.filter(pk=report.pk).update(reporter=cast.person("Somebody"), state=Report.State.RESOLVED)
    assert safety.reports_to_decide(scene.amara) == []


def test_operators_find_what_went_to_them_and_nothing_they_have_a_part_in(scene):
    report, nobody = scene.report(), cast.person("Nora")
    assert not safety.for_operators(scene.operator).exists()

    hand_on_report(report, by=scene.amara, at=MONDAY)
    assert list(safety.for_operators(scene.operator)) == [report]
    assert safety.reports_to_decide(scene.operator) == [(None, 1)]
    assert safety.reports_to_decide(scene.amara) == []
    assert not safety.for_operators(nobody).exists()
    with pytest.raises(PermissionDenied):
        safety.to_look_at_as_operator(nobody, report.pk)

    Report.objects.filter(pk=report.pk).update(reporter=scene.operator)
    assert not safety.for_operators(scene.operator).exists()


def test_only_operators_see_what_lies_for_long_and_only_after_three_days(scene):
    report = scene.report()

    assert list(safety.overdue(scene.operator, at=LATER)) == [report]
    assert not safety.overdue(scene.operator, at=MONDAY + timedelta(days=2)).exists()
    assert not safety.overdue(scene.amara, at=LATER).exists()
    with pytest.raises(PermissionDenied):
        safety.yearly_counts(scene.amara)
    decide_report(report, scene.amara, decision="nothing", to_reporter="Yes", to_reported="", at=MONDAY)
    assert not safety.overdue(scene.operator, at=LATER).exists()


@pytest.mark.parametrize("part", ["reporter", "about"])
def test_an_operator_does_not_take_over_what_they_have_a_part_in(scene, part):
    report = scene.report()
    assert safety.to_pass_on_as_operator(scene.operator, report.pk, at=LATER) == report

    Report.objects.filter(pk=report.pk).update(**{part: scene.operator})
    with pytest.raises(Http404):
        safety.to_pass_on_as_operator(scene.operator, report.pk, at=LATER)


def test_one_finds_ones_own_reports_and_decisions_that_were_told(scene):
    report = scene.report()
    decision = decide_report(report, scene.amara, decision="nothing", to_reporter="Yes", to_reported="", at=MONDAY)

    assert list(safety.own_reports(report.reporter)) == [report]
    assert not safety.own_reports(report.about).exists()
    with pytest.raises(Http404):
        safety.own_decision(report.about, decision.pk)


def test_a_report_is_for_open_accounts_that_run_its_own_group(scene):
    report = scene.report()
    cast.organizer(cast.group("Elsewhere"))
    for closed in ("suspended_at", "deactivated_at"):
        gone = cast.organizer(scene.group)
        Person.objects.filter(pk=gone.pk).update(**{closed: MONDAY})

    assert set(lookers_of(report)) == {scene.amara, scene.kofi}


def test_what_went_to_the_operators_is_for_those_without_a_part_in_it(scene):
    second = cast.person("Ora", is_operator=True)
    report = scene.report(about=scene.amara, by=scene.operator)

    assert report.for_operator
    assert list(lookers_of(report)) == [second]


def test_nobody_is_held_for_what_another_did(scene):
    scene.report(stop_contact=True)

    assert is_held(author=scene.robert.pk, reader=scene.leila.pk)
    assert not is_held(author=scene.kofi.pk, reader=scene.leila.pk)
