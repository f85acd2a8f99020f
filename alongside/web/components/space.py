"""Parts of a pair's space: the week path, answers, check-in, chat, goal, meeting, files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils.safestring import SafeString

from alongside.web.components.drawing import path_lines
from alongside.web.components.library import block_component, component
from alongside.web.components.people import Pictured, Role

# A longer season shows the twelve weeks around the present one.
WEEKS_SHOWN = 12


@dataclass(frozen=True)
class Week:
    """One dot of the week path."""

    number: int
    href: str
    name: str = ""
    icon: str = ""
    is_now: bool = False
    mentor_answered: bool = False
    mentee_answered: bool = False
    is_skipped: bool = False

    @property
    def is_done(self) -> bool:
        return not self.is_now and (self.is_skipped or (self.mentor_answered and self.mentee_answered))


@component("week_path.html")
def week_path(weeks: Sequence[Week], *, mentor_says: str = "", mentee_says: str = "") -> Mapping[str, Any]:
    """Two strokes, one per role, each as far as that side has answered, with a link per week.

    ``mentor_says`` and ``mentee_says`` are the two lines of words beneath ("Robert has answered this week").
    """
    now = next((at for at, week in enumerate(weeks) if week.is_now), 0)
    shown = weeks[_window(now, len(weeks), WEEKS_SHOWN)]
    near = _window(shown.index(weeks[now]) if shown else 0, len(shown), 3)
    answered = [(week.mentor_answered, week.mentee_answered) for week in shown]
    return {
        "weeks": [(week, near.start <= at < near.stop) for at, week in enumerate(shown)],
        "lines": path_lines(answered, slice(0, len(shown))),
        "near_lines": path_lines(answered, near),
        "near_count": near.stop - near.start,
        "mentor_says": mentor_says,
        "mentee_says": mentee_says,
    }


def _window(now: int, length: int, size: int) -> slice:
    """The ``size`` places around ``now`` that fit into ``length``."""
    start = max(0, min(now - (size - 1) // 2, length - size))
    return slice(start, min(start + size, length))


@block_component("answer.html")
def answer(
    content: SafeString, *, person: Pictured, role: Role, who: str, at: datetime | None = None
) -> Mapping[str, Any]:
    """One person's answer to the week's question."""
    return {"content": content, "person": person, "role": role, "who": who, "at": at}


@dataclass(frozen=True)
class Face:
    """One of the three check-in buttons."""

    value: str
    label: str
    icon: Literal["smiley", "smiley-meh", "hand-heart"]


@component("faces.html")
def faces(choices: Sequence[Face], *, name: str = "mood", chosen: str = "") -> Mapping[str, Any]:
    """The one-tap check-in: buttons, to stand inside a form."""
    return {"choices": choices, "name": name, "chosen": chosen}


@block_component("bubble.html")
def bubble(
    content: SafeString,
    *,
    who: str,
    at: datetime,
    mine: bool = False,
    seen: bool = False,
    id: str = "",
    number: int = 0,
    note: str = "",
) -> Mapping[str, Any]:
    """One chat message. ``number`` is its place in the thread, ``note`` a word after the time ("changed")."""
    return {
        "content": content, "who": who, "at": at, "mine": mine,
        "seen": seen, "id": id, "number": number, "note": note,
    }  # fmt: skip


@component("goal.html")
def goal(text: str, *, steps: Sequence["GoalStep"]) -> Mapping[str, Any]:
    """What the pair wants to reach, and its steps."""
    return {"text": text, "steps": steps, "done": sum(step.is_done for step in steps)}


@dataclass(frozen=True)
class GoalStep:
    """One step of a goal."""

    text: str
    is_done: bool


@block_component("meeting_leaf.html")
def meeting_leaf(content: SafeString, *, at: datetime, title: str, level: Literal[2, 3] = 2) -> Mapping[str, Any]:
    """A planned meeting: a calendar leaf, and the time in words as content."""
    return {"content": content, "at": at, "title": title, "level": level}


@component("file.html")
def file(name: str, *, href: str, size: int) -> Mapping[str, Any]:
    """An attached file to download."""
    return {"name": name, "href": href, "size": size}
