"""From an empty tab to a launched program: choose, look over, send; with ten minutes to take it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from alongside.domain.programs.commands import drafts, launches
from alongside.domain.programs.dates import introductions_by
from alongside.domain.programs.program_templates import ProgramTemplate, all_templates, template
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import groups
from alongside.policy import programs as policy
from alongside.policy.programs import Seat
from alongside.web.components.times import full_day
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, signed_in
from alongside.web.groups.frame import group_page
from alongside.web.programs.forms import LaunchForm, LaunchWordsForm, QuestionRows
from alongside.web.programs.frame import program_header, today
from alongside.web.programs.tab import preview_of


@signed_in
def choose_template(request: PersonRequest, slug: str) -> HttpResponse:
    """Every template, as cards."""
    seat = policy.organizer_seat(request.user, slug)
    context = group_page(seat, "manage") | {"templates": templates()}
    return render(request, "programs/choose_template.html", context)


@signed_in
def draft_program(request: PersonRequest, slug: str, key: str) -> HttpResponse:
    """One filled-in page. It is kept as a draft first, whatever button was pressed."""
    seat = policy.organizer_seat(request.user, slug)
    chosen = _template(key)
    form = LaunchForm(chosen, today(), request.POST or None)
    questions = QuestionRows(request.POST or None)

    is_preview = "preview" in request.POST or bool(request.headers.get("HX-Request"))
    if request.POST and not is_preview and form.is_valid() and questions.is_valid():
        try:
            program = drafts.draft_program(
                seat.group, chosen, settings=form.settings(), weeks=form.cleaned_data["weeks"],
                questions=questions.words(), language=get_language() or "en", by=request.user, at=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _after_drafting(request, seat, program)

    context = group_page(seat, "manage") | {
        "template": chosen,
        "form": form,
        "questions": questions,
        "preview": preview_of(form, chosen),
    }
    page = "programs/_preview.html" if request.headers.get("HX-Request") else "programs/draft_program.html"
    return render(request, page, context)


@signed_in
def launch_program(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """The last look: the message to members."""
    seat, program = policy.to_manage(request.user, slug, program_id)
    if program.is_visible_to_members:
        return redirect("programs:show_launched", slug, program.pk)
    telling = "quietly" not in request.POST
    form = LaunchWordsForm(request.POST or None, telling=telling, initial={"words": launch_words(seat, program)})

    if form.is_valid():
        try:
            launches.launch_program(
                program, words=form.cleaned_data["words"], tell_everyone=telling, today=today(),
                by=request.user, at=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("programs:show_launched", slug, program.pk)

    context = {
        "header": program_header(seat, program, ""), "group": seat.group, "program": program, "form": form,
        "member_count": groups.member_count(seat),
    }  # fmt: skip
    return render(request, "programs/launch_program.html", context)


@signed_in
def show_launched(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """What happens next, a link to share, and Undo."""
    seat, program = policy.to_manage(request.user, slug, program_id)
    if not program.is_visible_to_members:
        return redirect("programs:launch_program", slug, program.pk)
    context = {
        "header": program_header(seat, program, ""),
        "group": seat.group,
        "program": program,
        "member_count": groups.member_count(seat),
        "can_undo": program.can_undo_launch(clock.now()),
        "undo_until": program.announce_at,
        "introductions_by": introductions_by(program.starts_on) if program.starts_on else None,
        "address": request.build_absolute_uri(reverse("programs:show_program", args=[slug, program.pk])),
    }
    return render(request, "programs/show_launched.html", context)


@signed_in
def undo_launch(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Make it a draft again."""
    _seat, program = policy.to_manage(request.user, slug, program_id)
    if request.method == "POST":
        try:
            launches.undo_launch(program, by=request.user, at=clock.now())
        except Refusal as refusal:
            say(request, refusal)
            return redirect("programs:show_launched", slug, program.pk)
        say(request, _("The launch is undone. Nobody was told. Your program is saved here."))
    return redirect("programs:list_programs", slug)


def templates() -> tuple[ProgramTemplate, ...]:
    """Every template in the reader's language."""
    return all_templates(get_language() or "en")


def launch_words(seat: Seat, program: Any) -> str:
    """A message ready to send."""
    lines = [
        gettext("Hello. A new mentorship program is open in {group}: {program}.").format(
            group=seat.group.name, program=program.name
        ),
        program.description,
        gettext(
            "You can ask for a mentor, or offer to be one. Four short questions, about two minutes. You do not need "
            "to be an expert: listening, and having been through it yourself, is plenty."
        ),
    ]
    if program.sign_up_closes_on:
        lines.append(gettext("Sign up by {day}.").format(day=full_day(program.sign_up_closes_on)))
    return "\n\n".join([*lines, seat.person.first_name])


def _after_drafting(request: PersonRequest, seat: Seat, program: Any) -> HttpResponse:
    slug = seat.group.slug
    if "later" in request.POST:
        say(request, _("Saved. Nobody but organizers can see it."))
        return redirect("programs:list_programs", slug)
    if "ask" in request.POST:
        return redirect("enrollments:ask_members", slug, program.pk)
    return redirect("programs:launch_program", slug, program.pk)


def _template(key: str) -> ProgramTemplate:
    try:
        return template(key, get_language() or "en")
    except KeyError as unknown:
        raise Http404 from unknown
