"""Telling one person one thing, once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.domain.notifications.kinds import KINDS
from alongside.domain.notifications.models import Notice


@transaction.atomic
def notify(
    person: UUID, kind: str, *, facts: Mapping[str, object], path: str, once: str, at: datetime
) -> Notice | None:
    """Keep a notice for ``person`` and queue its letter; the second call with the same ``once`` changes nothing.

    ``facts`` are what the words need: ids, first names, dates. Never what somebody wrote in private.
    """
    known = KINDS[kind]
    notice, is_new = Notice.objects.get_or_create(
        once=once,
        defaults={"person_id": person, "kind": known.key, "facts": dict(facts), "path": path, "noticed_at": at},
    )
    return notice if is_new else None
