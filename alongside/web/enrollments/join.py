"""Signing up: one question on each page, saved as one goes, looked over, and done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.answers import EXTRA, PAGES, first_unanswered
from alongside.domain.enrollments.commands import sign_up
from alongside.domain.programs.dates import introductions_by
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import enrollments as policy
from alongside.policy import groups
from alongside.policy.programs import Seat
from alongside.web.enrollments.cards import card_from_outside, own_answers
from alongside.web.enrollments.forms import ExtraForm, QuestionForm, form_for
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, adults
from alongside.web.groups.frame import group_page
from alongside.web.programs.frame import today


@adults
def start_sign_up(request: PersonRequest, slug: str, program_id: UUID, role: str) -> HttpResponse:
    """Open the first question that has no answer yet."""
    _seat, program, enrollment = policy.to_sign_up(request.user, slug, program_id, role)
    if enrollment.state not in ("draft", ""):
        return redirect("enrollments:show_own", slug, program.pk)
    return redirect(_page_after(slug, program, enrollment))


@adults
def ask_question(request: PersonRequest, slug: str, program_id: UUID, role: str, page: int) -> HttpResponse:
    """One of the four questions."""
    seat, program, enrollment = policy.to_sign_up(request.user, slug, program_id, role)
    if page not in PAGES:
        return redirect("enrollments:start_sign_up", slug, program.pk, role)
    form = form_for(enrollment, page, _with_starter(request, page) or None)

    if request.method == "POST" and "starter" not in request.POST and ("skip" in request.POST or form.is_valid()):
        skipped = "skip" in request.POST
        try:
            enrollment = sign_up.answer_question(
                seat.person, program, role=role, page=page, at=clock.now(),
                values={} if skipped else form.values(),
                audience=None if skipped else form.cleaned_data["audience"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _go_on(request, slug, program, enrollment)

    return render(request, "enrollments/ask_question.html", _question_page(seat, program, enrollment, form, page))


@adults
def save_draft(request: PersonRequest, slug: str, program_id: UUID, role: str, page: int) -> HttpResponse:
    """Keep what has been written so far; the page shows when."""
    seat, program, enrollment = policy.to_sign_up(request.user, slug, program_id, role)
    failed = request.method != "POST" or page not in PAGES
    if not failed:
        try:
            sign_up.answer_question(
                seat.person, program, role=role, page=page, seen=False, at=clock.now(),
                values=form_for(enrollment, page, request.POST).draft(),
            )  # fmt: skip
        except Refusal:
            failed = True
    return render(request, "enrollments/_saved.html", {"at": clock.now(), "failed": failed})


@adults
def answer_extra(request: PersonRequest, slug: str, program_id: UUID, role: str) -> HttpResponse:
    """The organizer's own questions, on one page."""
    seat, enrollment = policy.to_answer(request.user, slug, program_id, role)
    program = enrollment.program
    questions = list(program.questions.order_by("position"))
    form = ExtraForm(questions, enrollment.answers, request.POST or None)

    # A page of ticks that are all left empty sends nothing but the token.
    if request.method == "POST" and form.is_valid():
        try:
            enrollment = sign_up.save_extra_answers(enrollment, answers=form.answers(), at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _go_on(request, slug, program, enrollment)

    context = group_page(seat, "mentorship") | {
        "program": program, "enrollment": enrollment, "form": form,
        "sensitive": {str(question.pk) for question in questions if question.sensitive},
    }  # fmt: skip
    return render(request, "enrollments/answer_extra.html", context)


@adults
def check_sign_up(request: PersonRequest, slug: str, program_id: UUID, role: str) -> HttpResponse:
    """The card as others will see it, and the button that makes it real."""
    seat, enrollment = policy.to_answer(request.user, slug, program_id, role)
    program = enrollment.program
    if enrollment.state != "draft":
        return redirect("enrollments:show_own", slug, program.pk)
    problem = ""

    if request.method == "POST":
        try:
            sign_up.finish_sign_up(enrollment, today=today(), at=clock.now())
        except Refusal as refusal:
            problem = str(refusal)
        else:
            return redirect("enrollments:signed_up", slug, program.pk, role)

    context = group_page(seat, "mentorship") | {
        "program": program,
        "enrollment": enrollment,
        "card": card_from_outside(seat, enrollment),
        "answers": own_answers(seat, enrollment),
        "problem": problem,
        "takes_sign_ups": program.takes_sign_ups(today()),
    }
    return render(request, "enrollments/check_sign_up.html", context)


@adults
def signed_up(request: PersonRequest, slug: str, program_id: UUID, role: str) -> HttpResponse:
    """Done, and what happens next."""
    seat, enrollment = policy.to_answer(request.user, slug, program_id, role)
    program = enrollment.program
    if enrollment.state == "draft":
        return redirect("enrollments:start_sign_up", slug, program.pk, role)
    organizers = groups.organizers(seat)
    context = group_page(seat, "mentorship") | {
        "program": program,
        "enrollment": enrollment,
        "organizer": organizers[0] if organizers else None,
        "introductions_by": introductions_by(program.starts_on) if program.starts_on else None,
        "place": policy.waiting_place(enrollment) if enrollment.state == "waiting" else 0,
        "address": request.build_absolute_uri(reverse("programs:show_program", args=[slug, program.pk])),
    }
    return render(request, "enrollments/signed_up.html", context)


def _question_page(seat: Seat, program: Any, enrollment: Any, form: QuestionForm, page: int) -> dict[str, Any]:
    place = [seat.group.slug, program.pk, enrollment.role, page]
    organizers = groups.organizers(seat)
    earlier = enrollment.state == "draft" and not enrollment.seen_pages and bool(enrollment.topics)
    return group_page(seat, "mentorship") | {
        "program": program,
        "enrollment": enrollment,
        "form": form,
        "prompt": form.prompt,
        "page": page,
        "pages": len(PAGES),
        "is_change": enrollment.state != "draft",
        "is_kept": earlier and page == 1,
        "back_to": _back_to(seat, program, enrollment, page),
        "autosave_to": reverse("enrollments:save_draft", args=place),
        "organizer": organizers[0] if organizers else None,
        "introductions_by": introductions_by(program.starts_on) if program.starts_on else None,
    }


def _back_to(seat: Seat, program: Any, enrollment: Any, page: int) -> str:
    if enrollment.state != "draft":
        return reverse("enrollments:show_own", args=[seat.group.slug, program.pk])
    if page > 1:
        return reverse("enrollments:ask_question", args=[seat.group.slug, program.pk, enrollment.role, page - 1])
    return reverse("programs:show_program", args=[seat.group.slug, program.pk])


def _go_on(request: PersonRequest, slug: str, program: Any, enrollment: Any) -> HttpResponse:
    if "later" in request.POST:
        say(request, _("Saved. You can go on whenever you like."))
        return redirect("programs:show_program", slug, program.pk)
    if enrollment.state != "draft":
        say(request, _("Saved."))
        return redirect("enrollments:show_own", slug, program.pk)
    return redirect(_page_after(slug, program, enrollment))


def _page_after(slug: str, program: Any, enrollment: Any) -> str:
    place = [slug, program.pk, enrollment.role]
    page = first_unanswered(enrollment, has_extra=program.questions.exists())
    if page is None:
        return reverse("enrollments:check_sign_up", args=place)
    if page == EXTRA:
        return reverse("enrollments:answer_extra", args=place)
    return reverse("enrollments:ask_question", args=[*place, page])


def _with_starter(request: PersonRequest, page: int) -> Any:
    """What was sent, with a tapped beginning put into the words, for people without a script."""
    if "starter" not in request.POST:
        return request.POST
    data = request.POST.copy()
    written = data.get("about_words", "").rstrip()
    data["about_words"] = f"{written} {data.get('starter', '')}".lstrip()
    return data
