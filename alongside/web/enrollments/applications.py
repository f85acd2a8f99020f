"""An organizer's people pages: everyone signed up, and those who wait for an answer."""

from __future__ import annotations

import csv
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.commands import applications as commands
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import safe_cell
from alongside.policy import enrollments as policy
from alongside.policy import programs
from alongside.web.enrollments.cards import card_of, help_words, reach_words
from alongside.web.enrollments.forms import DeclineForm
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, signed_in
from alongside.web.programs.frame import program_header

ON_A_PAGE = 50


@signed_in
def list_people(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Everyone signed up, with how they stand in words."""
    seat, program = programs.to_manage(request.user, slug, program_id)
    words, role, first = request.GET.get("q", "").strip(), request.GET.get("role", ""), request.GET.get("from", "")
    start = int(first) if first.isdecimal() else 0
    people = policy.people_of(seat, program, words=words, role=role)
    total = people.count()
    shown = list(people[start : start + ON_A_PAGE])
    paired = policy.paired_counts(shown)
    context = {
        "header": program_header(seat, program, "people"), "group": seat.group, "program": program,
        "people": [(each, paired.get(each.pk, 0)) for each in shown], "total": total, "words": words, "role": role,
        "rest": max(0, total - start - ON_A_PAGE), "next": start + ON_A_PAGE, "first": start,
        "waiting": policy.applications(seat, program).count(),
    }  # fmt: skip
    return render(request, "enrollments/list_people.html", context)


@signed_in
def export_people(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Everyone signed up as a list for a spreadsheet; no cell can start a formula."""
    seat, program = programs.to_manage(request.user, slug, program_id)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="people.csv"'
    # The mark lets older spreadsheets see that the file is UTF-8.
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow([
        "email", "first name", "family name", "role", "state", "topics", "languages", "time zone", "title",
        "capacity", "help", "about", "third", "reach", "signed up",
    ])  # fmt: skip
    for each in policy.people_of(seat, program).iterator(chunk_size=500):
        row = [
            each.person.email, each.person.first_name, each.person.family_name, each.role, each.state,
            ";".join(each.topics), ";".join(each.languages), each.person.time_zone, each.background, each.capacity,
            each.help_words, each.about_words, each.third_words, reach_words(each),
            each.applied_at.date().isoformat() if each.applied_at else "",
        ]  # fmt: skip
        writer.writerow([safe_cell(cell) for cell in row])
    return response


@signed_in
def list_applications(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Who waits for an answer, longest first."""
    seat, program = programs.to_manage(request.user, slug, program_id)
    waiting = list(policy.applications(seat, program)[:200])
    context = {
        "header": program_header(seat, program, "people"), "group": seat.group, "program": program,
        "waiting": [(each, help_words(each)) for each in waiting],
    }  # fmt: skip
    return render(request, "enrollments/list_applications.html", context)


@signed_in
def read_application(request: PersonRequest, slug: str, program_id: UUID, enrollment_id: UUID) -> HttpResponse:
    """One application: the card, the answers, and the two ways to answer."""
    seat, enrollment = policy.to_decide(request.user, slug, program_id, enrollment_id)
    program = enrollment.program
    form = DeclineForm(request.POST or None, initial={"kind_line": decline_line(enrollment.is_mentor)})
    answers = enrollment.answers
    context = {
        "header": program_header(seat, program, "people"), "group": seat.group, "program": program,
        "enrollment": enrollment, "card": card_of(seat, enrollment, enrollment.capacity), "form": form,
        "is_open": enrollment.state in ("applied", "waiting"),
        "answers": [(each, answers.get(str(each.pk))) for each in program.questions.order_by("position")],
    }  # fmt: skip
    return render(request, "enrollments/read_application.html", context)


@signed_in
def accept_application(request: PersonRequest, slug: str, program_id: UUID, enrollment_id: UUID) -> HttpResponse:
    """Let somebody in."""
    seat, enrollment = policy.to_decide(request.user, slug, program_id, enrollment_id)
    if request.method == "POST":
        try:
            commands.accept_application(enrollment, by=seat.person, at=clock.now())
        except Refusal as refusal:
            say(request, refusal)
        else:
            say(request, _("%(name)s is in.") % {"name": enrollment.person.first_name})
    return redirect("enrollments:list_applications", slug, program_id)


@signed_in
def decline_application(request: PersonRequest, slug: str, program_id: UUID, enrollment_id: UUID) -> HttpResponse:
    """Turn somebody down with a kind line."""
    seat, enrollment = policy.to_decide(request.user, slug, program_id, enrollment_id)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.decline_application(
                enrollment, kind_line=form.cleaned_data["kind_line"], by=seat.person, at=clock.now()
            )
        except Refusal as refusal:
            say(request, refusal)
        else:
            say(request, _("%(name)s gets your line.") % {"name": enrollment.person.first_name})
        return redirect("enrollments:list_applications", slug, program_id)
    return redirect("enrollments:read_application", slug, program_id, enrollment_id)


def decline_line(is_mentor: bool) -> str:
    """A line ready to send."""
    if is_mentor:
        return gettext(
            "Thank you for offering. We have enough mentors for this round. I will write to you first next time."
        )
    return gettext("Thank you for signing up. There is no place left in this round. I will write to you next time.")
