"""What somebody was told and how they want to be told, for their own copy."""

from __future__ import annotations

from typing import Any

from alongside.domain.notifications.models import MailChoice, Notice
from alongside.domain.notifications.queries import rhythm_of
from alongside.domain.people.models import Person


def own_data(person: Person) -> dict[str, Any]:
    """Notices and choices of mail."""
    notices = Notice.objects.filter(person=person).order_by("noticed_at")
    return {
        "notices": list(notices.values("kind", "facts", "path", "noticed_at", "read_at")),
        "how_often": rhythm_of(person).value,
        "mail_choices": list(MailChoice.objects.filter(person=person).order_by("kind").values("kind", "by_mail")),
    }
