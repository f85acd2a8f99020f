"""Turning rows into people, and saying for each line what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from alongside.domain.enrollments.choices import language_codes
from alongside.domain.enrollments.models import Role
from alongside.domain.enrollments.rosters.countries import zone_of_country
from alongside.domain.enrollments.rosters.files import Row

MEMBER = "member"
_ROLES = {
    "mentor": Role.MENTOR, "mentors": Role.MENTOR, "mentee": Role.MENTEE, "mentees": Role.MENTEE,
    "member": MEMBER, "members": MEMBER,
}  # fmt: skip
_LIMITS = {"first_name": 60, "family_name": 60, "title": 200, "help": 600, "about": 600, "third": 600, "household": 80}
MOST_TOPICS, LONGEST_TOPIC = 12, 60


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where in the file."""

    line: int
    column: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One row that makes sense."""

    line: int
    email: str
    first_name: str
    family_name: str = ""
    role: str = MEMBER
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    time_zone: str = ""
    title: str = ""
    capacity: int | None = None
    help: str = ""
    about: str = ""
    third: str = ""
    household: str = ""


@dataclass
class Checker:
    """Checks rows one after the other and remembers what must be unique in the file."""

    mapping: Mapping[str, str]
    defaults: Mapping[str, str]
    has_program: bool
    time_zone: str
    problems: list[Problem] = field(default_factory=list)
    _seen: dict[tuple[str, str], int] = field(default_factory=dict)

    def entries(self, rows: Iterable[Row]) -> Iterator[Entry | None]:
        """For each row its entry, or None when it has a problem; the problems gather in ``problems``."""
        for row in rows:
            problems = len(self.problems)
            entry = self._entry(row)
            yield entry if len(self.problems) == problems else None

    def _entry(self, row: Row) -> Entry:
        first_name, family_name = self._names(row)
        role = self._role(row)
        email = self._email(row, role)
        limited = {key: self._limited(row, key) for key in ("title", "help", "about", "third", "household")}
        return Entry(
            line=row.line,
            email=email,
            first_name=first_name,
            family_name=family_name,
            role=role,
            topics=self._topics(row),
            languages=tuple(language_codes(self._cell(row, "languages")))[:8],
            time_zone=self._zone(row),
            capacity=self._capacity(row),
            **limited,
        )

    def _cell(self, row: Row, key: str) -> str:
        return row.cells.get(self.mapping.get(key, ""), "") or self.defaults.get(key, "")

    def _wrong(self, row: Row, key: str, text: str) -> None:
        self.problems.append(Problem(row.line, self.mapping.get(key, ""), text))

    def _email(self, row: Row, role: str) -> str:
        email = self._cell(row, "email").lower()
        try:
            validate_email(email)
        except ValidationError:
            missing, wrong = _("The email address is missing"), _("Enter an email address like name@example.com")
            self._wrong(row, "email", wrong if email else missing)
            return ""
        earlier = self._seen.setdefault((email, role), row.line)
        if earlier != row.line:
            self._wrong(row, "email", _("{email} stands in line {line} already").format(email=email, line=earlier))
        return email

    def _names(self, row: Row) -> tuple[str, str]:
        first, family = self._limited(row, "first_name"), self._limited(row, "family_name")
        if not first:
            first, _space, rest = self._cell(row, "name").partition(" ")
            family = family or rest.strip()
        if not first:
            self._wrong(row, "name" if "name" in self.mapping else "first_name", _("The name is missing"))
        if len(first) > _LIMITS["first_name"] or len(family) > _LIMITS["family_name"]:
            self._wrong(row, "name", _("The name is too long"))
        return first, family

    def _role(self, row: Row) -> str:
        written = self._cell(row, "role").casefold()
        role = _ROLES.get(written or MEMBER)
        if role is None:
            self._wrong(row, "role", _("“{role}” is not mentor, mentee or member").format(role=written[:40]))
        elif role != MEMBER and not self.has_program:
            self._wrong(row, "role", _("Choose a program for mentors and mentees first"))
        return str(role or MEMBER)

    def _topics(self, row: Row) -> tuple[str, ...]:
        written = self._cell(row, "topics")
        separator = next((each for each in (";", "|", "\n") if each in written), ",")
        topics = tuple(dict.fromkeys(topic.strip() for topic in written.split(separator) if topic.strip()))
        if len(topics) > MOST_TOPICS:
            self._wrong(row, "topics", _("More than {count} topics").format(count=MOST_TOPICS))
        if any(len(topic) > LONGEST_TOPIC for topic in topics):
            self._wrong(row, "topics", _("A topic is longer than {count} letters").format(count=LONGEST_TOPIC))
        return topics

    def _zone(self, row: Row) -> str:
        written = self._cell(row, "time_zone")
        if not written:
            return zone_of_country(self._cell(row, "country")) or self.time_zone
        try:
            ZoneInfo(written)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self._wrong(row, "time_zone", _("“{zone}” is no time zone like Europe/Berlin").format(zone=written[:40]))
        return written

    def _capacity(self, row: Row) -> int | None:
        written = self._cell(row, "capacity")
        if not written:
            return None
        if not written.isdecimal() or not 1 <= int(written) <= 50:
            self._wrong(row, "capacity", _("“{number}” is not a number from 1 to 50").format(number=written[:20]))
            return None
        return int(written)

    def _limited(self, row: Row, key: str) -> str:
        written = self._cell(row, key)
        if len(written) > _LIMITS[key]:
            self._wrong(row, key, _("Longer than {count} letters").format(count=_LIMITS[key]))
        return written
