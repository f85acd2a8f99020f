"""Who the demo's people are and what they say: read from ``data/``, chosen by a fixed throw of the dice."""

from __future__ import annotations

import csv
import io
import random
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

DATA = Path(__file__).parent / "data"
T = TypeVar("T")

# How the real list writes its commonest topics, and how we do.
_SPELLINGS = {
    "javascript": "JavaScript", "reactjs": "React", "nodejs": "Node.js", "css": "CSS", "vuejs": "Vue", "php": "PHP",
    "html": "HTML", "c#": "C#", "java": "Java", "python": "Python", "aws": "AWS", "graphql": "GraphQL", "ux": "UX",
    "typescript": "TypeScript", "mongodb": "MongoDB", "devops": "DevOps", "dotnet": ".NET", "ios": "iOS", "ui": "UI",
    "api": "APIs", "a11y": "Accessibility", "fp": "Functional programming", "mysql": "MySQL", "git": "Git",
    "frontend": "Frontend", "backend": "Backend", "fullstack": "Full stack", "angular": "Angular", "rails": "Rails",
    "react native": "React Native", "express": "Express", "redux": "Redux", "laravel": "Laravel", "linux": "Linux",
}  # fmt: skip


@cache
def words() -> dict[str, Any]:
    """Everything people say, by where they say it."""
    with (DATA / "words.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def real_mentors() -> tuple[dict[str, str], ...]:
    """The rows of the real, anonymised list of mentors."""
    with (DATA / "mentors_anonymised.csv").open(newline="") as file:
        return tuple(csv.DictReader(file))


def topic_label(tag: str) -> str:
    """A topic of the real list as people would write it."""
    return _SPELLINGS.get(tag, tag[:1].upper() + tag[1:])


def topics_of(row: dict[str, str]) -> list[str]:
    """The topics of one real mentor."""
    return [topic_label(tag) for tag in row["tags"].split(";") if tag]


def common_topics(count: int) -> list[str]:
    """The topics most mentors offer, commonest first: the tiles of the sign-up."""
    tally: dict[str, int] = {}
    for row in real_mentors():
        for topic in topics_of(row):
            tally[topic] = tally.get(topic, 0) + 1
    return sorted(tally, key=lambda topic: (-tally[topic], topic))[:count]


class Voices:
    """A source of names and sentences that gives the same ones every time."""

    def __init__(self, seed: int = 7) -> None:
        self.dice = random.Random(seed)  # noqa: S311  (a story, not a secret)
        self._names = self._all_names()

    def _all_names(self) -> Iterator[tuple[str, str]]:
        names = words()["names"]
        pairs = [(first, family) for first in names["first"] for family in names["family"]]
        self.dice.shuffle(pairs)
        return iter(pairs)

    def name(self) -> tuple[str, str]:
        """A first and a family name that nobody else has."""
        return next(self._names)

    def one(self, choices: Sequence[T]) -> T:
        return self.dice.choice(choices)

    def some(self, choices: Sequence[T], least: int, most: int) -> list[T]:
        return self.dice.sample(choices, min(len(choices), self.dice.randint(least, most)))

    def happens(self, chance: float) -> bool:
        return self.dice.random() < chance

    def card(self, kind: str) -> str:
        """A sentence for a card: mentor_help, mentee_about and the like."""
        sentence: str = self.one(words()["cards"][kind])
        return sentence


def roster_of(rows: Sequence[dict[str, str]], voices: Voices, addresses: Sequence[str]) -> tuple[bytes, dict[str, str]]:
    """Real mentors as the file an organizer would bring: invented names, and the mapping of its columns."""
    file = io.StringIO()
    columns = ["email", "name", "role", "country", "languages", "title", "topics", "capacity", "help", "about", "third"]
    writer = csv.writer(file)
    writer.writerow(columns)
    for row, address in zip(rows, addresses, strict=True):
        tags = "; ".join(topics_of(row))
        country = "" if row["country"] == "ZZ" else row["country"]
        first, family = voices.name()
        writer.writerow(
            [
                address, f"{first} {family}", "mentor", country, row["languages"] or "en", row["title"], tags,
                voices.one([1, 1, 2, 2, 3]), voices.card("mentor_help"), voices.card("mentor_about"),
                voices.card("mentor_why"),
            ]
        )  # fmt: skip
    return file.getvalue().encode(), {column: column for column in columns}
