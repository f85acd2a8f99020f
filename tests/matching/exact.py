"""Exact answers for small markets, found in a wholly different way: integer programs and enumeration."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import coo_array

Table = NDArray[np.float64]


def best_total(scores: Table, capacity: NDArray[np.int64]) -> float:
    """The best total where everyone asks for one mentor: places as copies, staying out worth nothing."""
    columns = np.repeat(np.arange(scores.shape[1]), capacity)
    value = np.maximum(np.nan_to_num(scores, nan=0.0), 0)[:, columns]
    rows, places = linear_sum_assignment(value, maximize=True)
    return float(value[rows, places].sum())


def best_program(
    scores: Table, capacity: NDArray[np.int64], demand: NDArray[np.int64], placed_worth: float = 0.0
) -> tuple[float, int]:
    """The best total and how many people are placed, as an integer program (HiGHS)."""
    rows, columns = np.nonzero(~np.isnan(scores))
    if not len(rows):
        return 0.0, 0
    mentees, mentors, pairs = len(demand), len(capacity), len(rows)
    # Variables: pairs, then whether a mentee is placed at all.
    cost = np.concatenate([-scores[rows, columns], np.full(mentees, -placed_worth)])
    at = np.arange(pairs)
    per_mentee = coo_array((np.ones(pairs), (rows, at)), shape=(mentees, pairs + mentees))
    per_mentor = coo_array((np.ones(pairs), (columns, at)), shape=(mentors, pairs + mentees))
    placed = coo_array((np.ones(mentees), (np.arange(mentees), pairs + np.arange(mentees))), shape=per_mentee.shape)
    found = milp(
        cost,
        integrality=np.ones(len(cost)),
        bounds=(0, 1),
        constraints=[
            LinearConstraint(per_mentee, -np.inf, demand),
            LinearConstraint(per_mentor, -np.inf, capacity),
            LinearConstraint(per_mentee - placed, 0, np.inf),
        ],
    )
    used = found.x[:pairs] > 0.5
    return float(scores[rows, columns][used].sum()), len(np.unique(rows[used]))


def best_floor(scores: Table, capacity: NDArray[np.int64], demand: NDArray[np.int64]) -> tuple[int, float, float]:
    """Most people placed, the highest worst score that allows it, and the best total then."""
    worth = 1e5
    _, placed = best_program(scores, capacity, demand, worth)
    floor = -np.inf
    for level in np.unique(scores[~np.isnan(scores)])[::-1]:
        above = np.where(scores >= level, scores, np.nan)
        if best_program(above, capacity, demand, worth)[1] == placed:
            floor = float(level)
            break
    total, _ = best_program(np.where(scores >= floor, scores, np.nan), capacity, demand, worth)
    return placed, floor, total


def blocking_pairs(
    scores: Table, pairs: NDArray[np.int64], capacity: NDArray[np.int64], demand: NDArray[np.int64]
) -> list[tuple[int, int]]:
    """Pairs who would both rather have each other than the least liked one they have."""
    used = {(int(i), int(j)) for i, j in pairs}
    has: dict[int, list[float]] = {i: [] for i in range(len(demand))}
    holds: dict[int, list[float]] = {j: [] for j in range(len(capacity))}
    for i, j in used:
        has[i].append(scores[i, j])
        holds[j].append(scores[i, j])
    return [
        (i, j)
        for i, j in zip(*np.nonzero(~np.isnan(scores)), strict=True)
        if (i, j) not in used
        and demand[i] > 0
        and capacity[j] > 0
        and (len(has[i]) < demand[i] or scores[i, j] > min(has[i]))
        and (len(holds[j]) < capacity[j] or scores[i, j] > min(holds[j]))
    ]
