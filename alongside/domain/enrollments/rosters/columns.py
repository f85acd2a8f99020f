"""What we know about people in a list, and which column of a file it probably stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KNOWN: Mapping[str, str | Promise] = {
    "email": _("Email address"),
    "name": _("Full name"),
    "first_name": _("First name"),
    "family_name": _("Family name"),
    "role": _("Role: mentor, mentee or member"),
    "topics": _("Topics"),
    "languages": _("Languages"),
    "country": _("Country"),
    "time_zone": _("Time zone"),
    "title": _("Job title, one line"),
    "capacity": _("How many people at once"),
    "help": _("What they can or want help with"),
    "about": _("About them"),
    "third": _("Why they help, or what kind of mentor they want"),
    "household": _("Household or team, never paired with each other"),
}
_ALSO_CALLED: Mapping[str, Sequence[str]] = {
    "email": ("e-mail", "mail", "email address", "e-mail address"),
    "name": ("full name", "person", "member"),
    "first_name": ("first name", "given name", "firstname", "first"),
    "family_name": ("family name", "last name", "surname", "lastname", "last"),
    "role": ("type", "as"),
    "topics": ("tags", "skills", "interests", "expertise", "areas"),
    "languages": ("language", "speaks", "spoken languages"),
    "country": ("country code", "location"),
    "time_zone": ("time zone", "timezone", "tz"),
    "title": ("job", "job title", "position", "occupation", "background"),
    "capacity": ("places", "mentees", "max mentees", "how many"),
    "help": ("help words", "needs", "offers", "goal", "goals"),
    "about": ("bio", "description", "about me", "hobby", "hobbies"),
    "third": ("why", "motivation", "kind of mentor"),
    "household": ("team", "family", "manager", "department"),
}


def guessed_mapping(header: Sequence[str]) -> dict[str, str]:
    """What we know -> the column of the file that says it, as far as the names tell."""
    by_name = {name.casefold().replace("_", " "): name for name in reversed(header)}
    guessed: dict[str, str] = {}
    for key in KNOWN:
        for name in (key.replace("_", " "), *_ALSO_CALLED[key]):
            if name in by_name and by_name[name] not in guessed.values():
                guessed[key] = by_name[name]
                break
    return guessed
