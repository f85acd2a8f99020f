"""``assign``: the solver on a table of scores, for those who bring their own."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from alongside.matching.graph import Longs
from alongside.matching.objectives import solve
from alongside.matching.program import OBJECTIVES, Objective, UnknownObjectiveError
from alongside.matching.results import Assignment
from alongside.matching.stable import settle
from alongside.matching.tables import FINEST, DenseTable, SparseTable, Table


def assign(
    scores: Any,
    capacities: ArrayLike,
    demands: ArrayLike | None = None,
    *,
    objective: Objective = "total",
    floor: float | None = None,
) -> Assignment:
    """The best pairs of rows (mentees) and columns (mentors) of a table of scores.

    ``scores``: float array (mentees x mentors), NaN where a pair is forbidden, or a scipy sparse array,
    forbidden where nothing is stored. ``capacities``: places by column. ``demands``: mentors asked for
    by row, 1 each without it. ``floor``: no pair below it. A pair is used at most once; pairs that
    would lower the total are left out, unless *most* or *fair* needs them to place someone.

    Whole numbers below 2**29 (and all numbers on a binary grid of that many steps) are solved exactly;
    others are rounded to the grid, and the bound allows for it. Result ``pairs`` are sorted. Equal
    optima are decided by the values around a pair, never by the order of rows or columns.
    """
    if objective not in OBJECTIVES:
        raise UnknownObjectiveError(f"{objective!r} is none of {', '.join(OBJECTIVES)}.")
    table = _read(scores, floor)
    capacity = _places(capacities, table.shape[1], "capacities")
    demand = _places(np.ones(table.shape[0]) if demands is None else demands, table.shape[0], "demands")
    rows, columns = table.canonical(demand, capacity)
    source = table.source(rows, columns)
    least = np.full(len(demand), -FINEST - 1)
    solver = settle if objective == "stable" else solve
    solution = solver(source, capacity[columns], demand[rows], least, objective)
    pairs = np.stack([rows[solution.mentees], columns[solution.mentors]], axis=1)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    total = float(table.values(pairs).sum())
    slack = 0.5 * min(int(demand.sum()), int(capacity.sum())) if table.rounded else 0.0
    return Assignment(pairs, total, max(total, (solution.bound + slack) / table.scale))


def _read(scores: Any, floor: float | None) -> "Table":
    if hasattr(scores, "tocoo"):
        return SparseTable(scores.tocoo(), floor)
    return DenseTable(np.asarray(scores, float), floor)


def _places(places: ArrayLike, length: int, name: str) -> Longs:
    given = np.asarray(places)
    if given.shape != (length,) or (given < 0).any() or (given != np.floor(given)).any():
        raise ValueError(f"There must be one whole number from 0 for each of {length} in {name}.")
    return given.astype(np.int64)
