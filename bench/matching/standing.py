"""How long one change takes in a standing market: ``python -m bench.matching.standing [MENTEES MENTORS]``."""

import sys
import time

import numpy as np

from alongside.matching import Weights
from alongside.matching.standing import Standing
from bench.matching.communities import community

CHANGES = 200


def main() -> None:
    """Print milliseconds of processor time: median and 99th percentile, and whether it is still proven."""
    mentees, mentors = (int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (20_000, 12_000)
    teachers, learners, rules = community(mentees, mentors)
    standing = Standing(teachers, learners, weights=Weights(), rules=rules)
    random = np.random.default_rng(3)
    names = [learners[k].id for k in random.permutation(mentees)[:CHANGES].tolist()]
    steps = {
        "leaves": standing.leave,
        "comes back": standing.come_back,
        "pin tried": lambda name: standing.what_if(name, teachers[random.integers(mentors)].id),
    }
    for label, step in steps.items():
        taken = []
        for name in names[: 20 if label == "pin tried" else CHANGES]:
            began = time.thread_time()
            step(name)
            taken.append(1000 * (time.thread_time() - began))
        p50, p99 = np.percentile(taken[1:], [50, 99])
        proven = abs(standing.upper_bound - standing.total) < 1e-9
        print(f"{label}: median {p50:.1f} ms, p99 {p99:.1f} ms, still proven: {proven}", flush=True)


if __name__ == "__main__":
    main()
