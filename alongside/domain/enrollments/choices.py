"""What people choose from when they sign up, as codes with their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from django.conf.locale import LANG_INFO
from django.utils.functional import Promise
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

Words = Mapping[str, str | Promise]

WAYS: Words = {
    "phone": _("Phone"),
    "video": _("Video"),
    "chat": _("Chat"),
    "email": _("Email"),
    "in_person": _("In person"),
}
TIMES: Words = {
    "weekday-morning": _("Mornings"),
    "weekday-afternoon": _("Afternoons"),
    "weekday-evening": _("Evenings"),
    "weekend-8-22": _("Weekends"),
}
PREFERENCES: Words = {
    "patient": _("Patient"),
    "honest": _("Honest"),
    "same_job": _("Has had the same job"),
    "same_thing": _("Has been through the same thing"),
    "similar_age": _("About my age"),
    "a_woman": _("A woman"),
    "a_man": _("A man"),
}
TRAITS: Words = {
    "patient": _("I am patient"),
    "honest": _("I say honestly what I think"),
    "same_job": _("I have worked in different jobs"),
    "same_thing": _("I have been through hard things myself"),
    "a_woman": _("I am a woman"),
    "a_man": _("I am a man"),
}
# A mentor who lacks one of these may not be suggested when the mentee says that it matters.
MAY_BE_REQUIRED = ("a_woman", "a_man")

_DAYS = {
    "mon": gettext_noop("Monday"), "tue": gettext_noop("Tuesday"), "wed": gettext_noop("Wednesday"),
    "thu": gettext_noop("Thursday"), "fri": gettext_noop("Friday"), "sat": gettext_noop("Saturday"),
    "sun": gettext_noop("Sunday"), "weekend": gettext_noop("Weekend"), "any": gettext_noop("Every day"),
}  # fmt: skip
_PARTS = {
    "early": gettext_noop("early"), "morning": gettext_noop("morning"), "noon": gettext_noop("noon"),
    "afternoon": gettext_noop("afternoon"), "evening": gettext_noop("evening"),
}  # fmt: skip


def time_label(code: str) -> str:
    """A time of the week in words: "Evenings", "Tuesday evening", "Saturday 10-12"."""
    if code in TIMES:
        return str(TIMES[code])
    day, _dash, part = code.partition("-")
    shown_day = translated(_DAYS[day]) if day in _DAYS else day
    return f"{shown_day} {translated(_PARTS[part]) if part in _PARTS else part}".strip()


def labels(codes: Iterable[str], words: Words) -> list[str]:
    """The words for codes, leaving out what nobody knows any more."""
    return [str(words[code]) for code in codes if code in words]


def language_name(code: str) -> str:
    """A language's own name: "Deutsch". What is no known code is shown as it was written."""
    info = LANG_INFO.get(code.lower(), {})
    name = str(info.get("name_local") or code)
    return name[:1].upper() + name[1:]


def language_codes(text: str) -> list[str]:
    """Codes for languages written by name or code, separated by commas or semicolons."""
    known = _known_languages()
    written = [each.strip() for each in text.replace(";", ",").split(",")]
    return list(dict.fromkeys(known.get(each.lower(), each.lower()) for each in written if each))


@cache
def _known_languages() -> dict[str, str]:
    known: dict[str, str] = {}
    for code, info in LANG_INFO.items():
        for name in (code, info.get("name", ""), info.get("name_local", "")):
            known.setdefault(str(name).lower(), code)
    return known
