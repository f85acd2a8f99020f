"""What is sent by e-mail: the page in settings, and the links at the foot of every letter."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from alongside.domain.notifications.commands import choices as commands
from alongside.domain.notifications.kinds import area_of
from alongside.domain.notifications.queries import MailWish, mail_wishes, rhythm_of
from alongside.policy import notices
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, open_to_all, signed_in

_SHOW_OR_DO = require_http_methods(["GET", "HEAD", "POST"])
_HEADINGS = (
    (gettext_lazy("In a busy week"), ("people",)),
    (gettext_lazy("Your groups"), ("groups", "programs")),
    (gettext_lazy("Signing up and meeting"), ("enrollments", "pairing", "mentorships")),
    (gettext_lazy("Week by week with your partner"), ("spaces", "journeys")),
    (gettext_lazy("Safety"), ("safety",)),
)


@signed_in
@_SHOW_OR_DO
def choose_mail(request: PersonRequest) -> HttpResponse:
    """A tick for each kind of letter, and one for fewer of all."""
    wishes = mail_wishes(request.user)
    if request.method == "POST":
        ticked = set(request.POST.getlist("kind"))
        by_mail = {wish.kind.key: wish.kind.key in ticked for wish in wishes}
        commands.choose_mail(request.user, by_mail=by_mail, rhythm=notices.rhythm_named(request.POST.get("rhythm", "")))
        say(request, _("Saved. We write to you as you ticked."))
        return redirect("choose_mail")
    context = {
        "parts": _parts(wishes),
        "rhythms": notices.rhythms(),
        "rhythm": rhythm_of(request.user),
        "address": request.user.email,
    }
    return render(request, "notices/choose_mail.html", context)


def _parts(wishes: Sequence[MailWish]) -> list[tuple[str, list[MailWish]]]:
    """The ticks under headings, so that nobody reads a list of thirty."""
    found = [(str(heading), [wish for wish in wishes if area_of(wish.kind) in areas]) for heading, areas in _HEADINGS]
    return [(heading, ticks) for heading, ticks in found if ticks]


@csrf_exempt  # Mail programs post here by themselves (RFC 8058). The signed token says who asked, and for what.
@open_to_all
@_SHOW_OR_DO
def stop_letters(request: HttpRequest, token: str) -> HttpResponse:
    """No more letters of one kind. Opening the link changes nothing, for links are opened by scanners too."""
    person, link = notices.behind_mail_link(token)
    if request.method == "POST":
        commands.stop_letters(person, kind=link.kind.key)
    return render(request, "notices/stop_letters.html", {"kind": link.kind, "done": request.method == "POST"})


@csrf_exempt
@open_to_all
@_SHOW_OR_DO
def write_less_often(request: HttpRequest, token: str) -> HttpResponse:
    """Letters only when somebody waits. Opening the link changes nothing."""
    person, _link = notices.behind_mail_link(token)
    if request.method == "POST":
        commands.write_less_often(person)
    return render(request, "notices/write_less_often.html", {"done": request.method == "POST"})
