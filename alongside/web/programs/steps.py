"""The weekly steps of a program: their words, their order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alongside.domain.programs.commands import steps as commands
from alongside.domain.programs.program_templates import template, template_keys
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import programs as policy
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, signed_in
from alongside.web.programs.forms import StepForm
from alongside.web.programs.frame import program_header


@signed_in
def list_steps(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Every week in one list, with buttons to move it."""
    seat, program = policy.to_manage(request.user, slug, program_id)
    context = {
        "header": program_header(seat, program, "steps"), "group": seat.group, "program": program,
        "steps": list(program.steps.order_by("position")), "reached": policy.weeks_reached(program),
        "pairs_by_week": policy.pairs_by_week(program), "pairs": policy.pairs_going(program),
    }  # fmt: skip
    return render(request, "programs/list_steps.html", context)


@signed_in
def edit_step(request: PersonRequest, slug: str, program_id: UUID, step_id: UUID) -> HttpResponse:
    """The words of one week."""
    seat, program, step = policy.to_edit_step(request.user, slug, program_id, step_id)
    form = StepForm(request.POST or None, initial=_words_of(step))

    if form.is_valid():
        commands.edit_step(step, words=form.words(), by=seat.person, at=clock.now())
        say(request, _("Saved."))
        return _to_list(slug, program, step.position)

    context = {
        "header": program_header(seat, program, "steps"), "group": seat.group, "program": program, "step": step,
        "form": form, "has_template": program.template_key in template_keys(),
        "is_reached": step.position <= policy.weeks_reached(program),
        "reach": policy.reach_of_week(program, step.position),
    }  # fmt: skip
    return render(request, "programs/edit_step.html", context)


@signed_in
def add_step(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """A new week, behind the one named in the address."""
    seat, program = policy.to_manage(request.user, slug, program_id)
    form = StepForm(request.POST or None)
    given = request.GET.get("after", "")
    after = int(given) if given.isdecimal() else program.weeks - 1

    if form.is_valid():
        try:
            step = commands.add_step(
                program, after=after, words=form.words(), reached=policy.weeks_reached(program),
                by=seat.person, at=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The new week is in."))
            return _to_list(slug, program, step.position)

    context = {
        "header": program_header(seat, program, "steps"), "group": seat.group, "program": program, "form": form,
        "after": after, "pairs": policy.pairs_going(program),
    }  # fmt: skip
    return render(request, "programs/edit_step.html", context)


@signed_in
def move_step(request: PersonRequest, slug: str, program_id: UUID, step_id: UUID) -> HttpResponse:
    """One place up or down."""
    direction = "up" if request.POST.get("direction") == "up" else "down"
    return _act(request, slug, program_id, step_id, commands.move_step, _("Moved."), direction=direction)


@signed_in
def remove_step(request: PersonRequest, slug: str, program_id: UUID, step_id: UUID) -> HttpResponse:
    """Take a week out."""
    return _act(request, slug, program_id, step_id, commands.remove_step, _("The week is out."))


@signed_in
def reset_step(request: PersonRequest, slug: str, program_id: UUID, step_id: UUID) -> HttpResponse:
    """Give a week the words of its template back."""
    seat, program, step = policy.to_edit_step(request.user, slug, program_id, step_id)
    if request.method == "POST" and program.template_key in template_keys():
        original = template(program.template_key, get_language() or "en")
        commands.reset_step(step, original, by=seat.person, at=clock.now())
        say(request, _("The words of the template are back."))
    return _to_list(slug, program, step.position)


def _act(
    request: PersonRequest, slug: str, program_id: UUID, step_id: UUID, command: Callable[..., Any], done: Any,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    seat, program, step = policy.to_edit_step(request.user, slug, program_id, step_id)
    if request.method == "POST":
        try:
            command(step, reached=policy.weeks_reached(program), by=seat.person, at=clock.now(), **more)
        except Refusal as refusal:
            say(request, refusal)
        else:
            say(request, done)
    return _to_list(slug, program, step.position)


def _to_list(slug: str, program: Any, position: int) -> HttpResponse:
    return redirect(f"{reverse('programs:list_steps', args=[slug, program.pk])}#week-{max(1, position - 1)}")


def _words_of(step: Any) -> dict[str, str]:
    words = {"title": step.title, "question": step.question, "guidance": step.guidance, "role": step.role}
    for number, other in enumerate(step.alternatives[:2], start=1):
        words |= {f"other_{number}": other["question"], f"other_{number}_guidance": other["guidance"]}
    return words
