"""The attention list in words: what, why, how many minutes, and the one prepared action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.domain.insights.queries import attention, numbers, pairs
from alongside.policy import insights
from alongside.policy.insights import ManagedProgram
from alongside.policy.programs import Seat
from alongside.web.components.times import day_and_time


@dataclass(frozen=True)
class Todo:
    """One row."""

    title: str
    why: str
    icon: str
    action: str
    href: str
    minutes: int
    kind: Literal["calm", "warn", "danger"] = "calm"
    primary: bool = False


def todos(
    seat: Seat,
    program: ManagedProgram,
    base: str,
    now: pairs.PairsNow,
    places: numbers.Places,
    words: Sequence[Any],
    *,
    at: datetime,
) -> list[Todo]:
    """Everything that needs an organizer, the most urgent first."""
    return [
        *_reports(seat),
        *_hands(seat, program, base),
        *_quiet(now, base),
        *_applications(places, base),
        *_requests(attention.requests(program, at=at), base),
        *_unmatched(program, places, base),
        *_ending(now, base),
        *_kind_words(words, base),
    ]


def todos_of_the_past(seat: Seat, base: str, words: Sequence[Any]) -> list[Todo]:
    """What is left when a program is over: nobody needs to be paired any more."""
    return [*_reports(seat), *_kind_words(words, base)]


def headline(name: str, rows: Sequence[Todo]) -> str:
    """ "Five things need you, Amara"."""
    if not rows:
        return _("Nothing needs you this week, %(name)s") % {"name": name}
    facts = {"number": _number(len(rows)), "name": name}
    return ngettext("%(number)s thing needs you, %(name)s", "%(number)s things need you, %(name)s", len(rows)) % facts


def subline(rows: Sequence[Todo], now: pairs.PairsNow) -> str:
    """How long it takes, and how everybody else is doing."""
    minutes = sum(row.minutes for row in rows)
    about = ngettext("About %(minutes)d minute.", "About %(minutes)d minutes.", minutes) % {"minutes": minutes}
    if not now.total:
        return about if rows else _("Pairs appear here as soon as people are introduced.")
    everyone = ngettext(
        "%(total)d pair, %(talking)d talking.", "%(total)d pairs, %(talking)d of them talking.", now.total
    ) % {"total": now.total, "talking": now.talking}
    if not rows:
        return everyone
    return _("{minutes} Everything else is looking after itself: {everyone}").format(minutes=about, everyone=everyone)


def _reports(seat: Seat) -> Iterator[Todo]:
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
        3 * len(open_reports),
        "danger",
        primary=True,
    )


def _hands(seat: Seat, program: ManagedProgram, base: str) -> Iterator[Todo]:
    asking = attention.hands(program, reader=seat.person)
    for hand in asking.shown:
        yield Todo(
            _("%(name)s asked for a hand") % {"name": hand.person},
            _("%(name)s ticked “I could use a hand” in week %(week)d with %(others)s.")
            % {"name": hand.person, "week": hand.week, "others": ", ".join(hand.others)},
            "hand-heart",
            _("Write to %(name)s") % {"name": hand.person},
            f"{base}write/?to=hand:{hand.check_in}",
            3,
            "warn",
            primary=True,
        )
    if asking.more:
        yield Todo(
            ngettext("%(count)d more asked for a hand", "%(count)d more asked for a hand", asking.more)
            % {"count": asking.more},
            _("They stand on the list of pairs."),
            "hand-heart",
            _("See the pairs"),
            f"{base}pairs/?show=help",
            3 * asking.more,
            "warn",
        )


def _quiet(now: pairs.PairsNow, base: str) -> Iterator[Todo]:
    if now.quiet:
        yield Todo(
            ngettext("%(count)d pair has gone quiet", "%(count)d pairs have gone quiet", now.quiet)
            % {"count": now.quiet},
            _("No word for 10 days or more. A short note is written for you."),
            "plant",
            _("Check and send"),
            f"{base}write/?to=quiet",
            2,
        )


def _applications(places: numbers.Places, base: str) -> Iterator[Todo]:
    waiting = places.applied_mentors + places.applied_mentees
    if not waiting:
        return
    if not places.applied_mentees:
        title = ngettext(
            "%(count)d person wants to join as a mentor", "%(count)d people want to join as mentors", waiting
        )
    elif not places.applied_mentors:
        title = ngettext("%(count)d person asks for a mentor", "%(count)d people ask for a mentor", waiting)
    else:
        title = ngettext("%(count)d person wants to join", "%(count)d people want to join", waiting)
    yield Todo(
        title % {"count": waiting},
        _("They answered your questions and wait for a word from you."),
        "user-circle",
        _("Read answers"),
        f"{base}applications/",
        max(1, round(1.5 * waiting)),
    )


def _requests(waiting: attention.Requests, base: str) -> Iterator[Todo]:
    if waiting.to_approve:
        yield Todo(
            ngettext("%(count)d pair waits for your yes", "%(count)d pairs wait for your yes", waiting.to_approve)
            % {"count": waiting.to_approve},
            _("They would like to walk together. You decide."),
            "handshake",
            _("Look at them"),
            f"{base}requests/",
            waiting.to_approve,
        )
    if waiting.unanswered:
        yield Todo(
            ngettext(
                "%(count)d question to a mentor has no answer",
                "%(count)d questions to mentors have no answer",
                waiting.unanswered,
            )
            % {"count": waiting.unanswered},
            _("Asked a week ago or more. A short reminder is written for you."),
            "hourglass-medium",
            _("Check and send"),
            f"{base}write/?to=asked",
            2,
        )


def _unmatched(program: ManagedProgram, places: numbers.Places, base: str) -> Iterator[Todo]:
    if not places.waiting:
        return
    if places.free:
        yield Todo(
            ngettext("%(count)d person has no mentor yet", "%(count)d people have no mentor yet", places.waiting)
            % {"count": places.waiting},
            ngettext("%(free)d mentor place is free.", "%(free)d mentor places are free.", places.free)
            % {"free": places.free},
            "users-three",
            _("Pair people") if program.organizer_pairs else _("Write to them"),
            f"{base}pair/" if program.organizer_pairs else f"{base}write/?to=waiting",
            min(10, 2 + places.waiting // 4),
        )
    missing = places.waiting - places.free
    if missing > 0:
        yield Todo(
            ngettext("%(count)d mentor is missing", "%(count)d mentors are missing", missing) % {"count": missing},
            _("More people wait than there are places. A note to the group is written for you."),
            "megaphone",
            _("Ask the group"),
            f"{base}write/?to=members",
            2,
        )


def _ending(now: pairs.PairsNow, base: str) -> Iterator[Todo]:
    if now.ending_soon:
        yield Todo(
            ngettext("%(count)d pair ends soon", "%(count)d pairs end soon", now.ending_soon)
            % {"count": now.ending_soon},
            _("In the next two weeks. A word for the road is written for you."),
            "confetti",
            _("Check and send"),
            f"{base}write/?to=ending",
            2,
        )


def _kind_words(waiting: Sequence[Any], base: str) -> Iterator[Todo]:
    if not waiting:
        return
    newest, count = waiting[0], len(waiting)
    if count == 1:
        title = _("%(name)s wrote a kind word you could share") % {"name": newest.author.first_name}
        why = newest.get_permission_display()
    else:
        title = _("%(count)d kind words you could share") % {"count": count}
        why = _("Each says how far it may travel.")
    yield Todo(title, why, "quotes", _("Read it") if count == 1 else _("Read them"), f"{base}words/", min(count, 5))


def _number(count: int) -> str:
    words = [
        _("One"),
        _("Two"),
        _("Three"),
        _("Four"),
        _("Five"),
        _("Six"),
        _("Seven"),
        _("Eight"),
        _("Nine"),
        _("Ten"),
    ]
    return words[count - 1] if count <= len(words) else str(count)
