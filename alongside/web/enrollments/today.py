"""What programs offer for today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.domain.programs.dates import introductions_by
from alongside.policy import taking_part
from alongside.policy.people import SignedInPerson
from alongside.web.components.times import full_day
from alongside.web.today.item import TodayItem, Weight


def today_items(person: SignedInPerson, at: datetime) -> Iterable[TodayItem]:
    """A sign-up half done, people who wait for a yes, a question of the group, a program that is open."""
    today = localdate(at)
    for enrollment in taking_part.unfinished(person):
        program = enrollment.program
        yield TodayItem(
            title=_("Go on signing up for {program}").format(program=program.name),
            text=_("Your answers are saved."),
            action=_("Go on"),
            path=reverse("enrollments:start_sign_up", args=[program.group.slug, program.pk, enrollment.role]),
            weight=Weight.PREPARING,
            icon="note-pencil",
        )
    for program, count in taking_part.programs_with_applications(person):
        yield TodayItem(
            title=ngettext(
                "%(count)d person waits for a place in %(program)s",
                "%(count)d people wait for a place in %(program)s",
                count,
            )
            % {"count": count, "program": program.name},
            action=_("Read and answer"),
            path=reverse("enrollments:list_applications", args=[program.group.slug, program.pk]),
            weight=Weight.WAITING_PERSON,
            icon="tray",
        )
    for poll in taking_part.polls_to_answer(person, today):
        yield TodayItem(
            title=poll.question,
            text=_("{group} would like to know. It takes half a minute.").format(group=poll.program.group.name),
            action=_("Answer"),
            path=reverse("enrollments:answer_interest", args=[poll.program.group.slug, poll.program_id]),
            weight=Weight.NEWS,
            icon="question",
        )
    for program in taking_part.open_to_join(person, today):
        yield TodayItem(
            title=_("{program} is open in {group}").format(program=program.name, group=program.group.name),
            text=program.promise,
            action=_("Have a look"),
            path=reverse("programs:show_program", args=[program.group.slug, program.pk]),
            weight=Weight.IDEA,
            icon=program.icon or "path",
        )


def introductions_line(person: SignedInPerson, at: datetime) -> str:
    """When somebody who waits for their person can expect to hear."""
    waiting = taking_part.waiting_for_a_person(person)
    if waiting is None or waiting.program.starts_on is None or not waiting.program.organizer_pairs:
        return ""
    day = introductions_by(waiting.program.starts_on)
    return _("People are introduced by {day}.").format(day=full_day(day)) if day >= localdate(at) else ""
