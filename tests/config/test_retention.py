from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps

from alongside.config.jobs import JOBS
from alongside.config.retention import RULES, as_page, forget_what_is_over
from alongside.domain.notifications.commands.notices import notify
from alongside.domain.notifications.models import Notice
from alongside.domain.people.commands.sign_in import send_sign_in_link
from alongside.domain.people.models import SignInLink
from alongside.domain.safety.commands.reports import Evidence, decide_report
from alongside.domain.safety.jobs import forget_old_evidence
from alongside.domain.safety.look_log import write_look
from alongside.domain.safety.models import Look, Report, ReportedItem
from alongside.domain.safety.queries import told_to_reported
from tests import cast
from tests.cast import MONDAY
from tests.domain.safety.commands.test_reports import CANARY, Scene

PAGE = Path(__file__).resolve().parents[2] / "docs" / "operator" / "retention.md"


def test_every_table_has_a_rule_and_no_rule_is_about_a_table_that_is_gone() -> None:
    assert set(RULES) == {model._meta.label for model in apps.get_models(include_auto_created=True)}


def test_the_page_for_operators_says_the_same() -> None:
    assert PAGE.read_text() == as_page(), "Write it anew: python -m alongside.config.retention_page"


def test_what_has_an_end_is_held_to_by_a_field_or_by_a_job() -> None:
    jobs = {job.name for job in JOBS}
    for label, rule in RULES.items():
        assert not rule.job or rule.job in jobs, label
        assert (rule.after is None) == (not rule.since), label
        assert not rule.since or apps.get_model(label)._meta.get_field(rule.since), label
        promises = any(word in rule.says for word in ("Removed", " go ", "destroyed after"))
        assert promises == bool(rule.after or rule.job), f"{label} promises an end that nothing holds to"


@pytest.mark.django_db
def test_what_is_over_goes_and_what_is_not_stays() -> None:
    leila = cast.person("Leila")
    send_sign_in_link(leila.email, at=MONDAY)
    send_sign_in_link(leila.email, at=MONDAY + timedelta(days=20))
    facts = {"group_name": "Riverside"}
    notify(leila.pk, "group_joined", facts=facts, path="/", once="a", at=MONDAY)

    forget_what_is_over(MONDAY + timedelta(days=31))
    assert SignInLink.objects.count() == 1
    assert Notice.objects.count() == 1

    forget_what_is_over(MONDAY + timedelta(days=367))
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_the_evidence_goes_after_a_year_the_answer_after_three_and_the_log_never() -> None:
    scene = Scene()
    report = scene.report(items=[Evidence("post:1", scene.robert.pk, MONDAY, CANARY)])
    open_one = scene.report(by=scene.kofi)
    write_look(report, scene.amara, at=MONDAY)
    decision = decide_report(report, scene.amara, decision="warn", to_reporter="Yes", to_reported="No", at=MONDAY)

    forget_old_evidence(MONDAY + timedelta(days=365))
    assert ReportedItem.objects.count() == 1
    forget_old_evidence(MONDAY + timedelta(days=366))
    report.refresh_from_db()
    assert (bytes(report.words), ReportedItem.objects.count()) == (b"", 0)
    assert told_to_reported(decision).words == "No"

    forget_what_is_over(MONDAY + timedelta(days=3 * 366))
    assert list(Report.objects.all()) == [open_one]
    assert Look.objects.count() == 1
