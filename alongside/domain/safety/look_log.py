"""The chain of looks: each row seals the one before, so that none can be changed or taken out unseen."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction

from alongside.domain.people.models import Person
from alongside.domain.safety.models import Look, Report

_FIRST = "0" * 64
_TRIES = 20


def write_look(report: Report, person: Person, *, at: datetime) -> Look:
    """Add one look to the end of the chain. Two at the same moment take turns."""
    for _try in range(_TRIES):
        last = Look.objects.order_by("-number").first()
        look = Look(
            number=last.number + 1 if last else 1,
            report=report,
            person=person,
            report_number=report.number,
            looker_id=person.pk,
            looked_at=at,
            before=last.seal if last else _FIRST,
        )
        look.seal = _seal(look, settings.SECRET_KEY)
        try:
            with transaction.atomic():
                look.save(force_insert=True)
        except IntegrityError:
            continue  # somebody else's look has this number now
        return look
    raise RuntimeError("The log of looks takes no entry.")


def breaks_in_chain() -> Iterator[str]:
    """Every place where the log is not what was written, in a sentence."""
    number, seal = 0, _FIRST
    for look in Look.objects.order_by("number").iterator(1000):
        if look.number != number + 1:
            yield f"Between look {number} and look {look.number} some are missing."
        elif look.before != seal:
            yield f"Look {look.number} does not follow the one before it."
        if not _is_sealed(look):
            yield f"Look {look.number} was changed."
        number, seal = look.number, look.seal


def end_of_chain() -> tuple[int, str]:
    """How many looks there are, and the last seal: kept elsewhere, it shows that none was cut off the end."""
    last = Look.objects.order_by("-number").first()
    return (last.number, last.seal) if last else (0, _FIRST)


def _is_sealed(look: Look) -> bool:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(hmac.compare_digest(look.seal, _seal(look, key)) for key in keys)


def _seal(look: Look, key: str) -> str:
    told = (look.number, look.report_number, look.looker_id, look.looked_at.astimezone(UTC).isoformat(), look.before)
    return hmac.new(f"safety.looks|{key}".encode(), "|".join(map(str, told)).encode(), sha256).hexdigest()
