"""Changing a program at any time: what it says, its dates, its own questions."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from alongside.domain.programs.commands import drafts
from alongside.domain.programs.commands.drafts import ProgramSettings
from alongside.domain.programs.commands.questions import set_questions
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import programs as policy
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, signed_in
from alongside.web.programs.forms import QuestionRows, SettingsForm
from alongside.web.programs.frame import program_header


@signed_in
def change_program(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Everything on one page. New dates are told only when the organizer wants it."""
    seat, program = policy.to_manage(request.user, slug, program_id)
    now = {name: getattr(program, name) for name in ProgramSettings.__dataclass_fields__}
    form = SettingsForm(request.POST or None, initial=now)

    if form.is_valid():
        try:
            drafts.change_program(
                program, settings=form.settings(), tell="tell" in request.POST, by=seat.person, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Saved."))
            return redirect("programs:change_program", slug, program.pk)

    context = {
        "header": program_header(seat, program, "settings"), "group": seat.group, "program": program, "form": form,
        "question_count": program.questions.count(),
    }  # fmt: skip
    return render(request, "programs/change_program.html", context)


@signed_in
def change_questions(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """The organizer's own questions to people who sign up."""
    seat, program = policy.to_manage(request.user, slug, program_id)
    rows = QuestionRows(request.POST or None, questions=program.questions.order_by("position"))
    problem = ""

    if request.method == "POST" and rows.is_valid():
        try:
            set_questions(program, questions=rows.words(), by=seat.person, at=clock.now())
        except Refusal as refusal:
            problem = str(refusal)
        else:
            say(request, _("Saved."))
            return redirect("programs:change_questions", slug, program.pk)

    context = {
        "header": program_header(seat, program, "settings"), "group": seat.group, "program": program,
        "questions": rows, "problem": problem,
    }  # fmt: skip
    return render(request, "programs/change_questions.html", context)
