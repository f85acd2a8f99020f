from __future__ import annotations

import random
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from alongside.domain.safety.commands.looks import (
    AccessIsOver,
    CaseIsClosed,
    SomebodyElseLooks,
    look_at_report,
    take_report,
)
from alongside.domain.safety.commands.reports import decide_report
from alongside.domain.safety.look_log import breaks_in_chain, end_of_chain, write_look
from alongside.domain.safety.models import Look
from alongside.domain.safety.queries import looks_concerning
from tests import cast
from tests.cast import MONDAY
from tests.domain.safety.commands.test_reports import CANARY, Scene

pytestmark = pytest.mark.django_db
IN_TIME, TOO_LATE = MONDAY + timedelta(hours=71), MONDAY + timedelta(hours=72)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def decided(scene, report, *, at=MONDAY):
    return decide_report(report, scene.amara, decision="warn", to_reporter="Yes", to_reported="No", at=at)


def test_whoever_opens_it_first_has_it_for_three_days(scene):
    report = scene.report()

    assert look_at_report(report, scene.amara, at=MONDAY).words == CANARY
    with pytest.raises(SomebodyElseLooks):
        look_at_report(report, scene.kofi, at=IN_TIME)
    with pytest.raises(SomebodyElseLooks):
        take_report(report, scene.kofi, at=IN_TIME)
    with pytest.raises(AccessIsOver):
        look_at_report(report, scene.amara, at=TOO_LATE)

    take_report(report, scene.kofi, at=TOO_LATE)
    assert look_at_report(report, scene.kofi, at=TOO_LATE).words == CANARY
    with pytest.raises(SomebodyElseLooks):
        look_at_report(report, scene.amara, at=TOO_LATE)


def test_access_ends_with_the_case(scene):
    report = scene.report()
    look_at_report(report, scene.amara, at=MONDAY)
    decided(scene, report)

    for act in (look_at_report, take_report):
        with pytest.raises(CaseIsClosed):
            act(report, scene.amara, at=MONDAY)


def test_a_refused_look_shows_nothing_and_is_none(scene):
    report = scene.report()
    look_at_report(report, scene.amara, at=MONDAY)

    with pytest.raises(SomebodyElseLooks):
        look_at_report(report, scene.kofi, at=MONDAY)

    assert Look.objects.count() == 1


def test_the_look_is_in_the_log_before_anything_is_unsealed(scene, monkeypatch):
    report, seen = scene.report(), []
    monkeypatch.setattr("alongside.domain.safety.commands.looks.opened", lambda _: seen.append(Look.objects.count()))

    look_at_report(report, scene.amara, at=MONDAY)

    assert seen == [1]


CHANGES = {
    "looker_id": lambda look: uuid4(),
    "looked_at": lambda look: look.looked_at + timedelta(seconds=1),
    "report_number": lambda look: "ANOTHER",
    "before": lambda look: "1" * 64,
    "seal": lambda look: "2" * 64,
    "number": lambda look: 10_000 + look.number,
}


def test_every_change_of_the_log_is_found(scene):
    report = scene.report()
    for minute in range(40):
        write_look(report, scene.amara, at=MONDAY + timedelta(minutes=minute))
    assert not list(breaks_in_chain())
    chance, found, tried = random.Random(1), 0, 0

    for _try in range(300):
        look = Look.objects.get(number=chance.randint(1, 39))
        was = Look.objects.filter(pk=look.pk).values().get()
        field, change = chance.choice(list(CHANGES.items()))
        Look.objects.filter(pk=look.pk).update(**{field: change(look)})
        tried, found = tried + 1, found + bool(list(breaks_in_chain()))
        Look.objects.filter(pk=look.pk).update(**{name: value for name, value in was.items() if name != "id"})
    Look.objects.filter(number=7).delete()

    assert (tried, found) == (300, 300)
    assert list(breaks_in_chain()) == ["Between look 6 and look 8 some are missing."]
    with pytest.raises(CommandError):
        call_command("verify_looks")


def test_the_chain_outlives_report_and_account(scene, capsys):
    report = scene.report()
    look_at_report(report, scene.amara, at=MONDAY)
    report.delete()
    Look.objects.update(person=None)

    call_command("verify_looks")

    assert end_of_chain()[1] in capsys.readouterr().out


def test_the_old_secret_still_proves_old_looks(scene, settings):
    write_look(scene.report(), scene.amara, at=MONDAY)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a" * 40, [settings.SECRET_KEY]

    assert not list(breaks_in_chain())


@pytest.mark.django_db(transaction=True)
def test_looks_at_the_same_moment_stand_one_behind_the_other():
    scene = Scene()
    report = scene.report()

    def look() -> None:
        write_look(report, scene.amara, at=MONDAY)
        connections.close_all()

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert Look.objects.count() == 8
    assert not list(breaks_in_chain())


def test_the_reporter_sees_each_look_at_once_and_the_other_when_it_is_safe(scene):
    report = scene.report()
    look_at_report(report, scene.amara, at=MONDAY)

    assert looks_concerning(scene.leila, at=MONDAY).count() == 1
    assert not looks_concerning(scene.robert, at=MONDAY + timedelta(days=29)).exists()
    assert looks_concerning(scene.robert, at=MONDAY + timedelta(days=30)).count() == 1
    assert not looks_concerning(cast.person("Tom"), at=MONDAY + timedelta(days=90)).exists()


def test_the_other_sees_the_looks_when_the_case_closes(scene):
    report = scene.report()
    look_at_report(report, scene.amara, at=MONDAY)
    decided(scene, report)

    assert looks_concerning(scene.robert, at=MONDAY).count() == 1
