"""The patterns programs start from: read from files that people can read and edit, and checked when read.

One file per template and language under ``templates_content/<language>/``. A program copies every word at its
start, so that editing a template never changes a running program.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

CONTENT = Path(__file__).parent / "templates_content"
SOURCE_LANGUAGE = "en"
ANSWERS = ("help", "about", "third", "reach")  # the four prompts, in the order they are asked
STEP_KINDS = ("question", "worksheet", "celebration")
FIELD_KINDS = ("line", "text", "list")
GOAL_PARTS = ("", "strengths", "goal", "goal_steps", "outcome")  # what a worksheet field writes into
ROLES = ("", "mentor", "mentee")
PAIRINGS = ("organizer", "members", "both", "approved")

Made = TypeVar("Made")


class TemplateError(ValueError):
    """A template file says something we cannot use; the message names the file, the place and the reason."""


@dataclass(frozen=True)
class Prompt:
    """One of the four sign-up questions, as one role is asked it."""

    key: str
    question: str
    hint: str
    examples: tuple[str, ...]
    starters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One field of a worksheet. ``writes`` names the part of the common goal it fills in."""

    key: str
    label: str
    hint: str = ""
    kind: str = "text"
    writes: str = ""


@dataclass(frozen=True)
class Alternative:
    """Another question a pair may swap in for the same week."""

    question: str
    guidance: str


@dataclass(frozen=True)
class WeeklyStep:
    """One week."""

    title: str
    question: str
    guidance: str
    icon: str
    alternatives: tuple[Alternative, ...]
    kind: str = "question"
    milestone: str = ""
    worksheet: tuple[Field, ...] = ()
    role: str = ""  # only mentors or only mentees; empty for everybody


@dataclass(frozen=True)
class Nudges:
    """When people are nudged, in days; a program may change each."""

    question_opens: str = "monday 09:00"
    kick_off_after: int = 3
    remind_after: int = 3
    quiet_after: tuple[int, ...] = (7, 14, 21, 28)
    request_reminder_after: int = 7
    request_expires_after: int = 14
    closing_before: int = 7


@dataclass(frozen=True)
class ProgramTemplate:
    """A complete pattern for a program."""

    key: str
    name: str
    promise: str
    description: str
    used_for: tuple[str, ...]
    icon: str
    rhythm: str
    topics: tuple[str, ...]
    unsure: str
    agreement: str
    weights: Mapping[str, float]
    mentor: tuple[Prompt, ...]
    mentee: tuple[Prompt, ...]
    steps: tuple[WeeklyStep, ...]
    pairing: str = "both"
    capacity: int = 2
    sensitive: bool = False
    nudges: Nudges = field(default_factory=Nudges)

    @property
    def weeks(self) -> int:
        return len(self.steps)

    @property
    def first_question(self) -> str:
        """What week 1 asks, for the card of the template."""
        return self.steps[0].question

    def prompts(self) -> dict[str, list[dict[str, Any]]]:
        """The prompts as a program keeps them."""
        return {"mentor": [asdict(each) for each in self.mentor], "mentee": [asdict(each) for each in self.mentee]}


def template_keys() -> tuple[str, ...]:
    """Every template, the best known first."""
    first = ("career_advancement", "skill_development", "encouragement_and_support")
    rest = sorted({path.stem for path in (CONTENT / SOURCE_LANGUAGE).glob("*.toml")} - set(first))
    return (*first, *rest)


@cache
def template(key: str, language: str = SOURCE_LANGUAGE) -> ProgramTemplate:
    """The template in the language, or in English where nobody has translated it yet.

    Raises KeyError for an unknown template, TemplateError for a broken file.
    """
    if key not in template_keys():
        raise KeyError(key)
    translated = CONTENT / language / f"{key}.toml"
    return read_template(translated if translated.is_file() else CONTENT / SOURCE_LANGUAGE / f"{key}.toml")


def all_templates(language: str = SOURCE_LANGUAGE) -> tuple[ProgramTemplate, ...]:
    """Every template in the language."""
    return tuple(template(key, language) for key in template_keys())


def read_template(path: Path) -> ProgramTemplate:
    """One template file, checked.

    Raises TemplateError.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise TemplateError(f"{path.name}: {problem}") from problem
    return template_from(raw, named=path.stem, where=path.name)


def template_from(raw: Mapping[str, Any], *, named: str, where: str) -> ProgramTemplate:
    """A template from what a file holds, with every promise of a complete template checked.

    Raises TemplateError.
    """
    prompts = raw.get("prompts", {})
    known = {key: value for key, value in raw.items() if key not in ("prompts", "steps", "nudges")}
    made = _build(
        ProgramTemplate,
        {
            **known,
            "key": named,
            "mentor": _prompts(prompts.get("mentor", ()), f"{where}: prompts.mentor"),
            "mentee": _prompts(prompts.get("mentee", ()), f"{where}: prompts.mentee"),
            "steps": _each(raw.get("steps", ()), _step, f"{where}: week"),
            "nudges": _build(Nudges, raw.get("nudges", {}), f"{where}: nudges"),
        },
        where,
    )
    _check(made, where)
    return made


def _prompts(raw: Any, where: str) -> tuple[Prompt, ...]:
    return _each(raw, lambda each, at: _build(Prompt, each, at), where)


def _step(raw: Mapping[str, Any], where: str) -> WeeklyStep:
    others = _each(raw.get("alternatives", ()), lambda each, at: _build(Alternative, each, at), f"{where}, alternative")
    sheet = _each(raw.get("worksheet", ()), lambda each, at: _build(Field, each, at), f"{where}, worksheet field")
    return _build(WeeklyStep, {**raw, "alternatives": others, "worksheet": sheet}, where)


def _each(raw: Any, make: Callable[[Mapping[str, Any], str], Made], where: str) -> tuple[Made, ...]:
    return tuple(make(each, f"{where} {number}") for number, each in enumerate(raw, start=1))


def _build(kind: type[Made], raw: Mapping[str, Any], where: str) -> Made:
    known = {each.name for each in fields(kind)}  # type: ignore[arg-type]
    if unknown := set(raw) - known:
        raise TemplateError(f"{where}: nobody knows {', '.join(sorted(unknown))}")
    given = {key: tuple(value) if isinstance(value, list) else _tidy(value) for key, value in raw.items()}
    try:
        return kind(**given)
    except TypeError as problem:
        raise TemplateError(f"{where}: {str(problem).partition('() ')[2] or problem}") from problem


def _tidy(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _check(made: ProgramTemplate, where: str) -> None:
    """Refuse a template that leaves anything out."""
    for problem in _problems(made):
        raise TemplateError(f"{where}: {problem}")


def _problems(made: ProgramTemplate) -> Iterator[str]:
    for name in ("name", "promise", "description", "used_for", "icon", "rhythm", "unsure", "agreement", "weights"):
        if not getattr(made, name):
            yield f"{name} is missing"
    if made.pairing not in PAIRINGS:
        yield f"pairing is one of {', '.join(PAIRINGS)}"
    if not 4 <= len(made.topics) <= 12:
        yield "topics are four to twelve tiles"
    yield from _prompt_problems("mentor", made.mentor)
    yield from _prompt_problems("mentee", made.mentee)
    if not made.steps:
        yield "there are no weeks"
    for week, step in enumerate(made.steps, start=1):
        yield from (f"week {week}: {problem}" for problem in _step_problems(step))


def _prompt_problems(role: str, prompts: tuple[Prompt, ...]) -> Iterator[str]:
    if tuple(prompt.key for prompt in prompts) != ANSWERS:
        yield f"prompts.{role} are {', '.join(ANSWERS)}, in this order"
    for prompt in prompts:
        if len(prompt.examples) != 3:
            yield f"prompts.{role}: {prompt.key} needs three example answers"


def _step_problems(step: WeeklyStep) -> Iterator[str]:
    if not (step.title and step.question and step.guidance and step.icon):
        yield "title, question, guidance and icon are needed"
    if len(step.title) > 40:
        yield "the title is longer than 40 letters"
    if len(step.question) > 200:
        yield "the question is longer than 200 letters"
    if step.kind not in STEP_KINDS:
        yield f"kind is one of {', '.join(STEP_KINDS)}"
    if step.role not in ROLES:
        yield f"role is one of {ROLES}"
    if len(step.alternatives) != 2:
        yield "two alternatives are needed"
    if step.kind == "worksheet" and not step.worksheet:
        yield "a worksheet needs fields"
    for each in step.worksheet:
        if each.kind not in FIELD_KINDS or each.writes not in GOAL_PARTS:
            yield f"worksheet field {each.key}: kind is one of {FIELD_KINDS}, writes one of {GOAL_PARTS}"
