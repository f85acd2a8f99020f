"""The last page of a mentorship: looking back, thanks, words for others, staying in touch."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.domain.mentorships.commands.endings import complete_mentorship
from alongside.domain.mentorships.commands.thanks import (
    THANKS_AFTER_THE_END,
    give_testimonial,
    give_thanks,
    wish_to_keep_in_touch,
    withdraw_testimonial,
)
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import mentorships as policy
from alongside.policy import spaces
from alongside.policy.spaces import Room
from alongside.web.flash import say, warn
from alongside.web.gates import PersonRequest, adults
from alongside.web.mentorships.forms import TestimonialForm, ThanksForm
from alongside.web.spaces.frame import room_page, sealed_page


@adults
@require_safe
def celebrate(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Look back together."""
    room = spaces.to_enter(request.user, room_id)
    return _page(request, room, ThanksForm(), None)


@adults
@require_POST
@sealed_page
def thank(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Leave a word of thanks in the space."""
    room = spaces.to_enter(request.user, room_id)
    form = ThanksForm(request.POST)
    if not form.is_valid():
        return _page(request, room, form, None)
    try:
        give_thanks(room.mentorship, request.user, words=form.cleaned_data["words"], at=clock.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, room, form, None)
    say(request, _("Your thanks are with them."))
    return redirect("mentorships:celebrate", room_id)


@adults
@require_POST
def write_testimonial(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Say something about the program, or take it back."""
    room = spaces.to_enter(request.user, room_id)
    if "withdraw" in request.POST:
        if written := policy.testimonial_of(room):
            withdraw_testimonial(written, at=clock.now())
        say(request, _("Taken back. It is not shown anywhere any more."))
        return redirect("mentorships:celebrate", room_id)
    form = TestimonialForm(request.POST)
    if not form.is_valid():
        return _page(request, room, ThanksForm(), form)
    give_testimonial(room.mentorship, request.user, **form.cleaned_data, at=clock.now())
    say(request, _("Thank you. Your words are kept as you chose."))
    return redirect("mentorships:celebrate", room_id)


@adults
@require_POST
def stay_in_touch(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Say whether one would like to keep talking; it happens only when both say so."""
    room = spaces.to_enter(request.user, room_id)
    wishes = request.POST.get("wishes") == "yes"
    talk = wish_to_keep_in_touch(room.mentorship, request.user, wishes=wishes, at=clock.now())
    if talk is not None:
        say(request, _("You both said yes. Here you can keep talking."))
        return redirect("mentorships:show_conversation", talk.pk)
    say(request, _("Noted. The other one learns of it only when both say yes."))
    return redirect("mentorships:celebrate", room_id)


@adults
@require_POST
def complete(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Finish together."""
    room = spaces.to_enter(request.user, room_id)
    try:
        goal_met = request.POST.get("goal") == "met"
        complete_mentorship(room.mentorship, by=request.user, goal_met=goal_met, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        say(request, _("You have arrived. Thank you."))
    return redirect("mentorships:celebrate", room_id)


def _page(
    request: PersonRequest, room: Room, thanks_form: ThanksForm, testimonial_form: TestimonialForm | None
) -> HttpResponse:
    at, written = clock.now(), policy.testimonial_of(room)
    before = {"words": written.words, "permission": written.permission} if written else None
    mentorship = room.mentorship
    ended_well = mentorship.state == "completed"
    in_time = mentorship.ended_at is not None and at <= mentorship.ended_at + THANKS_AFTER_THE_END
    own = policy.participant_of(room)
    context = room_page(
        room,
        "about",
        mentorship=mentorship,
        looked_back=policy.look_back(room, at),
        own=own,
        thanks_form=thanks_form,
        testimonial_form=testimonial_form or TestimonialForm(initial=before),
        testimonial=written,
        form=thanks_form if thanks_form.is_bound else testimonial_form,
        may_finish=mentorship.kind != "circle" or room.me.role == "mentor",
        may_thank=room.is_open or (ended_well and in_time and own.thanked_at is None),
    )
    return render(request, "mentorships/celebrate.html", context)
