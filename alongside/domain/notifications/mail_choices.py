"""The signed links at the foot of a letter: they name a person and a kind, and work without signing in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from alongside.domain.notifications.kinds import KINDS, Kind

_SALT = "mail-choice"


@dataclass(frozen=True)
class MailLink:
    """Whose mail, and which kind of it, a link at the foot of a letter is about."""

    person: UUID
    kind: Kind


def mail_token(person: UUID, kind: str) -> str:
    """What stands in the links of letters of ``kind`` to ``person``. It never runs out: mail is kept for years."""
    return signing.dumps([str(person), kind], salt=_SALT)


def read_mail_token(token: str) -> MailLink | None:
    """The other way round; nothing when the token is not ours or its kind is no more."""
    try:
        person, kind = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return MailLink(UUID(person), KINDS[kind]) if kind in KINDS else None
