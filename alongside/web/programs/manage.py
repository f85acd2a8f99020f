"""An organizer's list of programs, and what can be done with each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from alongside.domain.programs.commands import drafts, launches
from alongside.domain.programs.program_templates import all_templates
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import enrollments
from alongside.policy import programs as policy
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, signed_in
from alongside.web.groups.frame import group_page
from alongside.web.programs.frame import today


@signed_in
def list_programs(request: PersonRequest, slug: str) -> HttpResponse:
    """Running, saved for later, finished; or the templates when there is nothing yet."""
    seat = policy.organizer_seat(request.user, slug)
    programs = list(policy.managed_by(seat))
    counts = enrollments.sign_up_counts(seat)
    lines = [(program, counts.get(program.pk, enrollments.Numbers(0, 0))) for program in programs]
    context = group_page(seat, "manage") | {
        "running": [line for line in lines if line[0].state in ("open", "running", "asking", "archived")],
        "drafts": [line for line in lines if line[0].state == "draft"],
        "finished": [line for line in lines if line[0].state == "closed"],
        "templates": all_templates(get_language() or "en")[:3] if not programs else (),
    }
    return render(request, "programs/list_programs.html", context)


@signed_in
def copy_program(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """The next season, from this one."""
    seat, program = policy.to_manage(request.user, slug, program_id)
    if request.method != "POST":
        return redirect("programs:change_program", slug, program.pk)
    name = gettext("{program}, next round").format(program=program.name)[:80]
    copy = drafts.copy_program(program, name=name, by=seat.person, at=clock.now())
    say(request, _("Copied. Choose the dates, then launch it when you are ready."))
    return redirect("programs:change_program", slug, copy.pk)


@signed_in
def discard_draft(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    return _act(request, slug, program_id, drafts.discard_draft, _("The draft is gone."))


@signed_in
def archive_program(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """No new sign-ups; pairs go on."""
    done = _("Archived. Nobody new can sign up. Pairs go on.")
    return _act(request, slug, program_id, launches.archive_program, done)


@signed_in
def reopen_program(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Take sign-ups again."""

    def reopen(program: Any, **more: Any) -> None:
        launches.reopen_program(program, today=today(), **more)

    return _act(request, slug, program_id, reopen, _("Members can sign up again."))


@signed_in
def close_program(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Wind the program down, after a page that says what it does."""
    seat, program = policy.to_manage(request.user, slug, program_id)
    if request.method == "POST":
        done = _("The program is closed. Everyone is told kindly.")
        return _act(request, slug, program_id, launches.close_program, done)
    context = group_page(seat, "manage") | {"program": program, "pairs": enrollments.pair_count(seat, program)}
    return render(request, "programs/close_program.html", context)


def _act(request: PersonRequest, slug: str, program_id: UUID, command: Callable[..., Any], done: Any) -> HttpResponse:
    seat, program = policy.to_manage(request.user, slug, program_id)
    if request.method == "POST":
        try:
            command(program, by=seat.person, at=clock.now())
        except Refusal as refusal:
            say(request, refusal)
        else:
            say(request, done)
    return redirect("programs:list_programs", slug)
