"""Opening the demo's accounts."""

from __future__ import annotations

from datetime import datetime

from alongside.cli.demo.voices import Voices
from alongside.domain.people.commands.profiles import welcome_person
from alongside.domain.people.commands.registration import declare_adult, register_person
from alongside.domain.people.commands.standing import appoint_operator
from alongside.policy.people import SignedInPerson

# The named people of the story, with their drawn portraits. Addresses of the cast are those of ``DEMO_CAST``.
_CAST = {
    "amara": ("Amara", "Okoye", "amara"),
    "kofi": ("Kofi", "Mensah", "kwame"),
    "robert": ("Robert", "Nkemelu", "robert"),
    "leila": ("Leila", "Haddad", "leila"),
    "tom": ("Tom", "Brennan", "tom"),
    "hana": ("Hana", "Aziz", "hana"),
    "noor": ("Noor", "Rahimi", "nadia"),
    "olu": ("Olu", "Adeyemi", "winston"),
    "grace": ("Grace", "Adeyemi", "grace"),
    "elsie": ("Elsie", "Thorburn", "elsie"),
}
_ZONES = ["Europe/London", "Europe/Berlin", "Europe/Madrid", "America/New_York", "Africa/Lagos", "Asia/Kolkata"]
_PICTURES = ["mei", "nadia", "sven", "carlos", "maria", "priya", "dot", "yusuf", "george", "winston", "kwame", ""]


class People:
    """The demo's people, by key or as they come."""

    def __init__(self, voices: Voices) -> None:
        self._voices = voices
        self._count = 0
        self.cast: dict[str, SignedInPerson] = {}

    def meet_cast(self, *, at: datetime) -> None:
        """Open the accounts one can sign in as, and of those they deal with."""
        for key, (first, family, picture) in _CAST.items():
            self.cast[key] = self._open(f"{key}@demo.example", first, family, "Europe/London", picture, at)
        appoint_operator(self.cast["olu"], at=at)

    def stranger(self, *, at: datetime) -> SignedInPerson:
        """Somebody new, with a name and a place in the world."""
        first, family = self._voices.name()
        return self._open(self.address(), first, family, self._voices.one(_ZONES), self._voices.one(_PICTURES), at)

    def address(self) -> str:
        """An address nobody has yet."""
        self._count += 1
        return f"member{self._count}@demo.example"

    def _open(self, email: str, first: str, family: str, time_zone: str, picture: str, at: datetime) -> SignedInPerson:
        person = register_person(email, first_name=first, family_name=family, time_zone=time_zone, verified=True, at=at)
        declare_adult(person, at=at)
        welcome_person(
            person,
            first_name=first,
            family_name=family,
            picture=picture,
            upload=None,
            time_zone=time_zone,
            language="en",
            text_size="normal",
            at=at,
        )
        person.refresh_from_db()
        return person
