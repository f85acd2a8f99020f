"""Whole pages for the gallery: the frames and their headers, filled with invented people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alongside.web.components.navigation import Tab
from alongside.web.components.space import Week
from alongside.web.headers import GroupHeader, ProgramHeader, SpaceHeader
from alongside.web.site.sample_people import (
    CARLOS,
    ELSIE,
    GEORGE,
    HANA,
    LEILA,
    MARIA,
    PRIYA,
    ROBERT,
    TOM,
    WINSTON,
    YUSUF,
    SamplePerson,
)

HERE = "#main"


def _tabs(current: str, *labels: str) -> list[Tab]:
    return [Tab(label, HERE, is_current=label == current) for label in labels]


def _group() -> dict[str, Any]:
    tabs = _tabs("Mentorship", "Posts", "Members", "Mentorship", "About")
    return {
        "header": GroupHeader(name="Riverside Job Club", line="214 members. Run by Amara Osei.", tabs=tabs),
        "cards": [
            _card(ROBERT, "Retired HR manager. 1 place left", "CVs, interviews, going back to work after a gap",
                  "Keeps an allotment and too many tomatoes", "Someone did this for me in 1994.",
                  "Evenings, by video or phone"),
            _card(PRIYA, "Software tester. 2 places left", "First job in tech, online applications",
                  "Bakes, badly but often", "I changed career at 41 and it was worth it.", "Lunchtimes, by chat"),
            _card(WINSTON, "Bus driver and union rep. 1 place left", "Driving licenses, shift work",
                  "Plays steel pan on Sundays", "Young people asked. I said yes.", "Weekends, by phone"),
            _card(ELSIE, "Taught for 38 years. 2 places left", "Writing, confidence, exams as an adult",
                  "Cold-water swimmer", "I still like watching someone get it.", "Mornings, in person or phone"),
        ],
    }  # fmt: skip


def _card(person: SamplePerson, line: str, *facts: str) -> tuple[SamplePerson, str, list[tuple[str, str]]]:
    names = ("Helps with", "Outside work", "Why", "Best reached")
    return person, line, list(zip(names, facts, strict=True))


def _program(current: str) -> dict[str, Any]:
    labels = ("Overview", "Pair people", "Pairs", "People", "Weekly steps", "Settings")
    return {
        "header": ProgramHeader(
            name="Career advancement",
            group_name="Riverside Job Club",
            group_href="/gallery/group/",
            tabs=_tabs(current, *labels),
        ),
        "maria": MARIA, "priya": PRIYA, "winston": WINSTON, "elsie": ELSIE, "tom": TOM,
        "yusuf": YUSUF, "carlos": CARLOS, "hana": HANA, "george": GEORGE,
    }  # fmt: skip


def _space() -> dict[str, Any]:
    names = {1: "Get to know each other", 4: "How you start again", 5: "This week", 6: "Next week",
             8: "Your strengths", 9: "Set a goal", 10: "Make a plan", 11: "See how far", 12: "Celebrate"}  # fmt: skip
    icons = {8: "star", 9: "target", 10: "map-trifold", 11: "ruler", 12: "confetti"}
    weeks = [
        Week(number, HERE, names.get(number, ""), icons.get(number, ""), is_now=number == 5,
             mentor_answered=number <= 5, mentee_answered=number <= 4)
        for number in range(1, 13)
    ]  # fmt: skip
    header = SpaceHeader(
        title="You and Robert",
        people=[(ROBERT, "mentor"), (LEILA, "mentee")],
        line="Career advancement, week 5 of 12",
        short_line="Week 5 of 12",
        tabs=_tabs("This week", "This week", "Chat", "Goal", "Meetings", "All 12 weeks"),
        help_href="/safety/",
        weeks=weeks,
        mentor_says="Robert has answered this week",
        mentee_says="Your turn, whenever you are ready",
        plain_title="Week 5",
    )
    return {"header": header}


SCREENS: dict[str, Callable[[], dict[str, Any]]] = {
    "group": _group,
    "question": dict,
    "space": _space,
    "board": lambda: _program("Pair people"),
    "overview": lambda: _program("Overview"),
}
