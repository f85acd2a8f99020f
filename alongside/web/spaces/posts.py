"""Posts: what is longer or lasts longer than a chat message."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.domain.spaces.commands.items import share_post
from alongside.domain.spaces.queries import post_drafts, posts, read_draft
from alongside.domain.spaces.sealing import seals_of
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import spaces
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, adults
from alongside.web.spaces.forms import PostForm
from alongside.web.spaces.frame import room_address, room_page, sealed_page
from alongside.web.spaces.uploads import prepared_files

_PAGE = 10


@adults
@require_http_methods(["GET", "HEAD", "POST"])
@sealed_page
def list_posts(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Write a post, and read the earlier ones, a page at a time."""
    room = spaces.to_enter(request.user, room_id)
    at, seals = clock.now(), seals_of(room.space.pk)
    form = PostForm(request.POST or None, initial={"post": read_draft(room.space, room.person, "post", seals=seals)})
    if form.is_valid():
        try:
            post = share_post(
                room.space,
                room.person,
                form.cleaned_data["post"],
                request.POST.get("client_id") or None,
                files=prepared_files(request),
                at=at,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Your post is shared."))
            return redirect(f"{room_address(room, 'journeys:show_week')}#said-{post.pk}")
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isdigit() and len(asked) < 16 else None
    written = posts(room.space, for_=room.person, at=at, before=before, limit=_PAGE, seals=seals)
    page = room_page(
        room,
        "week",
        form=form,
        posts=written,
        roles=room.roles,
        drafts=post_drafts(room.space, room.person, written, seals=seals),
        has_earlier=len(written) == _PAGE,
        earlier=f"?before={written[-1].sequence}" if written else "",
        client_id=uuid4().hex,
    )
    return render(request, "spaces/list_posts.html", page)
