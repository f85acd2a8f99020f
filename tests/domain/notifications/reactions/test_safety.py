from __future__ import annotations

import pytest

from alongside.config.reactions import REACTIONS
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.notifications.jobs import send_due_letters
from alongside.domain.notifications.models import Delivery, Notice
from alongside.domain.safety.commands.reports import decide_report
from tests.cast import MONDAY
from tests.domain.safety.commands.test_reports import Scene

pytestmark = pytest.mark.django_db


def test_a_report_is_told_to_those_who_look_and_receipted_and_never_to_whom_it_concerns() -> None:
    scene = Scene()
    report = scene.report()

    hand_on_waiting_events(REACTIONS, at=MONDAY)

    told = {(notice.person, notice.kind) for notice in Notice.objects.select_related("person")}
    assert told == {
        (scene.leila, "report_received"),
        (scene.amara, "report_to_look_at"),
        (scene.kofi, "report_to_look_at"),
    }
    assert Notice.objects.get(person=scene.amara).path == f"/g/{scene.group.slug}/manage/reports/{report.pk}/"


def test_letters_about_reports_name_nobody() -> None:
    scene = Scene()
    decide_report(scene.report(), scene.amara, decision="warn", to_reporter="x", to_reported="y", at=MONDAY)

    hand_on_waiting_events(REACTIONS, at=MONDAY)
    send_due_letters(MONDAY)

    letters = Delivery.objects.filter(state="sent")
    assert {letter.person for letter in letters} == {scene.leila, scene.robert, scene.amara, scene.kofi}
    for letter in letters:
        words = letter.subject + letter.text + letter.html
        assert not any(name in words for name in ("Leila", "Robert", scene.group.name, "report"))
