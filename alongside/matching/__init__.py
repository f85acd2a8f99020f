"""The matching engine: pure Python on numpy, no Django. Usable alone."""

from alongside.matching.advice import Suggestion, suggestions
from alongside.matching.alternatives import best_mentors
from alongside.matching.assigning import assign
from alongside.matching.changes import Difference, difference
from alongside.matching.engine import match
from alongside.matching.fairness import Share, fairness
from alongside.matching.hours import UnreadableTimeError
from alongside.matching.people import Mentee, Mentor, TopicTree
from alongside.matching.program import (
    OBJECTIVES,
    BrokenRuleError,
    Objective,
    Pair,
    Rules,
    TooLargeError,
    UnknownObjectiveError,
    Weights,
)
from alongside.matching.reasons import Reason, codes, in_words
from alongside.matching.results import Assignment, Match, Matching, Timings, Unmatched

__all__ = [
    "OBJECTIVES",
    "Assignment",
    "BrokenRuleError",
    "Difference",
    "Match",
    "Matching",
    "Mentee",
    "Mentor",
    "Objective",
    "Pair",
    "Reason",
    "Rules",
    "Share",
    "Suggestion",
    "Timings",
    "TooLargeError",
    "TopicTree",
    "UnknownObjectiveError",
    "Unmatched",
    "UnreadableTimeError",
    "Weights",
    "assign",
    "best_mentors",
    "codes",
    "difference",
    "fairness",
    "in_words",
    "match",
    "suggestions",
]
