"""What the headers of group, program and space pages need, in plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.web.components.navigation import Tab
from alongside.web.components.people import Pictured, Role
from alongside.web.components.space import Week


@dataclass(frozen=True, kw_only=True)
class GroupHeader:
    """For ``page_group.html``."""

    name: str
    line: str
    tabs: Sequence[Tab]


@dataclass(frozen=True, kw_only=True)
class ProgramHeader:
    """For ``page_program.html``."""

    name: str
    group_name: str
    group_href: str
    tabs: Sequence[Tab]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class SpaceHeader:
    """For ``page_space.html``."""

    title: str
    people: Sequence[tuple[Pictured, Role]]
    line: str
    tabs: Sequence[Tab]
    help_href: str
    short_line: str = ""
    weeks: Sequence[Week] = ()
    mentor_says: str = ""
    mentee_says: str = ""
    plain_title: str = ""

    @property
    def document_title(self) -> str:
        return self.plain_title or self.title
