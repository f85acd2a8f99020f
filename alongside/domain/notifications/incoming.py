"""Reads one message that came by mail: who sent it, which of our addresses it went to, and what is new in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses, parseaddr
from hashlib import sha256
from html import unescape
from uuid import UUID

_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
# How mail programs announce what they quote, in the languages of this site.
_QUOTE_BEGINS = re.compile(
    r"^(?:On .{4,200} wrote:|Am .{4,200} schrieb.{0,200}:|Le .{4,200} a écrit\s?:|El .{4,200} escribió:"
    r"|Em .{4,200} escreveu:|.{0,20}كتب.{0,200}:|[-_]{4,}.{0,60}|>.*"
    r"|(?:From|Von|De|من)\s?:\s.{0,200}@.{0,200})$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^(?:--\s?|—|(?:Sent from my|Von meinem|Gesendet mit|Envoyé de mon|Enviado desde mi|Enviado do meu"
    r"|أُرسلت من).{0,80})$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Incoming:
    """A message as far as we need to know it."""

    key: str  # the same whenever the same message is read again
    sender: str
    addresses: tuple[str, ...]
    words: str
    by_machine: bool  # out of office, a list, a bounce: never answered
    forged: bool  # the receiving server found that the sender is not who it says


@dataclass(frozen=True)
class Bounce:
    """Another server says that it could not deliver a letter of ours for good."""

    letter: UUID
    said: str


def read_message(raw: bytes) -> EmailMessage:
    """The message in its parts."""
    return message_from_bytes(raw, policy=default)


def incoming_of(message: EmailMessage, raw: bytes) -> Incoming:
    """What a person wrote. Raises ValueError or LookupError when it cannot be read."""
    headers = [str(each) for name in _TO for each in message.get_all(name, [])]
    verdict = str(message.get("Authentication-Results", "")).lower()  # the newest stands first: our own server's
    automatic = str(message.get("Auto-Submitted", "no")).lower() != "no"
    bulk = str(message.get("Precedence", "")).lower() in ("bulk", "list", "junk", "auto_reply")
    return Incoming(
        key=sha256(str(message.get("Message-ID", "")).encode() or raw).hexdigest(),
        sender=parseaddr(str(message.get("From", "")))[1].lower(),
        addresses=tuple(dict.fromkeys(address.lower() for _, address in getaddresses(headers) if address)),
        words=new_words(_text_of(message)),
        by_machine=automatic or bulk or message.get("Return-Path", "").strip() == "<>",
        forged="dmarc=fail" in verdict or ("spf=fail" in verdict and "dkim=pass" not in verdict),
    )


def bounce_of(message: EmailMessage, host: str) -> Bounce | None:
    """The bounce a message is, when it is one about a letter of ours (RFC 3464) and says *never*."""
    if message.get_content_type() != "multipart/report":
        return None
    text = "\n".join(str(part) for part in message.walk() if not part.is_multipart() or part is not message)
    status = re.search(r"^Status:\s*(5\.\d+\.\d+)", text, re.MULTILINE | re.IGNORECASE)
    letter = re.search(rf"Message-ID:\s*<([0-9a-f-]{{36}})@{re.escape(host)}>", text, re.IGNORECASE)
    if status is None or letter is None:
        return None
    said = re.search(r"^Diagnostic-Code:\s*(.{1,250})", text, re.MULTILINE | re.IGNORECASE)
    return Bounce(UUID(letter[1]), f"{status[1]} {said[1].strip() if said else ''}".strip())


def new_words(text: str) -> str:
    """``text`` without what it quotes and without its signature."""
    kept: list[str] = []
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines):
        here = line.strip()
        # Some programs break the line that announces the quote.
        both = f"{here} {lines[number + 1].strip()}" if here and number + 1 < len(lines) else here
        if _QUOTE_BEGINS.match(here) or _SIGNATURE.match(here) or (both[-1:] == ":" and _QUOTE_BEGINS.match(both)):
            break
        kept.append(line.rstrip())
    return "\n".join(kept).strip()


def _text_of(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    text = str(part.get_content())
    if part.get_content_type() == "text/plain":
        return text
    text = re.sub(r"(?is)<(blockquote|style|script|head)\b.*?</\1\s*>", "", text)
    text = re.sub(r"(?i)<br\s*/?>|</(?:p|div|li|h\d)\s*>", "\n", text)
    return unescape(re.sub(r"(?s)<[^>]*>", "", text))
