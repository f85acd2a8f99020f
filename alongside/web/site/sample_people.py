"""People for the gallery; never in the database."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class SamplePerson:
    """Someone to draw; never in the database."""

    first_name: str
    family_name: str
    picture: str = ""
    upload: str = ""


LEILA = SamplePerson("Leila", "Haddad", "leila")
ROBERT = SamplePerson("Robert", "Nkemelu", "robert")
AMARA = SamplePerson("Amara", "Osei", "amara")
MARIA = SamplePerson("Maria", "Costa", "maria")
PRIYA = SamplePerson("Priya", "Raman", "priya")
WINSTON = SamplePerson("Winston", "Clarke", "winston")
ELSIE = SamplePerson("Elsie", "Thorburn", "elsie")
TOM = SamplePerson("Tom", "Brennan", "tom")
YUSUF = SamplePerson("Yusuf", "Demir", "yusuf")
CARLOS = SamplePerson("Carlos", "Pinto", "carlos")
HANA = SamplePerson("Hana", "Aziz", "hana")
GEORGE = SamplePerson("George", "Webb", "george")
NEW = SamplePerson("Inge", "Dahl")
