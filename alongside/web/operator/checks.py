"""Whether the site is well, as sentences: each check says what is so, and what to do when it is not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside import __version__
from alongside.domain.events.queries import event_health
from alongside.domain.notifications.queries import MailHealth, mail_health
from alongside.domain.work import queries as work
from alongside.web.components.times import day_and_time

_LEAST_FREE = 0.1  # of the disk


@dataclass(frozen=True)
class Check:
    """One thing that can be well or not."""

    name: str
    says: str
    is_well: bool = True
    is_advice: bool = False  # well enough for now, and worth doing
    href: str = ""
    action: str = ""


def all_checks(at: datetime) -> list[Check]:
    """Everything, what is not well first."""
    found = [*_mail(mail_health(at=at)), _worker(at), _events(at), _disk(), _database(), *_told(), _version()]
    return sorted(found, key=lambda check: (check.is_well, not check.is_advice))


def _mail(mail: MailHealth) -> Iterator[Check]:
    name = _("Email")
    if not settings.MAIL_URL:
        text = _("No mail server is set. Letters stay on the Mail page and reach nobody.")
        yield Check(name, text, not settings.PRODUCTION, True, "/demo/mail/", _("See the Mail page"))
        return
    if mail.given_up:
        text = ngettext(
            "%(count)d letter could not be sent.", "%(count)d letters could not be sent.", mail.given_up
        ) % {"count": mail.given_up}
    elif mail.overdue:
        text = ngettext(
            "%(count)d letter has waited for more than ten minutes.",
            "%(count)d letters have waited for more than ten minutes.",
            mail.overdue,
        ) % {"count": mail.overdue}
    else:
        text = _("Letters go out. %(sent)d went in the last day, %(waiting)d wait.") % {
            "sent": mail.sent_today,
            "waiting": mail.waiting,
        }
    yield Check(name, text, not (mail.given_up or mail.overdue), False, "/operator/email/", _("Look at the mail"))


def _worker(at: datetime) -> Check:
    name, last = _("Work in the background"), work.last_sign_of_life()
    if last is None:
        return Check(name, _("No worker has ever run. Start one: letters and weekly questions wait for it."), False)
    if not work.a_worker_lives(at):
        says = _("The worker was last heard of %(when)s. Start it again.") % {"when": day_and_time(last)}
        return Check(name, says, False)
    failing = work.failing_jobs()
    if failing:
        return Check(name, _("This fails and is tried again: %(jobs)s.") % {"jobs": ", ".join(failing)}, False)
    return Check(name, _("The worker is awake and everything it did lately worked."))


def _events(at: datetime) -> Check:
    name, events = _("What happened is handed on"), event_health()
    if events.in_trouble:
        says = ngettext(
            "%(count)d thing that happened could not be handed on and is tried again.",
            "%(count)d things that happened could not be handed on and are tried again.",
            events.in_trouble,
        ) % {"count": events.in_trouble}
        return Check(name, says, False)
    if events.is_late(at):
        return Check(name, _("Something has waited for more than five minutes. Is the worker running?"), False)
    return Check(name, _("Nothing waits."))


def _disk() -> Check:
    usage = shutil.disk_usage(settings.DATA_DIR)
    free, share = usage.free / 1e9, usage.free / usage.total
    says = _("%(free).1f GB free, that is %(share)d per cent.") % {"free": free, "share": round(share * 100)}
    return Check(_("Room on the disk"), says, share >= _LEAST_FREE)


def _database() -> Check:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, connection.vendor)
    return Check(_("Database"), _("%(kind)s answers.") % {"kind": kind})


def _told() -> Iterator[Check]:
    """What members should find on the safety pages."""
    if not settings.LOCAL_HELP:
        yield Check(
            _("Local help"),
            _("No local services are set, so Get help now names none. Set ALONGSIDE_LOCAL_HELP."),
            not settings.PRODUCTION,
            is_advice=True,
            href="/help-now/",
            action=_("See the page"),
        )
    if not settings.CONTACT_EMAIL:
        yield Check(
            _("Contact"),
            _("Members find no address of yours. Set ALONGSIDE_CONTACT_EMAIL."),
            not settings.PRODUCTION,
            is_advice=True,
        )


def _version() -> Check:
    return Check(_("Version"), _("Alongside %(version)s.") % {"version": __version__})
