"""Writing to people of a program: the words prepared, a preview, and ten minutes to take it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.domain.desk.commands import letters as commands
from alongside.domain.pairing.said import listed
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import insights
from alongside.policy.insights import Audience, ManagedProgram
from alongside.web.components.navigation import Tab
from alongside.web.flash import say
from alongside.web.forms import Form
from alongside.web.gates import PersonRequest, adults
from alongside.web.overview.words_of_health import NAMES
from alongside.web.programs.frame import program_header

_NAMES: Mapping[str, Any] = {
    "everyone": gettext_lazy("Everyone signed up"),
    "mentors": gettext_lazy("Mentors"),
    "mentees": gettext_lazy("Mentees"),
    "waiting": gettext_lazy("People without a mentor"),
    "quiet": gettext_lazy("Quiet pairs"),
    "not_met": gettext_lazy("Pairs that have not met"),
    "ending": gettext_lazy("Pairs that end soon"),
    "asked": gettext_lazy("Who owes an answer"),
    "members": gettext_lazy("All group members"),
}


class LetterForm(Form):
    """The words; whom they go to stands in the address."""

    words = forms.CharField(label=gettext_lazy("What you write"), max_length=4000, widget=forms.Textarea)


@adults
@require_http_methods(["GET", "HEAD", "POST"])
def write_to_people(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """A letter to some people, prepared, shown as it will read, and sent with time to undo."""
    key = request.GET.get("to", "everyone")
    seat, program, audience = insights.to_write(request.user, slug, program_id, key, at=clock.now())
    form = LetterForm(
        request.POST if request.method == "POST" else None,
        initial={"words": _prepared(audience, seat.person.first_name, program)},
    )
    is_refused = False
    if request.method == "POST" and form.is_valid() and "send" in request.POST:
        try:
            letter = commands.write_from_desk(
                program,
                request.user,
                audience=audience.key,
                recipients=audience.people,
                words=form.cleaned_data["words"],
                subjects=audience.subjects,
                as_well="as_well" in request.POST,
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            is_refused = isinstance(refusal, commands.AnotherWroteThem)
        else:
            say(
                request,
                ngettext(
                    "%(count)d letter goes out in 10 minutes.",
                    "%(count)d letters go out in 10 minutes.",
                    len(letter.recipients),
                )
                % {"count": len(letter.recipients)},
                undo_at=reverse("take_back_letter", args=[slug, program_id, letter.pk]),
            )
            return redirect("show_overview", slug=slug, program_id=program_id)
    return render(
        request,
        "overview/write_to_people.html",
        {
            "header": program_header(seat, program, "overview"),
            "program": program,
            "audience": audience,
            "audience_name": _name(audience),
            "choices": _choices(audience),
            "narrower": _narrower(audience),
            "asks_again": is_refused,
            "form": form,
            "preview": form.cleaned_data["words"] if form.is_bound and form.is_valid() else "",
            "back": f"/g/{slug}/manage/mentorship/{program_id}/",
        },
    )


@adults
@require_POST
def take_back_letter(request: PersonRequest, slug: str, program_id: UUID, letter_id: UUID) -> HttpResponse:
    """Nobody gets it, as long as the ten minutes are not over."""
    letter = insights.to_take_back(request.user, slug, program_id, letter_id)
    try:
        commands.take_back_letter(letter, at=clock.now())
    except Refusal as refusal:
        say(request, refusal)
    else:
        say(request, _("Taken back. Nobody has heard anything."))
    return redirect("show_overview", slug=slug, program_id=program_id)


@adults
@require_safe
def show_organizers_letter(request: PersonRequest, letter_id: UUID) -> HttpResponse:
    """What an organizer wrote, for one of those it was written to."""
    letter = insights.to_read_letter(request.user, letter_id, at=clock.now())
    return render(request, "overview/show_organizers_letter.html", {"letter": letter})


def _name(audience: Audience) -> str:
    if audience.name:
        return audience.name
    if audience.key in _NAMES:
        return str(_NAMES[audience.key])
    if audience.is_filtered:
        return _filter_said(audience.key)
    return listed(audience.others)


def _choices(audience: Audience) -> list[Tab]:
    """The other groups of people one could write to instead."""
    if audience.key not in _NAMES:
        return []
    return [Tab(str(name), f"?to={key}", is_current=key == audience.key) for key, name in _NAMES.items()]


def _filter_said(key: str) -> str:
    """ "Quiet pairs in week 5, mentors only"."""
    _pairs, show, week, role = key.split(".")
    health = {**NAMES, "help": _("Asked for a hand")}
    said = _("Pairs: %(health)s") % {"health": health[show]} if show in health else _("Pairs that go on")
    if week:
        said = _("{pairs}, in week {week}").format(pairs=said, week=week)
    roles = {"mentor": _("{pairs}, mentors only"), "mentee": _("{pairs}, mentees only")}
    return roles[role].format(pairs=said) if role else said


def _narrower(audience: Audience) -> list[Tab]:
    """Both sides of filtered pairs, or one."""
    if not audience.is_filtered:
        return []
    start, _dot, role = audience.key.rpartition(".")
    words = {"": _("Everybody in them"), "mentor": _("Mentors"), "mentee": _("Mentees")}
    return [Tab(label, f"?to={start}.{key}", is_current=key == role) for key, label in words.items()]


def _prepared(audience: Audience, name: str, program: ManagedProgram) -> str:
    """A first draft, ready to send as it is."""
    texts = {
        "quiet": _(
            "Hello both.\n\nI noticed it has gone quiet. That is normal. If you want, answer this week's question "
            "together on the phone. If it is not working, tell me and I will find you someone else.\n\n%(name)s"
        ),
        "not_met": _(
            "Hello both.\n\nYou have not planned a first meeting yet, as far as I can see. Twenty minutes on the phone "
            "are enough, and the first one is the hardest. Your place offers times that suit you both.\n\n%(name)s"
        ),
        "waiting": _(
            "Hello.\n\nWe have not found the right person for you yet. That is about who has signed up so far, not "
            "about you. You are first in line.\n\n%(name)s"
        ),
        "ending": _(
            "Hello both.\n\nYour weeks together are nearly over. Look back together at what you did, and tell each "
            "other one thing you keep. If you want to go on, you can.\n\n%(name)s"
        ),
        "asked": _(
            "Hello.\n\nSomebody asked you to walk with them and waits for a word. A no is fine too, and kinder than "
            "silence. It takes one minute.\n\n%(name)s"
        ),
        "members": _(
            "Hello.\n\nSome of us wait for a mentor. You do not need to be an expert. Listening, and having been "
            "through it yourself, is plenty. Would you give somebody an hour a week?\n\n%(name)s"
        ),
        "hand": _(
            "Hello %(person)s.\n\nThank you for telling me. What would help? I can listen, or find you someone "
            "else.\n\n%(name)s"
        ),
        "thanks": _("Hello %(person)s.\n\nThank you for your kind words. They made my day.\n\n%(name)s"),
    }
    prepared = texts.get(audience.key.partition(":")[0], "")
    return prepared % {"name": name, "person": audience.name}
