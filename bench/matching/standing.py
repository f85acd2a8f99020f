"""How long one change takes in a standing market: ``python -m bench.matching.standing [MENTEES MENTORS]``."""

import sys
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from alongside.matching import Weights
from alongside.matching.standing import Standing
from bench.matching.communities import community

CHANGES = 200
Figures = dict[str, dict[str, float | bool]]


def measure(mentees: int, mentors: int) -> Figures:
    """Wall milliseconds of each kind of change: median and 99th percentile, and whether it is still proven."""
    teachers, learners, rules = community(mentees, mentors)
    # Newcomers are people drawn with the same seed who were not there at first.
    others = community(mentees, mentors, seed=2)
    newcomers = [replace(each, id=f"new {each.id}") for each in others[1][:CHANGES]]
    teaching = [replace(each, id=f"new {each.id}") for each in others[0][:CHANGES]]
    standing = Standing(teachers, learners, weights=Weights(), rules=rules)
    random = np.random.default_rng(3)
    names = [learners[k].id for k in random.permutation(mentees)[:CHANGES].tolist()]
    tutors = [teachers[k].id for k in random.permutation(mentors)[:CHANGES].tolist()]
    found: Figures = {}

    def times(label: str, step: Callable[[object], object], things: list[object]) -> None:
        step(things[0])
        taken = []
        for thing in things[1:]:
            began = time.perf_counter()
            step(thing)
            taken.append(1000 * (time.perf_counter() - began))
        proven = abs(standing.upper_bound - standing.total) < 1e-9
        p50, p99 = np.percentile(taken, [50, 99])
        found[label] = {"median": float(p50), "p99": float(p99), "proven": proven}
        print(f"{label}: median {p50:.2f} ms, p99 {p99:.2f} ms, still proven: {proven}", file=sys.stderr, flush=True)

    times("a mentee leaves", lambda name: standing.leave(str(name)), [*names])
    times("comes back", lambda name: standing.come_back(str(name)), [*names])
    times("a new mentee joins", lambda person: standing.join(person), [*newcomers])  # type: ignore[arg-type]
    times("a new mentor joins", lambda person: standing.join(person), [*teaching])  # type: ignore[arg-type]
    times("a mentor leaves", lambda name: standing.close(str(name)), [*tutors])
    times(
        "a pin is tried", lambda name: standing.what_if(str(name), teachers[random.integers(mentors)].id), [*names[:30]]
    )
    return found


if __name__ == "__main__":
    measure(*(int(word) for word in sys.argv[1:3])) if len(sys.argv) > 2 else measure(20_000, 12_000)
