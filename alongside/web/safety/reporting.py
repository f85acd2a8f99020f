"""Reporting something in two presses, the receipt, and what became of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.domain.safety.commands import reports as commands
from alongside.domain.safety.commands import second_looks
from alongside.domain.safety.queries import looks_concerning, looks_of, told_to_reported, told_to_reporter
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import reportables, safety
from alongside.policy.reportables import Reportable
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, signed_in
from alongside.web.safety.forms import ReportForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PersonRequest) -> HttpResponse:
    """One page about one thing, named by ``?about=``; without it, a page to choose whom it is about."""
    about = request.GET.get("about", "")
    if not about:
        people = reportables.people_one_could_report(request.user)
        return render(request, "safety/choose_about.html", {"people": people, "own": safety.own_reports(request.user)})
    thing = reportables.to_report(request.user, about)
    form = _form(request, thing)

    if request.method == "POST" and form.is_valid():
        try:
            made = commands.make_report(
                request.user,
                thing.subject,
                kind=form.cleaned_data["kind"],
                words=form.cleaned_data["words"],
                items=thing.chosen(form.cleaned_data.get("items", [])),
                stop_contact=form.cleaned_data.get("stop_contact", False),
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("show_report", report_id=made.pk)

    readers = safety.who_would_read(request.user, thing.group, thing.about)
    return render(
        request,
        "safety/report.html",
        {
            "thing": thing,
            "form": form,
            **_tiles(form, thing),
            "readers": [reader.first_name for reader in readers],
            "concerns_organizer": thing.group is not None and not readers,
            "services": settings.LOCAL_HELP,
            "about": about,
        },
    )


@signed_in
@require_safe
def show_report(request: PersonRequest, report_id: UUID) -> HttpResponse:
    """What happens with a report, in words, for the person who made it."""
    made = safety.own_report(request.user, report_id)
    return render(
        request,
        "safety/show_report.html",
        {
            "report": made,
            "answers": told_to_reporter(made),
            "looks": looks_of(made),
            "steps": [
                _("Somebody reads what you wrote and ticked, and nothing else."),
                _("They may speak with the other person. They never say who told them."),
                _("You read here what was decided, as much as can be told."),
            ],
            "may_object": safety.may_still_object(made, at=clock.now()),
            "readers": [each.first_name for each in safety.who_would_read(request.user, made.group, made.about)],
            "may_block": made.about is not None and not safety.has_blocked(request.user, made.about),
            "services": settings.LOCAL_HELP,
        },
    )


@signed_in
@require_POST
def ask_operator(request: PersonRequest, report_id: UUID) -> HttpResponse:
    """Ask the people who run the site to look, instead or again."""
    made = safety.own_report(request.user, report_id)
    if safety.may_still_object(made, at=clock.now()):
        commands.hand_on_report(made, by=request.user, at=clock.now())
        say(request, _("The people who run this site have it now."))
    return redirect("show_report", report_id=report_id)


@signed_in
@require_safe
def show_decision(request: PersonRequest, decision_id: UUID) -> HttpResponse:
    """What was decided about the reader, and why. Never who reported."""
    told = told_to_reported(safety.own_decision(request.user, decision_id))
    context = {"told": told, "may_appeal": safety.may_appeal(told.decision, at=clock.now())}
    return render(request, "safety/show_decision.html", {**context, "contact": settings.CONTACT_EMAIL})


@signed_in
@require_POST
def appeal_decision(request: PersonRequest, decision_id: UUID) -> HttpResponse:
    """Ask somebody else to look again at a decision about oneself."""
    try:
        second_looks.appeal_decision(safety.own_decision(request.user, decision_id), at=clock.now())
    except Refusal as refusal:
        say(request, refusal)
    else:
        say(request, _("Somebody who runs this site looks again. You hear from them here."))
    return redirect("show_decision", decision_id=decision_id)


@signed_in
@require_safe
def list_looks(request: PersonRequest) -> HttpResponse:
    """Who opened the reader's reports, and reports about their words once the rules let them know."""
    looks = looks_concerning(request.user, at=clock.now())
    return render(request, "safety/list_looks.html", {"looks": looks[:500]})


def _tiles(form: ReportForm, thing: Reportable) -> dict[str, Any]:
    """The ticks: the thing itself at once, the rest behind a heading."""
    tiles = list(form["items"]) if "items" in form.fields else []
    return {"shown": tiles[: len(thing.shown)], "nearby": tiles[len(thing.shown) :]}


def _form(request: PersonRequest, thing: Reportable) -> ReportForm:
    items = [
        (each.ref, Truncator(each.text or _("Without words")).chars(160)) for each in (*thing.shown, *thing.nearby)
    ]
    data = request.POST if request.method == "POST" else None
    return ReportForm(
        data,
        items=items,
        about_someone=thing.about is not None,
        initial={"items": [each.ref for each in thing.shown]},
    )
