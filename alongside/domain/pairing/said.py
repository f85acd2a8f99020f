"""Codes people ticked, in words: languages, ways to reach each other, times of the week, wishes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.conf.locale import LANG_INFO
from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

Words = str | Promise

WAYS: Final[dict[str, Words]] = {
    "phone": _("phone"),
    "video": _("video"),
    "chat": _("chat"),
    "email": _("email"),
    "in_person": _("in person"),
}

TIMES: Final[dict[str, Words]] = {
    "mon-morning": _("Monday mornings"),
    "mon-noon": _("Mondays at noon"),
    "mon-afternoon": _("Monday afternoons"),
    "mon-evening": _("Monday evenings"),
    "tue-morning": _("Tuesday mornings"),
    "tue-noon": _("Tuesdays at noon"),
    "tue-afternoon": _("Tuesday afternoons"),
    "tue-evening": _("Tuesday evenings"),
    "wed-morning": _("Wednesday mornings"),
    "wed-noon": _("Wednesdays at noon"),
    "wed-afternoon": _("Wednesday afternoons"),
    "wed-evening": _("Wednesday evenings"),
    "thu-morning": _("Thursday mornings"),
    "thu-noon": _("Thursdays at noon"),
    "thu-afternoon": _("Thursday afternoons"),
    "thu-evening": _("Thursday evenings"),
    "fri-morning": _("Friday mornings"),
    "fri-noon": _("Fridays at noon"),
    "fri-afternoon": _("Friday afternoons"),
    "fri-evening": _("Friday evenings"),
    "sat-morning": _("Saturday mornings"),
    "sat-noon": _("Saturdays at noon"),
    "sat-afternoon": _("Saturday afternoons"),
    "sat-evening": _("Saturday evenings"),
    "sun-morning": _("Sunday mornings"),
    "sun-noon": _("Sundays at noon"),
    "sun-afternoon": _("Sunday afternoons"),
    "sun-evening": _("Sunday evenings"),
    "weekday-morning": _("weekday mornings"),
    "weekday-noon": _("weekdays at noon"),
    "weekday-afternoon": _("weekday afternoons"),
    "weekday-evening": _("weekday evenings"),
    "weekend-morning": _("weekend mornings"),
    "weekend-noon": _("weekends at noon"),
    "weekend-afternoon": _("weekend afternoons"),
    "weekend-evening": _("weekend evenings"),
    "weekend-8-22": _("weekends"),
    "any-morning": _("mornings"),
    "any-noon": _("noon"),
    "any-afternoon": _("afternoons"),
    "any-evening": _("evenings"),
}

WISHES: Final[dict[str, Words]] = {
    "patient": _("patient"),
    "honest": _("honest"),
    "same_job": _("has had the same job"),
    "same_thing": _("has been through the same thing"),
    "similar_age": _("of a similar age"),
    "a_woman": _("a woman"),
    "a_man": _("a man"),
}

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


def language_name(code: str) -> str:
    """``es`` as the reader names it: Spanish. An unknown code stays as it is."""
    if code not in LANG_INFO and code.split("-")[0] not in LANG_INFO:
        return code
    return str(get_language_info(code)["name_translated"])


def listed(words: Iterable[object]) -> str:
    """``a``, ``a and b`` or ``a, b and c``."""
    parts = [str(word) for word in words]
    if len(parts) < 2:
        return "".join(parts)
    return gettext("%(most)s and %(last)s") % {"most": ", ".join(parts[:-1]), "last": parts[-1]}


def times(codes: Iterable[str]) -> str:
    """Times of the week, with five weekday evenings said as one."""
    left = list(dict.fromkeys(codes))
    for part in ("morning", "noon", "afternoon", "evening"):
        for name, days in (("any", (*_WEEKDAYS, "sat", "sun")), ("weekday", _WEEKDAYS), ("weekend", ("sat", "sun"))):
            every = [f"{day}-{part}" for day in days]
            if all(each in left for each in every):
                left[left.index(every[0])] = f"{name}-{part}"
                left = [each for each in left if each not in every]
    return listed(TIMES.get(each, each) for each in left)


def ways(codes: Iterable[str]) -> str:
    return listed(WAYS.get(each, each) for each in codes)


def wishes(codes: Iterable[str]) -> str:
    return listed(WISHES.get(each, each) for each in codes)


def languages(codes: Iterable[str]) -> str:
    return listed(language_name(each) for each in codes)
