"""What happened, grouped by day, and the way to where each notice leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.domain.notifications.commands import notices as commands
from alongside.domain.notifications.words import line_of
from alongside.kernel import clock
from alongside.policy import notices
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, signed_in

_PAGE = 50


@dataclass(frozen=True)
class Row:
    """One notice as the page shows it."""

    id: UUID
    line: str
    at: datetime
    is_new: bool
    leads_somewhere: bool

    @property
    def day(self) -> date:
        return localtime(self.at).date()


@signed_in
@require_safe
def list_notices(request: PersonRequest) -> HttpResponse:
    """Everything that happened, newest first, a page at a time."""
    pages = Paginator(notices.inbox(request.user, at=clock.now()), _PAGE)
    page = pages.get_page(request.GET.get("page"))
    rows = [
        Row(notice.pk, line_of(notice, request.user), notice.noticed_at, notice.read_at is None, bool(notice.path))
        for notice in page
    ]
    days = [(day, list(on_day)) for day, on_day in groupby(rows, key=lambda row: row.day)]
    return render(request, "notices/list_notices.html", {"days": days, "page": page})


@signed_in
@require_safe
def follow_notice(request: PersonRequest, notice_id: UUID) -> HttpResponse:
    """Go where the notice leads, and mark it read. Reading is all a repeated visit does, so a link may do it."""
    now = clock.now()
    notice = notices.to_follow(request.user, notice_id, at=now)
    commands.mark_read(request.user, at=now, notice=notice)
    inside = url_has_allowed_host_and_scheme(notice.path, allowed_hosts=None)
    return redirect(notice.path if notice.path and inside else "notices")


@signed_in
@require_POST
def mark_all_read(request: PersonRequest) -> HttpResponse:
    """Everything shown by now is read."""
    commands.mark_read(request.user, at=clock.now())
    say(request, _("Everything is marked as read."))
    return redirect("notices")
