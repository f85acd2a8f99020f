"""The rows of the attention list in words.

The minutes are what the prepared action takes: two to read and send a letter to many, three for one that a person
waits for, one and a half for an application. ``docs/how-to/fifteen-minutes.md`` says how they compare with what is
measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.domain.insights.queries import attention, numbers
from alongside.policy import insights
from alongside.policy.insights import ManagedProgram
from alongside.policy.programs import Seat
from alongside.web.components.times import day_and_time
from alongside.web.overview.todo import Todo

LETTER, ONE_PERSON = 2, 3


def reports(seat: Seat) -> Iterator[Todo]:
    """Concerns somebody raised; those this organizer has a part in are not among them."""
    open_reports = list(insights.open_reports(seat)[:50])
    if not open_reports:
        return
    newest = open_reports[0]
    single = len(open_reports) == 1
    href = f"/g/{seat.group.slug}/manage/reports/"
    yield Todo(
        ngettext("Someone reported something", "%(count)d reports wait for you", len(open_reports))
        % {"count": len(open_reports)},
        _("The newest came in %(when)s. Nobody is told who reported.") % {"when": day_and_time(newest.reported_at)},
        "flag",
        _("Read the report") if single else _("Read the reports"),
        f"{href}{newest.pk}/" if single else href,
        ONE_PERSON * len(open_reports),
        "danger",
        primary=True,
    )


def hands(asking: attention.Hands, base: str) -> Iterator[Todo]:
    """People who chose to tell the organizer: by name, the longest waiting first."""
    for hand in asking.shown:
        yield Todo(
            _("%(name)s asked for a hand") % {"name": hand.person},
            _("%(name)s ticked “I could use a hand” in week %(week)d with %(others)s.")
            % {"name": hand.person, "week": hand.week, "others": ", ".join(hand.others)},
            "hand-heart",
            _("Write to %(name)s") % {"name": hand.person},
            f"{base}write/?to=hand:{hand.check_in}",
            ONE_PERSON,
            "warn",
            primary=True,
            key=f"hand:{hand.check_in}",
        )
    if asking.more:
        yield Todo(
            ngettext("%(count)d more asked for a hand", "%(count)d more asked for a hand", asking.more)
            % {"count": asking.more},
            _("They stand on the list of pairs."),
            "hand-heart",
            _("See the pairs"),
            f"{base}pairs/?show=help",
            ONE_PERSON * asking.more,
            "warn",
        )


def quiet(count: int, days: int, base: str) -> Iterator[Todo]:
    """Pairs without an act by anybody."""
    if count:
        yield Todo(
            ngettext("%(count)d pair has gone quiet", "%(count)d pairs have gone quiet", count) % {"count": count},
            ngettext(
                "No word for %(days)d day or more. A short note is written for you.",
                "No word for %(days)d days or more. A short note is written for you.",
                days,
            )
            % {"days": days},
            "plant",
            _("Check and send"),
            f"{base}write/?to=quiet",
            LETTER,
            key="quiet",
        )


def not_met(count: int, days: int, base: str) -> Iterator[Todo]:
    """Pairs that talk and have planned no first meeting."""
    if count:
        yield Todo(
            ngettext("%(count)d pair has not met yet", "%(count)d pairs have not met yet", count) % {"count": count},
            ngettext(
                "Introduced %(days)d day ago or more, and no meeting is planned. A nudge is written for you.",
                "Introduced %(days)d days ago or more, and no meeting is planned. A nudge is written for you.",
                days,
            )
            % {"days": days},
            "calendar-plus",
            _("Check and send"),
            f"{base}write/?to=not_met",
            LETTER,
            key="not_met",
        )


def applications(count: int, mentors: int, base: str) -> Iterator[Todo]:
    """People who wait for somebody to read what they answered."""
    if not count:
        return
    if mentors == count:
        title = ngettext(
            "%(count)d person wants to join as a mentor", "%(count)d people want to join as mentors", count
        )
    elif not mentors:
        title = ngettext("%(count)d person asks for a mentor", "%(count)d people ask for a mentor", count)
    else:
        title = ngettext("%(count)d person wants to join", "%(count)d people want to join", count)
    yield Todo(
        title % {"count": count},
        _("They answered your questions and wait for a word from you."),
        "user-circle",
        _("Read answers"),
        f"{base}applications/",
        max(1, round(1.5 * count)),
        key="applications",
    )


def approvals(count: int, base: str) -> Iterator[Todo]:
    """Pairs who found each other."""
    if count:
        yield Todo(
            ngettext("%(count)d pair waits for your yes", "%(count)d pairs wait for your yes", count)
            % {"count": count},
            _("They would like to walk together. You decide."),
            "handshake",
            _("Look at them"),
            f"{base}requests/",
            count,
            key="approvals",
        )


def unanswered(count: int, base: str) -> Iterator[Todo]:
    """Requests nobody has answered for a week."""
    if count:
        yield Todo(
            ngettext(
                "%(count)d question to a mentor has no answer", "%(count)d questions to mentors have no answer", count
            )
            % {"count": count},
            _("Asked a week ago or more. A short reminder is written for you."),
            "hourglass-medium",
            _("Check and send"),
            f"{base}write/?to=asked",
            LETTER,
            key="unanswered",
        )


def waiting(program: ManagedProgram, count: int, places: numbers.Places, base: str) -> Iterator[Todo]:
    """Mentees without a mentor while there are places."""
    if count and places.free:
        yield Todo(
            ngettext("%(count)d person has no mentor yet", "%(count)d people have no mentor yet", count)
            % {"count": count},
            ngettext("%(free)d mentor place is free.", "%(free)d mentor places are free.", places.free)
            % {"free": places.free},
            "users-three",
            _("Pair people") if program.organizer_pairs else _("Write to them"),
            f"{base}pair/" if program.organizer_pairs else f"{base}write/?to=waiting",
            min(10, 2 + count // 4),
            key="waiting",
        )


def too_few(is_open: int, places: numbers.Places, base: str) -> Iterator[Todo]:
    """More people wait than there are places."""
    missing = places.waiting - places.free
    if is_open and missing > 0:
        yield Todo(
            ngettext("%(count)d mentor is missing", "%(count)d mentors are missing", missing) % {"count": missing},
            _("More people wait than there are places. A note to the group is written for you."),
            "megaphone",
            _("Ask the group"),
            f"{base}write/?to=members",
            LETTER,
            key="too_few",
        )


def ending(count: int, base: str) -> Iterator[Todo]:
    """Pairs whose last day is near."""
    if count:
        yield Todo(
            ngettext("%(count)d pair ends soon", "%(count)d pairs end soon", count) % {"count": count},
            _("In the next two weeks. A word for the road is written for you."),
            "confetti",
            _("Check and send"),
            f"{base}write/?to=ending",
            LETTER,
            key="ending",
        )


def kind_words(count: int, newest: Sequence[Any], base: str) -> Iterator[Todo]:
    """Words that may be shared and nobody has looked at."""
    if not count or not newest:
        return
    if count == 1:
        title = _("%(name)s wrote a kind word you could share") % {"name": newest[0].author.first_name}
        why = newest[0].get_permission_display()
    else:
        title = _("%(count)d kind words you could share") % {"count": count}
        why = _("Each says how far it may travel.")
    action = _("Read it") if count == 1 else _("Read them")
    yield Todo(title, why, "quotes", action, f"{base}words/", min(count, 5), key="words")
