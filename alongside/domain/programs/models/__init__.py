"""Programs: their weeks, their extra steps, their questions, and their rules of nudging."""

from alongside.domain.programs.models.programs import UNDO_FOR, Program
from alongside.domain.programs.models.rules import NudgeRule
from alongside.domain.programs.models.steps import ExtraStep, Question, Step, StepRole

__all__ = ["UNDO_FOR", "ExtraStep", "NudgeRule", "Program", "Question", "Step", "StepRole"]
