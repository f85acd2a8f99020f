"""What whoever runs a site has to see to: red or green where the program can tell, and said where it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from alongside.policy import operator


@dataclass(frozen=True)
class Duty:
    """One duty. ``is_met`` is None where only a person can tell."""

    name: str
    is_met: bool | None
    says: str


def duties() -> Iterator[Duty]:
    """Every duty of the people who run this site."""
    yield Duty("mode", settings.PRODUCTION, "ALONGSIDE_MODE is production.")
    yield Duty("https", settings.SERVED_BY_HTTPS, "ALONGSIDE_SITE_ADDRESS begins with https, so cookies hold to it.")
    yield Duty("mail", bool(settings.MAIL_URL), "ALONGSIDE_MAIL_URL names a mail server; members sign in by letter.")
    yield Duty("contact", bool(settings.CONTACT_EMAIL), "ALONGSIDE_CONTACT_EMAIL tells members where to write.")
    yield Duty("run by", bool(settings.RUN_BY), "ALONGSIDE_RUN_BY says who runs this site.")
    yield Duty("local help", bool(settings.LOCAL_HELP), "ALONGSIDE_LOCAL_HELP names who helps where your members live.")
    yield Duty(
        "second step",
        settings.SECOND_STEP_DAYS is not None and settings.SECOND_STEP_DAYS <= 30,
        "ALONGSIDE_SECOND_STEP_DAYS asks those who look after others for a second step within a month.",
    )
    yield Duty(
        "sessions",
        settings.SIGNED_IN_DAYS <= 30 and settings.OPERATOR_SIGNED_IN_HOURS <= 12,
        "Members sign in again after a month, operators after half a day.",
    )
    yield Duty(
        "ledger",
        not _is_inside(settings.ERASURE_LEDGER, settings.DATA_DIR),
        "ALONGSIDE_ERASURE_LEDGER lies outside of the data folder, so that a restore brings nothing back.",
    )
    yield from _of_people()
    yield from _by_hand()


def _of_people() -> Iterator[Duty]:
    """What the database tells; before it is made, nobody runs the site yet."""
    try:
        operators, all_have = operator.count_operators(), operator.all_operators_have_second_step()
    except DatabaseError:
        operators, all_have = 0, False
    yield Duty(
        "operators",
        operators > 1,
        "Two people run this site, so that an appeal reaches somebody who has not decided yet.",
    )
    yield Duty("operators' second step", all_have, "Everybody who runs this site has a passkey or an app.")


def _by_hand() -> Iterator[Duty]:
    yield Duty("keys apart", None, "A copy of the master keys lies apart from every backup (ASVS 13.3.1).")
    yield Duty("restore", None, "You have restored a backup on another machine, and it worked.")
    yield Duty("certificate", None, "The certificate is renewed by itself and trusted by browsers (ASVS 12.2.2).")
    yield Duty(
        "scanner", None, "Files of members are scanned, if you need that: the program has no scanner (ASVS 5.4.3)."
    )
    yield Duty("logs", None, "Logs are also kept on another machine (ASVS 16.4.3).")
    yield Duty("looks", None, "You keep the last seal of `alongside verify_looks` elsewhere, once a month.")


def _is_inside(file: Path, folder: Path) -> bool:
    return Path(folder).resolve() in Path(file).resolve().parents
