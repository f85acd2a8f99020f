"""This week, any week, all weeks, and what one does with them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.domain.journeys.commands import answers as commands
from alongside.domain.journeys.commands.journeys import change_pace as change_pace_of
from alongside.domain.journeys.queries import (
    WalkedStep,
    all_answers,
    check_in_of,
    goal_of,
    milestones_of,
    next_meeting,
    open_extras,
    path_of,
    questions_of,
    step_at,
)
from alongside.domain.spaces.queries import post_drafts, posts, read_by_all_up_to, read_drafts, thread, unread_messages
from alongside.domain.spaces.said import Reader, reader_of
from alongside.domain.spaces.sealing import Seals, seals_of
from alongside.kernel import clock
from alongside.kernel.days import weekday
from alongside.kernel.refusal import Refusal
from alongside.policy import spaces
from alongside.policy.spaces import Room
from alongside.web.components.space import GoalStep
from alongside.web.flash import say, warn
from alongside.web.gates import PersonRequest, adults
from alongside.web.groups.frame import names
from alongside.web.journeys.check_ins import FACES
from alongside.web.journeys.forms import AnswerForm, draft_slots
from alongside.web.journeys.turns import turn_in
from alongside.web.spaces.chat import first_lines
from alongside.web.spaces.frame import other_names, room_address, room_page, sealed_page
from alongside.web.spaces.uploads import prepared_files

_PREVIEW = 4


@adults
@require_safe
@sealed_page
def show_week(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """This week: the question, the answers, how it is going, and everything beside them. Afterwards, the story."""
    room = spaces.to_enter(request.user, room_id)
    return _draw_step(request, room, max(1, room.me.position), is_this_week=True)


@adults
@require_safe
@sealed_page
def show_step(request: PersonRequest, room_id: UUID, position: int) -> HttpResponse:
    """Any week. One ahead shows its question, and can be answered now."""
    room = spaces.to_enter(request.user, room_id)
    return _draw_step(request, room, position, is_this_week=False)


@adults
@require_safe
@sealed_page
def list_weeks(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """All weeks with both answers."""
    room = spaces.to_enter(request.user, room_id)
    at, seals = clock.now(), seals_of(room.space.pk)
    path, questions = path_of(room.journey), questions_of(room.journey)
    answers = all_answers(room.journey, for_=room.person, at=at, seals=seals)
    weeks = [(step, *questions.get(step.position, ("", "")), answers.get(step.position, [])) for step in path]
    return render(
        request,
        "journeys/list_weeks.html",
        room_page(room, "weeks", path=path, weeks=weeks, roles=room.roles, milestones=milestones_of(room.journey)),
    )


@adults
@require_POST
@sealed_page
def share_answer(request: PersonRequest, room_id: UUID, position: int) -> HttpResponse:
    """Share an answer; when something is wrong, everything typed stays."""
    room = spaces.to_enter(request.user, room_id)
    at = clock.now()
    step = _step(room, position, at, seals_of(room.space.pk))
    form = AnswerForm(request.POST, step=step, readers=other_names(room))
    if form.is_valid():
        try:
            commands.share_answer(
                room.journey,
                room.person,
                position,
                form.cleaned_data["answer"],
                filled=form.filled or None,
                client_id=request.POST.get("client_id") or None,
                files=prepared_files(request),
                at=at,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Shared with %(names)s.") % {"names": other_names(room)})
            return redirect(_back(room, position))
    return _draw_step(request, room, position, is_this_week=position == room.me.position, form=form)


@adults
@require_http_methods(["GET", "HEAD", "POST"])
@sealed_page
def swap_question(request: PersonRequest, room_id: UUID, position: int) -> HttpResponse:
    """Two other questions for the same week; the choice counts for everybody."""
    room = spaces.to_enter(request.user, room_id)
    at = clock.now()
    step = _step(room, position, at, seals_of(room.space.pk))
    problem = ""
    if request.method == "POST":
        choice = request.POST.get("choice", "")
        try:
            number = int(choice) if choice.isdigit() else -1
            commands.swap_question(room.journey, room.person, position, number, at=at)
        except Refusal as refusal:
            problem = str(refusal)
        else:
            say(request, _("Swapped, for everybody here."))
            return redirect(_back(room, position))
    return render(request, "journeys/swap_question.html", room_page(room, "week", step=step, problem=problem))


@adults
@require_POST
def skip_step(request: PersonRequest, room_id: UUID, position: int) -> HttpResponse:
    """Leave a week out. No problem."""
    room = spaces.to_enter(request.user, room_id)
    try:
        commands.skip_step(room.journey, room.person, position, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        undo = room_address(room, "journeys:bring_step_back", position)
        say(request, _skipped_words(room, position), undo_at=undo)
    return redirect(_back(room, position))


@adults
@require_POST
def bring_step_back(request: PersonRequest, room_id: UUID, position: int) -> HttpResponse:
    """Undo a skip."""
    room = spaces.to_enter(request.user, room_id)
    try:
        commands.bring_step_back(room.journey, room.person, position, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    return redirect(_back(room, position))


@adults
@require_POST
@sealed_page
def retract_answer(request: PersonRequest, room_id: UUID, position: int) -> HttpResponse:
    """Take one's own answer back; the week is open for another."""
    room = spaces.to_enter(request.user, room_id)
    try:
        commands.retract_answer(room.journey, room.person, position, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        say(request, _("Your answer is taken back. You can write another."))
    return redirect(_back(room, position))


@adults
@require_POST
def change_pace(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """One question a week, or one every two weeks."""
    room = spaces.to_enter(request.user, room_id)
    try:
        change_pace_of(room.journey, room.person, request.POST.get("pace", ""), at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        say(request, _("Saved, for everybody here."))
    return redirect(room_address(room, "spaces:show_about"))


def _draw_step(
    request: PersonRequest, room: Room, position: int, *, is_this_week: bool, form: AnswerForm | None = None
) -> HttpResponse:
    at, seals, reader = clock.now(), seals_of(room.space.pk), reader_of(room.space, room.person)
    path = path_of(room.journey)
    if is_this_week and not path:
        # A program without weekly steps: the pair's own address leads to what they do have.
        return redirect(room_address(room, "spaces:show_chat"))
    step = _step(room, position, at, seals, reader)
    may_answer = room.is_open and step.is_mine and step.answer_of(room.person) is None
    if form is None and may_answer:
        slots = draft_slots(step)
        drafts = read_drafts(room.space, room.person, slots.values(), seals=seals)
        initial = {name: drafts.get(slot, "") for name, slot in slots.items()}
        form = AnswerForm(step=step, readers=other_names(room), initial=initial)
    context: dict[str, Any] = {
        "step": step,
        "form": form if may_answer else None,
        "is_this_week": is_this_week,
        "is_ahead": not step.is_open,
        "roles": room.roles,
        "my_answer": step.answer_of(room.person),
        "client_id": uuid4().hex,
        "others_waiting": names(
            [
                each.person.first_name
                for each in room.others
                if step.role in ("", each.role) and step.answer_of(each.person) is None
            ]
        ),
    }
    if not is_this_week:
        page = room_page(room, "weeks", path=path, **context)
        return render(request, "journeys/show_step.html", page)
    if room.is_open:
        unread = unread_messages(room.person).get(room.space.pk, 0)
        context |= {"turn": turn_in(room, unread=unread, at=at), "extras": open_extras(room.me)}
    page = room_page(room, "week", path=path, **context, **_beside(room, at, seals, reader))
    return render(request, "journeys/show_week.html", page)


def _beside(room: Room, at: datetime, seals: Seals, reader: Reader) -> dict[str, Any]:
    """Everything around this week's question: check-in, posts, meeting, goal, the newest messages."""
    messages = thread(room.space, for_=room.person, at=at, limit=_PREVIEW, seals=seals, reader=reader)
    kept = check_in_of(room.me, room.person, at=at) if room.is_open else None
    written = posts(room.space, for_=room.person, at=at, seals=seals, reader=reader)
    drafts = post_drafts(room.space, room.person, written, seals=seals)
    goal = goal_of(room.journey, seals)
    return {
        "faces": FACES,
        "check_in": kept,
        "organizers": names(spaces.organizer_names(room)),
        "posts": written,
        "drafts": drafts,
        "post_draft": drafts.get("post", ""),
        "meeting": next_meeting(room.journey, at=at, seals=seals),
        "goal": goal,
        "goal_steps": [GoalStep(step.words.text, step.is_done) for step in goal.steps] if goal else [],
        "messages_said": messages,
        "seen_up_to": read_by_all_up_to(room.space, for_=room.person) or 0,
        "first_lines": first_lines(room),
        "is_first_day": not messages and not written and not room.space.last_active_at,
    }


def _step(room: Room, position: int, at: datetime, seals: Seals, reader: Reader | None = None) -> WalkedStep:
    step = step_at(room.journey, position, for_=room.person, walker=room.me, at=at, seals=seals, reader=reader)
    if step is None:
        raise Http404
    return step


def _back(room: Room, position: int) -> str:
    if position == room.me.position:
        return room_address(room, "journeys:show_week") + "#step"
    return room_address(room, "journeys:show_step", position) + "#step"


def _skipped_words(room: Room, position: int) -> str:
    if room.me.next_step_on and position == room.me.position:
        opens = {"week": position + 1, "day": weekday(room.me.next_step_on)}
        return _("No problem. Week %(week)d opens %(day)s.") % opens
    return _("No problem. This week is left out.")
