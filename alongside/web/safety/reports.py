"""Reports as those who look after them see them: organizers in their group, and the people who run the site."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.domain.safety.commands import looks
from alongside.domain.safety.commands import reports as commands
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import safety
from alongside.policy.programs import organizer_seat
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, operators, signed_in
from alongside.web.safety.forms import DecisionForm

_SAYS = {
    "nothing": gettext_lazy("Nothing more is needed. Contact that was held goes through again"),
    "warn": gettext_lazy("Write to the person: this must not happen again"),
    "pause": gettext_lazy("Pause the pair. Neither can write until you let them go on"),
    "remove": gettext_lazy("Remove the person from the group. Their pairs here end"),
    "suspend": gettext_lazy("Close the person’s account. They cannot sign in any more"),
}


@signed_in
@require_safe
def list_reports(request: PersonRequest, slug: str) -> HttpResponse:
    """Open reports first, then those that are done."""
    seat = organizer_seat(request.user, slug)
    return render(request, "safety/list_reports.html", {"reports": safety.for_organizers(seat), "group": seat.group})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def look_at_report(request: PersonRequest, slug: str, report_id: UUID) -> HttpResponse:
    """One report in context, and the decision about it."""
    _seat, report = safety.to_look_at(request.user, slug, report_id)
    return _look(request, report, back=f"/g/{slug}/manage/reports/", group_slug=slug)


@signed_in
@require_POST
def hand_on_report(request: PersonRequest, slug: str, report_id: UUID) -> HttpResponse:
    """Give a report to the people who run the site."""
    _seat, report = safety.to_look_at(request.user, slug, report_id)
    commands.hand_on_report(report, by=request.user, at=clock.now())
    say(request, _("The people who run this site look at it now."))
    return redirect("list_reports", slug=slug)


@signed_in
@require_POST
def lift_pause(request: PersonRequest, slug: str, report_id: UUID) -> HttpResponse:
    """Let a pair that was paused for this report go on."""
    _seat, report = safety.to_look_at(request.user, slug, report_id)
    commands.lift_pause(report, by=request.user, at=clock.now())
    say(request, _("The pair can go on."))
    return redirect("look_at_report", slug=slug, report_id=report_id)


@operators
@require_safe
def list_escalated(request: PersonRequest) -> HttpResponse:
    """What the people who run the site look at themselves, and what organizers have left lying for long."""
    return render(
        request,
        "safety/list_escalated.html",
        {
            "reports": safety.for_operators(request.user),
            "overdue": safety.overdue(request.user, at=clock.now()),
            "here": "reports",
        },
    )


@operators
@require_http_methods(["GET", "HEAD", "POST"])
def look_at_escalated(request: PersonRequest, report_id: UUID) -> HttpResponse:
    """One report for the people who run the site."""
    report = safety.to_look_at_as_operator(request.user, report_id)
    return _look(request, report, back="/operator/reports/")


@signed_in
@require_POST
def take_report(request: PersonRequest, slug: str, report_id: UUID) -> HttpResponse:
    """Look after a report for three days, in a group one runs."""
    _seat, report = safety.to_look_at(request.user, slug, report_id)
    return _take(request, report, redirect("look_at_report", slug=slug, report_id=report_id))


@operators
@require_POST
def take_escalated(request: PersonRequest, report_id: UUID) -> HttpResponse:
    """Look after a report for three days, as somebody who runs the site."""
    report = safety.to_look_at_as_operator(request.user, report_id)
    return _take(request, report, redirect("look_at_escalated", report_id=report_id))


@operators
@require_POST
def pull_up_report(request: PersonRequest, report_id: UUID) -> HttpResponse:
    """Take over a report that organizers have left lying for more than three days."""
    report = safety.to_pass_on_as_operator(request.user, report_id, at=clock.now())
    commands.hand_on_report(report, by=request.user, at=clock.now())
    say(request, _("It is with the people who run this site now."))
    return redirect("list_escalated")


@operators
@require_safe
def list_report_numbers(request: PersonRequest) -> HttpResponse:
    """How many reports there were each year and what became of them."""
    years = safety.yearly_counts(request.user)
    return render(request, "safety/list_report_numbers.html", {"years": years, "here": "reports"})


def _take(request: PersonRequest, report: safety.ReportToLookAt, then: HttpResponse) -> HttpResponse:
    try:
        looks.take_report(report, request.user, at=clock.now())
    except Refusal as refusal:
        say(request, refusal)
    return then


def _look(request: PersonRequest, report: safety.ReportToLookAt, *, back: str, group_slug: str = "") -> HttpResponse:
    form = DecisionForm(request.POST if request.method == "POST" else None, decisions=_decisions(report))
    context: dict[str, Any] = {"form": form, "back": back, "group_slug": group_slug, "services": settings.LOCAL_HELP}
    context |= {"report": report, "decisions": safety.decisions_about(report)}
    context["may_lift_pause"] = bool(group_slug) and safety.is_pair_resting(report)
    try:
        context["opened"] = looks.look_at_report(report, request.user, at=clock.now())
        if request.method == "POST" and form.is_valid():
            commands.decide_report(report, request.user, **form.cleaned_data, at=clock.now())
            say(request, _("Decided. Both are told as far as it concerns them."))
            return redirect(back)
    except (looks.SomebodyElseLooks, looks.AccessIsOver, looks.CaseIsClosed) as refusal:
        context |= {"refusal": refusal, "may_take": safety.may_take(report, request.user, at=clock.now())}
        return render(request, "safety/closed_report.html", context)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return render(request, "safety/look_at_report.html", context)


def _decisions(report: safety.ReportToLookAt) -> list[tuple[str, Any]]:
    """What can be decided about this report, each with what it does."""
    return [(key, says) for key, says in _SAYS.items() if commands.fits(report, key)]
