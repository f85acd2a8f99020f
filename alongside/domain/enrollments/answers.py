"""The four answers of a sign-up, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.domain.enrollments.models import Enrollment

# What each page asks, in the fields of an enrollment.
PAGES: Mapping[int, tuple[str, tuple[str, ...]]] = {
    1: ("help", ("topics", "help_words", "capacity")),
    2: ("about", ("about_words", "background")),
    3: ("third", ("third_words", "preferences", "required_preferences", "traits")),
    4: ("reach", ("reach_ways", "reach_times", "reach_words", "languages")),
}
EXTRA = 5  # the page of the organizer's own questions
UNSURE = "unsure"  # stands in topics for "I am not sure yet"
CARRIED = tuple(name for _answer, names in PAGES.values() for name in names)


def first_unanswered(enrollment: Enrollment, *, has_extra: bool = False) -> int | None:
    """The page to open when somebody comes back; None when every page has been seen."""
    seen = set(enrollment.seen_pages)
    pages = [*PAGES, EXTRA] if has_extra else [*PAGES]
    return next((page for page in pages if page not in seen), None)


def tidy(page: int, values: Mapping[str, Any], enrollment: Enrollment) -> dict[str, Any]:
    """The values of one page that belong to it, with what only one role is asked left out."""
    names = set(PAGES[page][1])
    names -= {"preferences", "required_preferences"} if enrollment.is_mentor else {"capacity", "traits"}
    return {name: value for name, value in values.items() if name in names}


def search_words(enrollment: Enrollment) -> str:
    """What other members may find this card by: only answers that they may read."""
    found: list[str] = [enrollment.background]
    if enrollment.group_may_read("help"):
        found += [topic for topic in enrollment.topics if topic != UNSURE]
        found.append(enrollment.help_words)
    if enrollment.group_may_read("about"):
        found.append(enrollment.about_words)
    if enrollment.group_may_read("third"):
        found.append(enrollment.third_words)
    return " ".join(each for each in found if each).lower()
