"""The compiled scan, the plain one and the score taken apart say the same of every pair."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest

from alongside.matching import OBJECTIVES, TopicTree, Weights, match
from alongside.matching.explaining import breakdown
from alongside.matching.market import build_market
from alongside.matching.plain import scores_of
from alongside.matching.scanning import _scan, _scan_plain, best_pairs
from tests.matching.community import community


@pytest.mark.parametrize("highest", [0, 8_000, 1_000_000])
def test_compiled_and_plain_scans_find_the_same_pairs(highest: int) -> None:
    for seed in range(25):
        mentors, mentees, rules = community(seed, mentees=15, mentors=40)
        features = build_market(mentors, mentees, Weights(), rules, TopicTree()).features
        random = np.random.default_rng(seed)
        rows, columns = np.arange(15), np.sort(random.permutation(40)[:30])
        price, above = random.integers(0, highest + 1, 40), random.integers(-highest - 1, 4000, 15)
        least = np.full(15, random.choice([0, 3000]))
        place = np.arange(len(features.counts), dtype=np.int32)
        found = []
        for scan in (_scan, _scan_plain):
            who, score, many = np.zeros((15, 4), np.int32), np.zeros((15, 4), np.int32), np.zeros(15, np.int64)
            scan(features, rows, columns, price, above, least, place, len(features.counts), who, score, many)
            found.append((many.tolist(), [w[:m].tolist() for w, m in zip(who, many, strict=True)], score.sum()))

        assert found[0] == found[1]


def test_the_parts_of_a_score_add_up_to_it() -> None:
    for seed in range(30):
        mentors, mentees, rules = community(seed)
        market = build_market(mentors, mentees, Weights(), rules, TopicTree())
        assert sum(market.points.values()) == 10_000
        for i in range(len(market.mentees)):
            for j, score in enumerate(scores_of(market.features, i, np.arange(len(market.mentors)))):
                points = breakdown(market, i, j)
                assert score in (-1, sum(points.values()))
                assert all(0 <= points[name] <= market.points[name] for name in points)


def test_looking_at_some_rows_and_columns_finds_what_looking_at_all_does() -> None:
    mentors, mentees, rules = community(3, mentees=30, mentors=30)
    features = build_market(mentors, mentees, Weights(), rules, TopicTree()).features
    price, nothing = np.zeros(30, np.int64), np.full(30, -100_000)

    whole = best_pairs(features, np.arange(30), np.arange(30), price, nothing, nothing, 30)
    some = best_pairs(features, np.array([4, 9]), np.arange(30), price, nothing[:2], nothing[:2], 30)

    for i in (4, 9):
        assert whole.mentor[whole.mentee == i].tolist() == some.mentor[some.mentee == i].tolist()


def test_without_numba_the_answers_are_the_same() -> None:
    code = (
        "import json\nfrom alongside.matching import match, OBJECTIVES\n"
        "from tests.matching.community import community\n"
        "print(json.dumps([match(*community(seed)[:2], rules=community(seed)[2], objective=o).pair_ids"
        " for seed in range(6) for o in OBJECTIVES]))"
    )
    environment = {**os.environ, "MATCHING_PLAIN_KERNELS": "1"}

    plain = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], env=environment, capture_output=True, text=True, check=True
    )

    compiled = [
        match(*community(seed)[:2], rules=community(seed)[2], objective=objective).pair_ids
        for seed in range(6)
        for objective in OBJECTIVES
    ]
    assert json.loads(plain.stdout) == json.loads(json.dumps(compiled))
