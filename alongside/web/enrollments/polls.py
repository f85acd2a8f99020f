"""Asking members first: the question, everybody's answer, the result, and the program it becomes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.commands import polls as commands
from alongside.domain.enrollments.queries import forecast
from alongside.domain.programs.dates import suggested_closing_day, suggested_start
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import groups, programs
from alongside.policy import polls as policy
from alongside.web.components.times import full_day
from alongside.web.enrollments.forms import SomeOf
from alongside.web.flash import say
from alongside.web.forms import Form
from alongside.web.gates import PersonRequest, signed_in
from alongside.web.groups.frame import group_page
from alongside.web.programs.forms import DayInput
from alongside.web.programs.frame import program_header, today

CHOICES = (
    ("mentee", _("I would like a mentor")),
    ("mentor", _("I would like to be a mentor")),
    ("both", _("Both")),
    ("not_now", _("Not now")),
)


class AskForm(Form):
    """What members are asked."""

    question = forms.CharField(label=_("Your question"), max_length=200)
    closes_on = forms.DateField(label=_("Members can answer until"), widget=DayInput)
    needed_pairs = forms.IntegerField(
        label=_("Go ahead from this many pairs"), min_value=1, max_value=500,
        help_text=_("Below that, think again. It only helps you decide."),
    )  # fmt: skip
    shows_count = forms.BooleanField(label=_("Members see how many have answered"), required=False)


class AnswerForm(Form):
    """A member's answer."""

    choice = forms.ChoiceField(label=_("Would you take part?"), choices=CHOICES, widget=forms.RadioSelect)
    topics = SomeOf(label=_("In what?"), required=False, help_text=_("Choose as many as you like."))


class TurnForm(Form):
    """The dates of the program a poll becomes, and the invitation."""

    sign_up_closes_on = forms.DateField(label=_("Members sign up until"), widget=DayInput)
    starts_on = forms.DateField(label=_("Pairs start"), widget=DayInput)
    words = forms.CharField(label=_("Your invitation"), max_length=2000, widget=forms.Textarea)


@signed_in
def ask_members(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Make a draft a question to members."""
    seat, program = programs.to_manage(request.user, slug, program_id)
    first = {
        "question": gettext("Would you take part in {program}?").format(program=program.name),
        "closes_on": suggested_closing_day(today()), "needed_pairs": 5, "shows_count": True,
    }  # fmt: skip
    form = AskForm(request.POST or None, initial=first)

    if form.is_valid():
        try:
            commands.ask_members(
                program, **form.cleaned_data, post_words=_post_words(slug, program, form.cleaned_data["question"]),
                today=today(), by=seat.person, at=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Members are being asked. You see the answers here as they come."))
            return redirect("enrollments:show_poll", slug, program.pk)

    context = {
        "header": program_header(seat, program, ""), "group": seat.group, "program": program, "form": form,
        "member_count": groups.member_count(seat),
    }  # fmt: skip
    return render(request, "enrollments/ask_members.html", context)


@signed_in
def answer_interest(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """What a member would do; it can be changed until the last day."""
    seat, poll = policy.to_answer(request.user, slug, program_id)
    own = policy.own_answer(seat, poll)
    first = {"choice": own.choice, "topics": own.topics} if own else {}
    form = AnswerForm(request.POST or None, initial=first)
    form.fields["topics"].choices = [(each, each) for each in poll.program.topics]  # type: ignore[attr-defined]

    if form.is_valid():
        try:
            commands.answer_interest(poll, seat.person, **form.cleaned_data, today=today(), at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Thank you. You can change your answer until the last day."))
            return redirect("enrollments:answer_interest", slug, program_id)

    organizers = groups.organizers(seat)
    context = group_page(seat, "mentorship") | {
        "poll": poll, "program": poll.program, "form": form, "own": own, "is_open": poll.is_open(today()),
        "answered": policy.answered_count(poll) if poll.shows_count else None,
        "organizer": organizers[0] if organizers else None,
    }  # fmt: skip
    return render(request, "enrollments/answer_interest.html", context)


@signed_in
def show_poll(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """The result as it comes, what it means, and one click to the program."""
    seat, poll = policy.to_manage(request.user, slug, program_id)
    closes_on = suggested_closing_day(today())
    first = {
        "sign_up_closes_on": closes_on, "starts_on": suggested_start(closes_on),
        "words": gettext(
            "Hello. You said you would take part in {program}. It is open now.\n\nFour short questions, about two "
            "minutes. Sign up by {day}.\n\n{name}"
        ).format(program=poll.program.name, day=full_day(closes_on), name=seat.person.first_name),
    }  # fmt: skip
    form = TurnForm(request.POST or None, initial=first)

    if form.is_valid():
        try:
            commands.turn_into_program(poll, **form.cleaned_data, today=today(), by=seat.person, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("programs:show_launched", slug, program_id)

    result = forecast(poll)
    context = {
        "header": program_header(seat, poll.program, ""), "group": seat.group, "program": poll.program, "poll": poll,
        "form": form, "result": result, "said_yes": policy.said_yes(seat, poll),
        "member_count": groups.member_count(seat),
        "short_topics": [each for each in result.topics if each.missing], "is_open": poll.is_open(today()),
        "most": max([1, *(max(each.mentors, each.mentees) for each in result.topics)]),
        "days_left": max(0, (poll.closes_on - today()) // timedelta(days=1)),
    }  # fmt: skip
    return render(request, "enrollments/show_poll.html", context)


@signed_in
def close_poll(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Stop asking, without a program."""
    seat, poll = policy.to_manage(request.user, slug, program_id)
    if request.method == "POST":
        try:
            commands.close_poll(poll, by=seat.person, at=clock.now())
        except Refusal as refusal:
            say(request, refusal)
        else:
            say(request, _("The question is closed. The program is saved for later."))
    return redirect("programs:list_programs", slug)


def _post_words(slug: str, program: Any, question: str) -> str:
    """What stands in the group, with a link to the answer."""
    address = reverse("enrollments:answer_interest", args=[slug, program.pk])
    link = gettext("Answer here")
    return f"**{question}**\n\n{program.description}\n\n[{link}]({address})"
