"""One method on one community, in a process of its own: prints one line of JSON.

``python -m bench.matching.methods METHOD MENTEES MENTORS``. Ours is given people and scores them itself;
peers are given the finished table of whole-number scores (made by the same scorer, not counted), with
capacities as the peer knows them: copies of columns, or arcs with capacities.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from alongside.matching import Weights, match
from alongside.matching.closely import scores_of_mentor
from alongside.matching.market import build_market
from alongside.matching.people import TopicTree
from bench.matching import checking
from bench.matching.communities import community

Pairs = list[tuple[int, int]]
Peer = Callable[[np.ndarray, np.ndarray], Callable[[], Pairs]]
FORBIDDEN = 10_000_000


def copies(capacity: np.ndarray) -> np.ndarray:
    """Columns repeated by capacity."""
    return np.repeat(np.arange(len(capacity)), capacity)


def scipy_assignment(table: np.ndarray, capacity: np.ndarray) -> Callable[[], Pairs]:
    """scipy's linear_sum_assignment on copies."""
    from scipy.optimize import linear_sum_assignment

    places = copies(capacity)
    value = table[:, places].astype(float)
    value[value < 0] = -FORBIDDEN

    def run() -> Pairs:
        rows, columns = linear_sum_assignment(value, maximize=True)
        return list(zip(rows.tolist(), places[columns].tolist(), strict=True))

    return run


def lapx_assignment(table: np.ndarray, capacity: np.ndarray) -> Callable[[], Pairs]:
    """lapx's lapjv on copies, unequal sides extended by itself."""
    import lap

    places = copies(capacity)
    cost = 10_000 - table[:, places].astype(float)
    cost[cost > 10_000] = FORBIDDEN

    def run() -> Pairs:
        found = lap.lapjv(cost, extend_cost=True, return_cost=False)[0]
        return [(i, int(places[j])) for i, j in enumerate(found.tolist()) if j >= 0]

    return run


def ortools_flow(table: np.ndarray, capacity: np.ndarray) -> Callable[[], Pairs]:
    """OR-tools' min-cost flow with every allowed pair as an arc."""
    from ortools.graph.python import min_cost_flow

    rows, columns = np.nonzero(table >= 0)
    mentees, mentors = table.shape
    sink = mentees + mentors

    def run() -> Pairs:
        flow = min_cost_flow.SimpleMinCostFlow()
        ones = np.ones(len(rows), np.int64)
        flow.add_arcs_with_capacity_and_unit_cost(rows, mentees + columns, ones, -table[rows, columns].astype(np.int64))
        ends = mentees + np.arange(mentors)
        flow.add_arcs_with_capacity_and_unit_cost(ends, np.full(mentors, sink), capacity, np.zeros(mentors, np.int64))
        everyone = np.arange(mentees)
        flow.add_arcs_with_capacity_and_unit_cost(
            everyone, np.full(mentees, sink), np.ones(mentees, np.int64), np.zeros(mentees, np.int64)
        )
        flow.set_nodes_supplies(everyone, np.ones(mentees, np.int64))
        flow.set_nodes_supplies(np.array([sink]), np.array([-mentees]))
        assert flow.solve() == flow.OPTIMAL
        used = flow.flows(np.arange(len(rows))) > 0
        return list(zip(rows[used].tolist(), columns[used].tolist(), strict=True))

    return run


def pot_transport(table: np.ndarray, capacity: np.ndarray) -> Callable[[], Pairs]:
    """POT's exact transport (network simplex), with one more column for staying out."""
    import ot

    cost = -table.astype(float)
    cost[cost > 0] = FORBIDDEN
    cost = np.hstack([cost, np.zeros((len(table), 1))])
    # Mass is balanced by a mentee who fills the places left over at no cost.
    spare = float(capacity.sum())
    cost = np.vstack([cost, np.zeros((1, cost.shape[1]))])

    def run() -> Pairs:
        left = np.append(np.ones(len(table)), spare)
        right = np.append(capacity, len(table)).astype(float)
        plan = ot.emd(left, right, cost, numItermax=100_000_000)
        rows, columns = np.nonzero(plan[:-1, :-1] > 0.5)
        return list(zip(rows.tolist(), columns.tolist(), strict=True))

    return run


def mentor_match(table: np.ndarray, capacity: np.ndarray) -> Callable[[], Pairs]:
    """mentor-match's own solving step (Munkres on its matrix of matches); places as copies."""
    from matching.process import calculate_matches, prepare_matrix

    places = copies(capacity)
    grid = [[SimpleNamespace(score=int(max(0, score))) for score in row[places]] for row in table]

    def run() -> Pairs:
        found = calculate_matches(prepare_matrix(grid))
        return [(i, int(places[j])) for i, j in found if table[i, places[j]] >= 0]

    return run


def mentor_match_whole(table: np.ndarray, capacity: np.ndarray) -> Callable[[], Pairs]:
    """mentor-match as it is used: its own people, its own grid of pairs, then Munkres; scores are looked up."""
    from matching.mentee import Mentee
    from matching.mentor import Mentor
    from matching.process import process_data

    class LookedUp:
        def apply(self, match: Any) -> int:
            return int(max(0, table[match.mentee.email, match.mentor.email % FORBIDDEN]))

        def evaluate(self, match: Any) -> bool:
            return True

    def run() -> Pairs:
        # One mentor for each place, told apart by what stands in for the address.
        places = [(int(j), k) for j, many in enumerate(capacity) for k in range(many)]
        mentors = [Mentor(grade=1, email=j + FORBIDDEN * (k + 1)) for j, k in places]
        mentees = [Mentee(grade=0, email=i) for i in range(len(table))]
        process_data(mentors, mentees, [[LookedUp()]])
        found = [(mentee.email, mentor.email % FORBIDDEN) for mentee in mentees for mentor in mentee.mentors]
        return [(i, j) for i, j in found if table[i, j] >= 0]

    return run


def hospital_resident(table: np.ndarray, capacity: np.ndarray) -> Callable[[], Pairs]:
    """The library matching: hospital-resident, preferences by score (stable, so not the best total)."""
    from matching.games import HospitalResident

    # It copies people who know one another, one inside the other: the usual depth ends at some hundred.
    sys.setrecursionlimit(1_000_000)

    def run() -> Pairs:
        wishes = {f"e{i}": [f"m{j}" for j in np.argsort(-row) if row[j] >= 0] for i, row in enumerate(table)}
        views = {f"m{j}": [f"e{i}" for i in np.argsort(-row) if row[i] >= 0] for j, row in enumerate(table.T)}
        game = HospitalResident.create_from_dictionaries(
            {name: likes for name, likes in wishes.items() if likes},
            {name: likes for name, likes in views.items() if likes},
            {f"m{j}": int(places) for j, places in enumerate(capacity) if views[f"m{j}"]},
        )
        found = game.solve()
        return [(int(e.name[1:]), int(m.name[1:])) for m, all_of in found.items() for e in all_of]

    return run


PEERS: dict[str, Peer] = {
    "mentor-match": mentor_match,
    "mentor-match-whole": mentor_match_whole,
    "matching": hospital_resident,
    "scipy": scipy_assignment,
    "lapx": lapx_assignment,
    "ortools": ortools_flow,
    "pot": pot_transport,
}
OURS = {"ours": "total", "ours-most": "most", "ours-fair": "fair", "ours-stable": "stable"}


def run_ours(objective: Any, mentees: int, mentors: int) -> dict[str, float]:
    """Our engine from people to pairs, warm: the kernels are loaded, nothing is known of these people."""
    teachers, learners, rules = community(mentees, mentors)
    held = resident()
    match(*(community(60, 40)[:2]), objective=objective)
    say_ready()
    best: dict[str, float] = {}
    for _ in range(7 if mentees <= 1_000 else 5 if mentees <= 5_000 else 3 if mentees <= 20_000 else 1):
        cpu = time.process_time()
        found = match(teachers, learners, rules=rules, objective=objective)
        used = time.process_time() - cpu
        if not best or found.timings.whole < best["seconds"]:
            timings = found.timings
            best = {"reading": timings.reading, "scoring": timings.scoring, "solving": timings.solving}
            best |= {"seconds": timings.whole, "cpu": used, "total": round(found.total * 10_000)}
            best |= {"bound": round(found.upper_bound * 10_000), "rounds": found.rounds, "people_mib": held}
            best |= {"placed": len(np.unique(found.rows)) / mentees, "worst": int(found.scores.min())}
    best["mib"] = peak()
    if objective == "stable":
        some = np.random.default_rng(1).permutation(mentees)[: 5_000 if mentees <= 5_000 else 100]
        best |= {"blocking": checking.all_pairs(found), "blocking_plainly": checking.plainly(found, some)}
        best["looked_at_plainly"] = len(some) * mentors
    return best


def run_peer(name: str, mentees: int, mentors: int) -> dict[str, float]:
    """A peer on the finished table; only its own solving is measured."""
    table, capacity = finished_table(mentees, mentors)
    solve = PEERS[name](table, capacity)
    say_ready()
    best: dict[str, float] = {}
    for _ in range(3 if mentees <= 1_000 else 1):
        began, cpu = time.perf_counter(), time.process_time()
        pairs = solve()
        seconds, used = time.perf_counter() - began, time.process_time() - cpu
        allowed = [(i, j) for i, j in pairs if table[i, j] >= 0]
        scores = np.array([table[i, j] for i, j in allowed], np.int64)
        if not best or seconds < best["seconds"]:
            best = {"solving": seconds, "seconds": seconds, "cpu": used, "total": int(scores.sum())}
            best |= {"placed": len({i for i, _ in allowed}) / mentees, "worst": int(scores.min(initial=10_000))}
        if seconds > 5:
            break
    return best


def finished_table(mentees: int, mentors: int) -> tuple[np.ndarray, np.ndarray]:
    """All scores in points, -1 where excluded, and capacities; made once and kept for the next peer."""
    file = Path(tempfile.gettempdir()) / f"matching-bench-{mentees}-{mentors}.npz"
    if not file.exists():
        teachers, learners, rules = community(mentees, mentors)
        market = build_market(teachers, learners, Weights(), rules, TopicTree())
        order = {person.id: number for number, person in enumerate(market.mentees)}
        rows, least = np.array([order[person.id] for person in learners]), np.zeros(mentees, np.int64)
        table, column = np.empty((mentees, mentors), np.int16), np.empty(mentees, np.int64)
        for j in range(mentors):
            scores_of_mentor(market.features, j, rows, least, column)
            table[:, j] = column
        np.savez(file, table=table, capacity=market.capacity.astype(np.int64))
    with np.load(file) as held:
        return held["table"], held["capacity"]


def peak() -> float:
    """The most memory this process has held so far, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def resident() -> float:
    """The memory this process holds now, MiB."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 2**20


def say_ready() -> None:
    """Tell the parent that preparing is over and the clock may start."""
    print("ready", flush=True)


def main() -> None:
    """Run and print."""
    name, mentees, mentors = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_AS, (16 << 30, 16 << 30))
    found = run_ours(OURS[name], mentees, mentors) if name in OURS else run_peer(name, mentees, mentors)
    load = os.getloadavg()[0]
    line = {"method": name, "mentees": mentees, "mentors": mentors, "mib": peak(), **found, "load": load}
    print(json.dumps(line))


if __name__ == "__main__":
    main()
