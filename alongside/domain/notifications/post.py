"""Handing letters to the mail server, and telling its troubles apart. Nothing here touches the database."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from types import TracebackType
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from alongside.domain.notifications.words import Letter


@dataclass(frozen=True)
class ReadyLetter:
    """A letter with the address it goes to and the key that stays the same when it is sent again."""

    key: UUID
    address: str
    letter: Letter


class Trouble(Exception):  # noqa: N818  (it is kept and retried, never raised at a reader)
    """The letter did not go this time."""


class Refused(Trouble):
    """The server said it will never take this letter."""


class ServerDown(Trouble):
    """The server cannot be talked to at all, so no other letter needs to be tried now."""


class Post:
    """One conversation with the mail server, opened at the first letter and closed at the end."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def __enter__(self) -> Post:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._hang_up()

    def hand_in(self, ready: ReadyLetter) -> None:
        """Give one letter to the server. Raises Refused, ServerDown or Trouble.

        Its key makes the Message-ID, so that a repeat after a crash can be recognised as the same letter.
        """
        letter = ready.letter
        answer_to = letter.reply_to or settings.CONTACT_EMAIL
        message = EmailMultiAlternatives(
            subject=letter.subject,
            body=letter.text,
            from_email=_sender(letter.sender),
            to=[ready.address],
            reply_to=[answer_to] if answer_to else None,
            headers={
                "Message-ID": f"<{ready.key}@{settings.SITE_HOST}>",
                "Auto-Submitted": "auto-generated",
                **letter.headers,
            },
            connection=self._connection,
        )
        if letter.html:
            message.attach_alternative(letter.html, "text/html")
        try:
            self._connection.open()
        except (OSError, smtplib.SMTPException) as trouble:
            self._hang_up()
            raise ServerDown(_said(trouble)) from None
        try:
            message.send()
        except smtplib.SMTPRecipientsRefused as refusal:
            self._hang_up()
            answers = list(refusal.recipients.values())
            raise (Refused if all(code >= 500 for code, _ in answers) else Trouble)(_said(refusal)) from None
        except smtplib.SMTPDataError as refusal:
            self._hang_up()
            raise (Refused if refusal.smtp_code >= 500 else Trouble)(_said(refusal)) from None
        except (OSError, smtplib.SMTPException, ValueError) as trouble:
            self._hang_up()
            raise Trouble(_said(trouble)) from None

    def _hang_up(self) -> None:
        try:
            self._connection.close()
        except (OSError, smtplib.SMTPException):
            # The server is gone already. A fresh conversation begins with the next letter.
            self._connection = get_connection()


def _sender(name: str) -> str:
    """The site's address, under the name of whoever wrote when somebody did."""
    site, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((f"{name} ({site or settings.SITE_NAME})" if name else site, address))


def _said(trouble: Exception) -> str:
    """What the server said, short enough to keep."""
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {_text(words)}" for code, words in trouble.recipients.values())[:300]
    if isinstance(trouble, smtplib.SMTPResponseException):
        return f"{trouble.smtp_code} {_text(trouble.smtp_error)}"[:300]
    return f"{type(trouble).__name__}: {trouble}"[:300]


def _text(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words
