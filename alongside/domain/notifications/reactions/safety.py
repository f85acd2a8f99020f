"""Who is told when something happens: reports and what was decided.

Letters about reports are neutral: somebody else may read the mailbox. Nothing here names who reported.
"""

from __future__ import annotations

from datetime import datetime

from alongside.domain.events.reactions import Reactions, Silent
from alongside.domain.notifications.commands.notices import notify
from alongside.domain.people.models import Person
from alongside.domain.safety.events import (
    DecisionAppealed,
    PersonUnblocked,
    ReportDecided,
    ReportHandedOn,
    ReportMade,
    ReportOverdue,
)
from alongside.domain.safety.models import Decision, Report
from alongside.domain.safety.queries import lookers_of


def tell_lookers(fact: ReportMade | ReportHandedOn, at: datetime) -> None:
    """Whoever may look, and nobody who has a part in it."""
    report = Report.objects.select_related("group").get(pk=fact.report)
    group = None if report.for_operator else report.group
    path = f"/g/{group.slug}/manage/reports/{report.pk}/" if group else f"/operator/reports/{report.pk}/"
    for looker in lookers_of(report):
        notify(
            looker.pk,
            "report_to_look_at",
            facts={"number": report.number, "group_name": group.name if group else ""},
            path=path,
            once=f"report_to_look_at:{report.pk}:{looker.pk}:{'operator' if report.for_operator else 'group'}",
            group=group.pk if group else None,
            neutral=True,
            at=at,
        )


def tell_operators_of_overdue(fact: ReportOverdue, at: datetime) -> None:
    """The people who run the site learn that it waits, and not what it says."""
    report = Report.objects.get(pk=fact.report)
    operators = Person.objects.filter(is_operator=True, suspended_at=None, deactivated_at=None)
    for operator in operators.exclude(pk__in=[who for who in (report.reporter_id, report.about_id) if who]):
        notify(
            operator.pk,
            "report_overdue",
            facts={"number": report.number},
            path="/operator/reports/",
            once=f"report_overdue:{report.pk}:{operator.pk}",
            neutral=True,
            at=at,
        )


def thank_reporter(fact: ReportMade, at: datetime) -> None:
    """A receipt with the number."""
    _tell_reporter(Report.objects.get(pk=fact.report), "report_received", f"report_received:{fact.report}", at)


def tell_reporter_of_handing_on(fact: ReportHandedOn, at: datetime) -> None:
    """The report has moved; nothing to do for the reporter."""
    _tell_reporter(Report.objects.get(pk=fact.report), "report_handed_on", f"report_handed_on:{fact.report}", at)


def tell_both_sides(fact: ReportDecided, at: datetime) -> None:
    """Each side is told that there is an answer; the words wait on a page of their own."""
    decision = Decision.objects.select_related("report").get(pk=fact.decision)
    _tell_reporter(decision.report, "report_decided", f"report_decided:{decision.pk}", at)
    if decision.to_reported and decision.report.about_id:
        notify(
            decision.report.about_id,
            "decision_about_you",
            facts={},
            path=f"/decision/{decision.pk}/",
            once=f"decision_about_you:{decision.pk}",
            neutral=True,
            at=at,
        )


def _tell_reporter(report: Report, kind: str, once: str, at: datetime) -> None:
    if report.reporter_id:
        facts = {"number": report.number}
        notify(report.reporter_id, kind, facts=facts, path=f"/report/{report.pk}/", once=once, neutral=True, at=at)


REACTIONS: Reactions = {
    ReportMade: (thank_reporter, tell_lookers),
    ReportHandedOn: (tell_reporter_of_handing_on, tell_lookers),
    ReportDecided: (tell_both_sides,),
    ReportOverdue: (tell_operators_of_overdue,),
}

# Acted on elsewhere, or of no interest to anybody.
SILENT: Silent = frozenset({PersonUnblocked, DecisionAppealed})
