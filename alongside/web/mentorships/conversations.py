"""Saying hello, the first messages that wait for a yes, and talking before pairing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.domain.mentorships.commands import conversations as commands
from alongside.domain.spaces.commands.drafts import mark_read
from alongside.domain.spaces.queries import PAGE, first_messages, read_draft, thread, unread_messages
from alongside.domain.spaces.said import Said
from alongside.domain.spaces.sealing import seals_of
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import mentors
from alongside.policy import mentorships as policy
from alongside.policy.mentorships import Talk
from alongside.web.flash import say, warn
from alongside.web.gates import PersonRequest, adults
from alongside.web.groups.frame import group_page
from alongside.web.mentorships.forms import HelloForm
from alongside.web.spaces.frame import sealed_page


@dataclass(frozen=True)
class Hello:
    """A first message that waits, with whom it is from."""

    talk: Talk
    said: Said | None


@adults
@require_http_methods(["GET", "POST"])
def say_hello(request: PersonRequest, slug: str, program_id: UUID, enrollment_id: UUID) -> HttpResponse:
    """Write a first message to somebody whose card one read."""
    them = mentors.to_meet(request.user, slug, program_id, enrollment_id)
    if them.must_sign_up:
        return redirect("enrollments:show_card", slug, program_id, enrollment_id)
    if talk := mentors.talk_between(them):
        mine = talk.asked.person_id != request.user.pk or talk.is_open
        return redirect("mentorships:show_conversation", talk.pk) if mine else redirect("mentorships:list_hellos")
    form = HelloForm(request.POST or None)
    if form.is_valid() and them.own is not None:
        try:
            commands.say_hello(them.own, them.other, message=form.cleaned_data["message"], at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            name = them.other.person.first_name
            say(request, _("Your hello is on its way. %(name)s decides whether to talk.") % {"name": name})
            return redirect("enrollments:show_card", slug, program_id, enrollment_id)
    context = group_page(them.seat, "mentorship") | {"them": them, "form": form}
    return render(request, "mentorships/say_hello.html", context)


@adults
@require_safe
@sealed_page
def list_hellos(request: PersonRequest) -> HttpResponse:
    """First messages waiting for a yes, each with its words."""
    talks = list(policy.hellos_to(request.user)[:20])
    said = first_messages([talk.space_id for talk in talks], for_=request.user, at=clock.now())
    hellos = [Hello(talk, said.get(talk.space_id)) for talk in talks]
    return render(request, "mentorships/list_hellos.html", {"hellos": hellos})


@adults
@require_POST
def accept_hello(request: PersonRequest, conversation_id: UUID) -> HttpResponse:
    """Yes, talk."""
    talk = policy.to_answer_hello(request.user, conversation_id)
    try:
        commands.accept_hello(talk, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
        return redirect("mentorships:list_hellos")
    return redirect("mentorships:show_conversation", talk.pk)


@adults
@require_POST
def decline_hello(request: PersonRequest, conversation_id: UUID) -> HttpResponse:
    """Not now."""
    talk = policy.to_answer_hello(request.user, conversation_id)
    try:
        commands.decline_hello(talk, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        name = talk.asker.person.first_name
        say(request, _("%(name)s reads that you cannot talk right now, and thanks for the hello.") % {"name": name})
    return redirect("mentorships:list_hellos")


@adults
@require_safe
def list_conversations(request: PersonRequest) -> HttpResponse:
    """Conversations before pairing."""
    unread = unread_messages(request.user)
    talks = [
        (talk, talk.other_than(request.user), unread.get(talk.space_id, 0))
        for talk in policy.conversations_of(request.user)[:100]
    ]
    context = {"talks": talks, "waiting": policy.hellos_to(request.user).count()}
    return render(request, "mentorships/list_conversations.html", context)


@adults
@require_safe
@sealed_page
def show_conversation(request: PersonRequest, conversation_id: UUID) -> HttpResponse:
    """One conversation: messages, the place to write, and asking to be a pair once both have written."""
    talk = policy.to_talk(request.user, conversation_id)
    at, seals = clock.now(), seals_of(talk.space_id)
    before = request.GET.get("before", "")
    earlier_than = int(before) if before.isdigit() and len(before) < 16 else None
    said = thread(talk.space, for_=request.user, at=at, before=earlier_than, seals=seals)
    if talk.is_open and earlier_than is None:
        mark_read(talk.space, request.user, talk.space.last_sequence, at=at)
    other = talk.other_than(request.user)
    context: dict[str, Any] = {
        "talk": talk,
        "other": other,
        "said": said,
        "earlier": f"?before={said[0].sequence}" if len(said) == PAGE else "",
        "roles": {side.person_id: side.role for side in (talk.asker, talk.asked)},
        "draft": read_draft(talk.space, request.user, "message", seals=seals) if talk.is_open else "",
        "client_id": uuid4().hex,
        "live": {"space": talk.space_id, "after": talk.space.last_sequence} if talk.is_open else None,
        "may_ask": talk.is_open and policy.has_written_both(talk),
        "is_open": talk.is_open,
        "seen_up_to": 0,
    }
    return render(request, "mentorships/show_conversation.html", context)


@adults
@require_safe
def ask_to_be_a_pair(request: PersonRequest, conversation_id: UUID) -> HttpResponse:
    """From a conversation to the question."""
    talk = policy.to_talk(request.user, conversation_id)
    other = talk.other_than(request.user)
    return redirect("mentorships:request_mentor", talk.program.group.slug, talk.program_id, other.pk)
