"""Letters without a notice: to somebody who is not signed in, or has no account yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.domain.notifications.models import Delivery
from alongside.domain.notifications.words import absolute, letter_without_notice


@transaction.atomic
def send_letter(
    address: str,
    words: str,
    *,
    facts: Mapping[str, object],
    path: str,
    language: str,
    at: datetime,
    person: UUID | None = None,
) -> Delivery:
    """Queue a letter to ``address`` with the words of ``templates/notices/<words>.txt``; its button leads to ``path``.

    For sign-in links and the like: a secret in ``path`` stands only in the text of this delivery, which is emptied
    once the letter has gone.
    """
    letter = letter_without_notice(words, language=language, link=absolute(path), facts=facts)
    return Delivery.objects.create(
        person_id=person,
        address=address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        queued_at=at,
        due_at=at,
    )
