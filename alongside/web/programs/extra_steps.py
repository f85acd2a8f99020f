"""Steps beside the weeks, each waiting for something to happen, or not to happen."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from alongside.domain.programs.commands import extra_steps as commands
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import programs as policy
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, signed_in
from alongside.web.programs.frame import program_header
from alongside.web.programs.nudge_forms import ExtraStepForm
from alongside.web.programs.nudge_words import occasion


@signed_in
def list_extra_steps(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """All of them, with when each comes, for whom, and how many have it."""
    seat, program = policy.to_manage(request.user, slug, program_id)
    context = {
        "header": program_header(seat, program, "steps"), "group": seat.group, "program": program,
        "extras": [(each, occasion(each), count) for each, count in policy.extra_steps_with_reach(program)],
    }  # fmt: skip
    return render(request, "programs/list_extra_steps.html", context)


@signed_in
def add_extra_step(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """A new one."""
    seat, program = policy.to_manage(request.user, slug, program_id)
    form = ExtraStepForm(request.POST or None)
    if form.is_valid():
        try:
            commands.add_extra_step(program, words=form.words(), by=seat.person, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The new step is in."))
            return redirect("programs:list_extra_steps", slug, program.pk)
    context = {
        "header": program_header(seat, program, "steps"), "group": seat.group, "program": program, "form": form,
        "pairs": policy.pairs_going(program),
    }  # fmt: skip
    return render(request, "programs/edit_extra_step.html", context)


@signed_in
def edit_extra_step(request: PersonRequest, slug: str, program_id: UUID, extra_id: UUID) -> HttpResponse:
    """Its words, its occasion and its delay."""
    seat, program, extra = policy.to_edit_extra_step(request.user, slug, program_id, extra_id)
    initial = {name: getattr(extra, name) for name in ExtraStepForm.base_fields}
    form = ExtraStepForm(request.POST or None, initial=initial)
    if form.is_valid():
        commands.edit_extra_step(extra, words=form.words(), by=seat.person, at=clock.now())
        say(request, _("Saved."))
        return redirect("programs:list_extra_steps", slug, program.pk)
    context = {
        "header": program_header(seat, program, "steps"), "group": seat.group, "program": program, "form": form,
        "extra": extra, "have_it": extra.openings.count(), "pairs": policy.pairs_going(program),
    }  # fmt: skip
    return render(request, "programs/edit_extra_step.html", context)


@signed_in
def remove_extra_step(request: PersonRequest, slug: str, program_id: UUID, extra_id: UUID) -> HttpResponse:
    """Take one out; whoever has it keeps it."""
    seat, program, extra = policy.to_edit_extra_step(request.user, slug, program_id, extra_id)
    if request.method == "POST":
        commands.remove_extra_step(extra, by=seat.person, at=clock.now())
        say(request, _("The step is out."))
    return redirect("programs:list_extra_steps", slug, program.pk)
