"""Where somebody is signed in, and signing out there from afar."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from alongside.domain.events.commands import record
from alongside.domain.people.events import DeviceSignedOut
from alongside.domain.people.models import Device, Person


@transaction.atomic
def see_device(
    person: Person, *, session_key: str, known_as: UUID | None, browser: str, system: str, at: datetime
) -> Device:
    """Remember that ``person`` was here with this browser. A session that changed its key keeps its device."""
    seen = {"person": person, "session_key": session_key, "last_seen_at": at}
    if known_as and Device.objects.filter(pk=known_as, person=person).update(**seen):
        return Device.objects.get(pk=known_as)
    first = {"person": person, "browser": browser, "system": system, "signed_in_at": at, "last_seen_at": at}
    return Device.objects.update_or_create(session_key=session_key, defaults=first)[0]


@transaction.atomic
def sign_out_device(device: Device, *, at: datetime) -> None:
    """End one session, with its open pages and streams. Records DeviceSignedOut."""
    _end(Device.objects.filter(pk=device.pk))
    record(DeviceSignedOut(device.person_id), actor=device.person_id, at=at)


@transaction.atomic
def sign_out_devices(person: Person, *, keep: str | None = None, at: datetime) -> int:
    """End every session of ``person`` but the one with the key ``keep``, and say how many. Records DeviceSignedOut."""
    ended = _end(Device.objects.filter(person=person).exclude(session_key=keep or ""))
    if ended:
        record(DeviceSignedOut(person.pk), actor=person.pk, at=at)
    return ended


@transaction.atomic
def forget_old_devices(*, at: datetime) -> int:
    """Forget sessions that are over, and the devices they were on."""
    Session.objects.filter(expire_date__lte=at).delete()
    over = Device.objects.exclude(session_key__in=Session.objects.values("session_key"))
    return over.delete()[0]


def _end(devices: QuerySet[Device]) -> int:
    keys = list(devices.values_list("session_key", flat=True))
    Session.objects.filter(pk__in=keys).delete()
    return devices.delete()[0]
