"""Giving a template another length: which of its weeks stay, and what is added."""

from __future__ import annotations

from dataclasses import asdict

from alongside.domain.programs.models import Program, Step
from alongside.domain.programs.program_templates import Alternative, ProgramTemplate, WeeklyStep

SHORTEST, LONGEST = 1, 52


def steps_for(program: Program, template: ProgramTemplate, weeks: int) -> list[Step]:
    """Unsaved steps of the program, one for each of its weeks."""
    return [step_row(program, number, step) for number, step in enumerate(weekly_steps(template, weeks), start=1)]


def step_row(program: Program, position: int, step: WeeklyStep) -> Step:
    """One unsaved step from its template."""
    return Step(
        program=program,
        position=position,
        kind=step.kind,
        title=step.title,
        question=step.question,
        guidance=step.guidance,
        alternatives=[asdict(each) for each in step.alternatives],
        worksheet=[asdict(each) for each in step.worksheet],
        milestone=step.milestone,
        icon=step.icon,
        role=step.role,
    )


def weekly_steps(template: ProgramTemplate, weeks: int) -> tuple[WeeklyStep, ...]:
    """The template's steps at another length.

    The first week, the worksheets and the celebration carry a program, so a shorter one loses questions from the
    middle first. A longer one asks the template's own alternatives as weeks of their own, after the first week.
    """
    steps = list(template.steps)
    spare = [step for step in steps[1:-1] if step.kind == "question"]
    while len(steps) > weeks and spare:
        steps.remove(spare.pop())
    while len(steps) > weeks:
        steps.pop(-2 if len(steps) > 1 else 0)
    return (*steps[:1], *_more_questions(template, weeks - len(steps)), *steps[1:])


def _more_questions(template: ProgramTemplate, count: int) -> list[WeeklyStep]:
    questions = [step for step in template.steps if step.kind == "question"]
    pool = [(step, other) for turn in (0, 1) for step in questions for other in step.alternatives[turn : turn + 1]]
    return [_own_week(step, other) for step, other in (pool * (count // len(pool) + 1))[:count]] if count > 0 else []


def _own_week(step: WeeklyStep, other: Alternative) -> WeeklyStep:
    kept = tuple(each for each in step.alternatives if each != other)
    return WeeklyStep(
        title=step.title,
        question=other.question,
        guidance=other.guidance,
        icon=step.icon,
        alternatives=(*kept, Alternative(step.question, step.guidance)),
    )
