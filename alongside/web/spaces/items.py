"""Changing what one said: putting it right, taking it back; and answering with a small sign."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.domain.spaces.commands import changes as commands
from alongside.domain.spaces.queries import earlier_wordings, read_item
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import spaces
from alongside.web.flash import say, warn
from alongside.web.gates import PersonRequest, adults
from alongside.web.spaces.forms import WordsForm
from alongside.web.spaces.frame import sealed_page
from alongside.web.spaces.ways_back import way_back


@adults
@require_http_methods(["GET", "HEAD", "POST"])
@sealed_page
def edit_item(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """Put one's own words right, for a quarter of an hour."""
    item = spaces.to_touch(request.user, item_id)
    at = clock.now()
    said = read_item(item, for_=request.user, at=at)
    back = way_back(request, item)
    form = WordsForm(request.POST or None, initial={"words": said.words.text})
    if form.is_valid():
        try:
            commands.edit_item(item, request.user, form.cleaned_data["words"], at=at)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{back}#said-{item_id}")
    if not said.is_mine or (not said.can_be_edited and not form.is_bound):
        warn(request, commands.TooLateToEdit() if said.is_mine else commands.NotYours())
        return redirect(f"{back}#said-{item_id}")
    return render(request, "spaces/edit_item.html", {"form": form, "said": said, "back": back})


@adults
@require_safe
@sealed_page
def show_earlier_wordings(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """What something said before it was changed, for whoever can read what it says now."""
    item = spaces.to_look_back(request.user, item_id)
    said = read_item(item, for_=request.user, at=clock.now())
    context = {"said": said, "earlier": earlier_wordings(item, for_=request.user), "back": way_back(request, item)}
    return render(request, "spaces/show_earlier_wordings.html", context)


@adults
@require_POST
def retract_item(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """Take back what one said."""
    item = spaces.to_touch(request.user, item_id)
    back = way_back(request, item)
    try:
        commands.retract_item(item, request.user, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        say(request, _("Taken back. Nobody sees it any more."))
    return redirect(back)


@adults
@require_POST
@sealed_page
def react(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """A small sign, or none."""
    item = spaces.to_touch(request.user, item_id)
    try:
        commands.react(item, request.user, request.POST.get("sign", ""), at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    return redirect(f"{way_back(request, item)}#said-{item_id}")
