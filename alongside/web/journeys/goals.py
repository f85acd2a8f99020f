"""The common goal: set it, walk towards it, reach it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.domain.journeys.commands import goals as commands
from alongside.domain.journeys.goal_parts import goal_parts_of
from alongside.domain.journeys.queries import goal_of, goals_of
from alongside.domain.spaces.sealing import seals_of
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import spaces
from alongside.web.flash import say, warn
from alongside.web.gates import PersonRequest, adults
from alongside.web.journeys.forms import GoalForm
from alongside.web.spaces.frame import room_address, room_page, sealed_page


@adults
@require_http_methods(["GET", "HEAD", "POST"])
@sealed_page
def show_goal(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """The goal with its steps and its history; the form to set or change it."""
    room = spaces.to_enter(request.user, room_id)
    seals = seals_of(room.space.pk)
    goal = goal_of(room.journey, seals)
    form = GoalForm(request.POST or None, goal=goal)
    if form.is_valid():
        try:
            commands.set_goal(room.journey, room.person, form.cleaned_data["words"], form.steps, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Your goal is saved."))
            return redirect(room_address(room, "journeys:show_goal"))
    goals = goals_of(room.journey, seals)
    page = room_page(
        room,
        "goal",
        form=form,
        goal=goal,
        parts=goal_parts_of(room.journey, seals),
        earlier=[each for each in goals if goal is None or each.id != goal.id],
        is_editing=form.is_bound or "edit" in request.GET or goal is None,
    )
    return render(request, "journeys/show_goal.html", page)


@adults
@require_POST
@sealed_page
def tick_goal_step(request: PersonRequest, room_id: UUID, step_id: UUID) -> HttpResponse:
    """Say that a step is done, or not yet."""
    room = spaces.to_enter(request.user, room_id)
    step = spaces.to_tick(room, step_id)
    try:
        commands.tick_goal_step(step, room.person, done=request.POST.get("done") == "yes", at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    return redirect(room_address(room, "journeys:show_goal"))


@adults
@require_POST
def meet_goal(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """We did it."""
    room = spaces.to_enter(request.user, room_id)
    try:
        commands.meet_goal(room.journey, room.person, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
        return redirect(room_address(room, "journeys:show_goal"))
    return redirect(room_address(room, "journeys:show_goal") + "?met=1")


@adults
@require_POST
def set_goal_aside(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Let a goal go, kindly."""
    room = spaces.to_enter(request.user, room_id)
    try:
        commands.set_goal_aside(room.journey, room.person, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        say(request, _("Set aside. You find it under your earlier goals."))
    return redirect(room_address(room, "journeys:show_goal"))
