"""The address a letter is answered to: it names one notice, is signed, and is good for its recipient alone."""

from __future__ import annotations

import re
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from alongside.domain.notifications.models import Notice

# What can be answered by mail: there is one plain place where the words belong.
ANSWERABLE = frozenset({"message_sent", "post_shared", "answer_shared", "step_opened", "step_reminded"})
_SALT = "reply-address"
_SIGNED = 20  # characters of the signature: an address has room for 64 before the @


def reply_address(notice: Notice) -> str:
    """Where an answer to this notice's letter goes; empty when it cannot be answered by mail."""
    if not settings.REPLY_ADDRESS or notice.kind not in ANSWERABLE:
        return ""
    name, _, host = settings.REPLY_ADDRESS.partition("@")
    return f"{name}+{notice.pk.hex}{_signature(notice.pk)}@{host}"


def notice_answered_at(address: str) -> Notice | None:
    """The notice an address of ours names. Nothing for every other address, however close."""
    name, _, host = settings.REPLY_ADDRESS.lower().partition("@")
    found = re.fullmatch(
        rf"{re.escape(name)}\+([0-9a-f]{{32}})([0-9a-f]{{{_SIGNED}}})@{re.escape(host)}", address.lower()
    )
    if found is None or not constant_time_compare(found[2], _signature(UUID(found[1]))):
        return None
    return Notice.objects.select_related("person", "mentorship__journey").filter(pk=UUID(found[1])).first()


def _signature(notice: UUID) -> str:
    return salted_hmac(_SALT, notice.hex, algorithm="sha256").hexdigest()[:_SIGNED]
