"""Changing what others see of a person, and how the site behaves for them."""

from __future__ import annotations

from datetime import date, datetime, time

from django.core.files.base import ContentFile
from django.db import transaction

from alongside.domain.events.commands import record
from alongside.domain.people.events import PersonWelcomed, ProfileChanged
from alongside.domain.people.models import Person
from alongside.kernel.ids import new_code
from alongside.kernel.pictures import clean_picture


@transaction.atomic
def change_profile(person: Person, *, first_name: str, family_name: str, about: str, at: datetime) -> None:
    """Change the name and the line others see. Records ProfileChanged."""
    _change(person, at=at, first_name=first_name, family_name=family_name, about=about)


@transaction.atomic
def change_place(person: Person, *, time_zone: str, language: str, at: datetime) -> None:
    """Change where the person's clock is and which language they read. Records ProfileChanged."""
    _change(person, at=at, time_zone=time_zone, language=language)


@transaction.atomic
def change_quiet_hours(person: Person, *, quiet_from: time, quiet_until: time, at: datetime) -> None:
    """Change the hours in which nothing is sent. Records ProfileChanged."""
    _change(person, at=at, quiet_from=quiet_from, quiet_until=quiet_until)


@transaction.atomic
def change_away(person: Person, *, away_until: date | None, at: datetime) -> None:
    """Be away until a day, or be back: nobody is nudged or suggested while away. Records ProfileChanged."""
    _change(person, at=at, away_until=away_until)


@transaction.atomic
def change_display(
    person: Person, *, theme: str, text_size: str, more_contrast: bool, less_motion: bool, at: datetime
) -> None:
    """Change how the pages look for this person. Records ProfileChanged."""
    _change(person, at=at, theme=theme, text_size=text_size, more_contrast=more_contrast, less_motion=less_motion)


@transaction.atomic
def choose_picture(person: Person, *, picture: str, at: datetime) -> None:
    """Show a drawn portrait, or initials when ``picture`` is empty; an uploaded one is forgotten.

    Records ProfileChanged.
    """
    forget_upload(person)
    _change(person, at=at, picture=picture, upload="")


@transaction.atomic
def upload_picture(person: Person, *, content: bytes, at: datetime) -> None:
    """Show a picture of the person's own, drawn anew so that nothing hidden in the file is kept.

    Raises NotAPicture or PictureTooBig. Records ProfileChanged.
    """
    clean = clean_picture(content)

    keep_upload(person, clean)
    _change(person, at=at, upload=person.upload.name)


@transaction.atomic
def welcome_person(
    person: Person,
    *,
    first_name: str,
    family_name: str,
    picture: str,
    upload: bytes | None,
    time_zone: str,
    language: str,
    text_size: str,
    at: datetime,
) -> None:
    """Keep everything the welcome page asks, at once.

    Raises NotAPicture or PictureTooBig. Records ProfileChanged, and PersonWelcomed the first time.
    """
    clean = clean_picture(upload) if upload else None

    is_first = person.welcomed_at is None
    if clean:
        keep_upload(person, clean)
    _change(
        person,
        at=at,
        first_name=first_name,
        family_name=family_name,
        picture=picture,
        upload=person.upload.name or "",
        time_zone=time_zone,
        language=language,
        text_size=text_size,
        welcomed_at=person.welcomed_at or at,
    )
    if is_first:
        record(PersonWelcomed(person.pk), actor=person.pk, at=at)


def _change(person: Person, *, at: datetime, **fields: object) -> None:
    for name, value in fields.items():
        setattr(person, name, value)
    person.save(update_fields=list(fields))
    record(ProfileChanged(person.pk), actor=person.pk, at=at)


def keep_upload(person: Person, clean: bytes) -> None:
    """Put a cleaned picture in the place of an earlier one, under a name nobody can guess."""
    forget_upload(person)
    person.upload.save(f"{new_code(20).lower()}.webp", ContentFile(clean), save=False)


def forget_upload(person: Person) -> None:
    """Delete the file of an uploaded picture once the change is certain, never before."""
    storage, name = person.upload.storage, person.upload.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))
