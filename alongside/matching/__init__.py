"""The matching engine: pure Python on numpy, no Django. Usable alone."""

from alongside.matching.alternatives import best_mentors
from alongside.matching.assigning import assign
from alongside.matching.engine import match
from alongside.matching.hours import UnreadableTimeError
from alongside.matching.people import Mentee, Mentor, TopicTree
from alongside.matching.program import (
    OBJECTIVES,
    BrokenRuleError,
    Objective,
    Pair,
    Rules,
    UnknownObjectiveError,
    Weights,
)
from alongside.matching.reasons import Reason, codes, in_words
from alongside.matching.results import Assignment, Match, Matching, Timings, Unmatched

__all__ = [
    "OBJECTIVES",
    "Assignment",
    "BrokenRuleError",
    "Match",
    "Matching",
    "Mentee",
    "Mentor",
    "Objective",
    "Pair",
    "Reason",
    "Rules",
    "Timings",
    "TopicTree",
    "UnknownObjectiveError",
    "Unmatched",
    "UnreadableTimeError",
    "Weights",
    "assign",
    "best_mentors",
    "codes",
    "in_words",
    "match",
]
