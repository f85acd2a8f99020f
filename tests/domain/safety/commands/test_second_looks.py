from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.config.reactions import REACTIONS
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.notifications.models import Notice
from alongside.domain.safety.commands.reports import decide_report
from alongside.domain.safety.commands.second_looks import CannotAppeal, appeal_decision
from alongside.domain.safety.figures import reports_by_year
from alongside.domain.safety.jobs import tell_of_overdue_reports
from alongside.domain.safety.queries import lookers_of
from alongside.policy import safety
from tests import cast
from tests.cast import MONDAY
from tests.domain.safety.commands.test_reports import Scene

pytestmark = pytest.mark.django_db
THREE_DAYS = timedelta(hours=72)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def decided(report, by, *, kind="warn", at=MONDAY):
    return decide_report(report, by, decision=kind, to_reporter="Yes", to_reported="No", at=at)


def test_what_lies_for_three_days_rises_to_the_people_who_run_the_site_once(scene):
    report = scene.report()

    told = [tell_of_overdue_reports(MONDAY + after) for after in (THREE_DAYS - timedelta(minutes=1), THREE_DAYS)]
    told.append(tell_of_overdue_reports(MONDAY + THREE_DAYS))
    hand_on_waiting_events(REACTIONS, at=MONDAY + THREE_DAYS)

    assert told == [0, 1, 0]
    assert Notice.objects.filter(kind="report_overdue", person=scene.operator).count() == 1
    assert not Notice.objects.filter(kind="report_overdue").exclude(person=scene.operator).exists()
    assert list(safety.overdue(scene.operator, at=MONDAY + THREE_DAYS + timedelta(hours=1))) == [report]


def test_an_operator_with_a_part_in_it_does_not_hear_of_it(scene):
    scene.report(about=scene.operator)

    tell_of_overdue_reports(MONDAY + THREE_DAYS)
    hand_on_waiting_events(REACTIONS, at=MONDAY + THREE_DAYS)

    assert not Notice.objects.filter(kind="report_overdue").exists()


def test_the_reported_person_gets_somebody_else_to_look_once(scene):
    report = scene.report()
    decision = decided(report, scene.amara)

    appeal_decision(decision, at=MONDAY + timedelta(days=180))

    report.refresh_from_db()
    assert report.for_operator
    assert list(lookers_of(report)) == [scene.operator]
    assert not safety.for_organizers(_seat(scene)).exists()
    with pytest.raises(CannotAppeal):
        appeal_decision(decision, at=MONDAY + timedelta(days=181))


def test_after_half_a_year_it_stays_as_it_is(scene):
    decision = decided(scene.report(), scene.amara)

    with pytest.raises(CannotAppeal):
        appeal_decision(decision, at=MONDAY + timedelta(days=184))


def test_whoever_decided_does_not_decide_again_while_there_is_somebody_else(scene):
    report = scene.report(about=scene.amara)  # about an organizer, so it is the operator's
    appeal_decision(decided(report, scene.operator), at=MONDAY)
    report.refresh_from_db()

    assert list(lookers_of(report)) == [scene.operator]  # alone, better again than never
    assert report in safety.for_operators(scene.operator)
    second = cast.person("Ola", is_operator=True)
    assert list(lookers_of(report)) == [second]
    assert report not in safety.for_operators(scene.operator)
    assert report in safety.for_operators(second)


def test_the_years_are_counted_without_a_name(scene):
    decided(scene.report(), scene.amara, at=MONDAY + timedelta(hours=10))
    slow = scene.report(by=scene.kofi, kind="money")
    appeal_decision(decided(slow, scene.amara, kind="warn", at=MONDAY + timedelta(days=4)), at=MONDAY)
    scene.report(about=scene.leila, by=scene.robert)

    [year] = reports_by_year()

    assert (year.year, year.received, year.decided, year.within_three_days, year.appeals) == (2026, 3, 2, 1, 1)
    assert year.median_hours == 53
    assert dict(year.decisions) == {"warn": 2}


def _seat(scene):
    from alongside.policy.programs import organizer_seat

    return organizer_seat(scene.kofi, scene.group.slug)
