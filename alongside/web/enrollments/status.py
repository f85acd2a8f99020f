"""Where one's own sign-up stands, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.domain.enrollments.answers import first_unanswered
from alongside.domain.programs.dates import introductions_by
from alongside.policy import enrollments as policy
from alongside.policy.programs import Seat
from alongside.web.components.times import full_day


@dataclass(frozen=True)
class Status:
    """One sentence that says where it stands, and the one link that helps."""

    enrollment: Any
    title: str
    text: str
    action: str
    href: str
    icon: str = "check"
    kind: str = ""
    pairs: Sequence[tuple[str, str]] = ()


def status_of(seat: Seat, enrollment: Any, on: date) -> Status:
    """Words for the reader's own sign-up."""
    slug, program = seat.group.slug, enrollment.program
    mine = reverse("enrollments:show_own", args=[slug, program.pk])
    edit = _("Change my answers or pause")
    pairs = policy.pairs_of(enrollment)
    match enrollment.state:
        case "draft":
            page = first_unanswered(enrollment)
            text = (
                _("Your answers are saved. Go on with question {page} of 4.").format(page=page)
                if page
                else _("Your answers are saved. Look at your card and sign up.")
            )
            go_on = reverse("enrollments:start_sign_up", args=[slug, program.pk, enrollment.role])
            return Status(enrollment, _("You have started to sign up."), text, _("Go on"), go_on, "clock", "warn")
        case "applied":
            return Status(
                enrollment, _("We have your sign-up."),
                _("An organizer reads it first. You will hear from us."), edit, mine,
            )  # fmt: skip
        case "waiting":
            place = policy.waiting_place(enrollment)
            text = (
                _("You are first in line. We will write to you when there is room.")
                if place == 1
                else _("There are {count} people before you. We will write to you when there is room.").format(
                    count=place - 1
                )
            )
            return Status(enrollment, _("You are on the waiting list."), text, edit, mine, "clock")
        case "paused":
            until = (
                _("Nobody finds you until {day}.").format(day=full_day(enrollment.paused_until))
                if enrollment.paused_until
                else _("Nobody finds you until you come back.")
            )
            back = _("Come back or change it")
            return Status(enrollment, _("You are taking a break."), until, back, mine, "pause-circle", pairs=pairs)
        case "turned_down":
            no_place = _("There is no place for you in this round.")
            return Status(enrollment, no_place, enrollment.kind_line, "", "", "info")
    return Status(enrollment, _signed_up(enrollment), _next(seat, enrollment, on, bool(pairs)), edit, mine, pairs=pairs)


def _signed_up(enrollment: Any) -> str:
    return _("You are signed up as a mentor.") if enrollment.is_mentor else _("You are signed up.")


def _next(seat: Seat, enrollment: Any, on: date, has_pairs: bool) -> str:
    program = enrollment.program
    if has_pairs:
        return ""
    if program.pairing == "members":
        return _("Have a look around and say hello to someone. They can find you too.")
    if program.starts_on and introductions_by(program.starts_on) >= on:
        return _("People are introduced by {day}. We will email you. You do not need to do anything.").format(
            day=full_day(introductions_by(program.starts_on))
        )
    return _(
        "We have not found the right person yet. That is about who has signed up so far, not about you. "
        "We will email you."
    )
