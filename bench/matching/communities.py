"""Seeded communities for the benchmark: the same people for every method.

300 topics by Zipf's law, three to six for each person, half of them typical of a career; twelve
languages, most people speaking the first; eighteen time zones; three to eight of 21 slots a week; one
to five of twelve goals; capacities one to three; teams that are kept apart, and blocked pairs. About
the supply of real programs: two places for each mentee, unevenly wanted.
"""

import numpy as np

from alongside.matching import Mentee, Mentor, Rules

TOPICS, CAREERS, GOALS, LANGUAGES = 300, 25, 12, 12
DAYS, PARTS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun"), ("morning", "afternoon", "evening")
SLOTS = [f"{day}-{part}" for day in DAYS for part in PARTS]
ZONES = (-8, -7, -6, -5, -4, -3, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12)


def zipf(many: int, steepness: float) -> np.ndarray:
    """Shares falling as 1 / rank ** steepness."""
    shares = 1 / np.arange(1, many + 1) ** steepness
    return shares / shares.sum()


def community(mentees: int, mentors: int, seed: int = 1) -> tuple[list[Mentor], list[Mentee], Rules]:
    """Mentors, mentees and rules that depend on the sizes and the seed alone."""
    random = np.random.default_rng([seed, mentees, mentors])
    typical = np.array([random.permutation(TOPICS) for _ in range(CAREERS)])

    def several(many: int, shares: np.ndarray, people: int, least: int, most: int) -> list[list[int]]:
        # The Gumbel trick: the greatest of log share plus noise are a draw without replacement.
        kept = []
        for first in range(0, people, 20_000):
            here = min(20_000, people - first)
            noise = np.log(shares) + random.gumbel(size=(here, many))
            best = np.argsort(-noise, axis=1)[:, :most]
            count = random.integers(least, most + 1, here)
            kept += [row[:k].tolist() for row, k in zip(best, count, strict=True)]
        return kept

    def said(people: int, side: str, goals: int) -> list[dict[str, object]]:
        career = random.choice(CAREERS, people, p=zipf(CAREERS, 0.8))
        own = random.choice(TOPICS, (people, 6), p=zipf(TOPICS, 1.1))
        anyones = random.choice(TOPICS, (people, 6), p=zipf(TOPICS, 1.0))
        drawn = np.where(random.random((people, 6)) < 0.55, typical[career[:, None], own], anyones)
        many = random.integers(3, 7, people)
        first = random.choice(LANGUAGES, people, p=zipf(LANGUAGES, 1.2))
        other = random.choice(LANGUAGES, people, p=zipf(LANGUAGES, 1.2))
        common, second = random.random(people) < 0.8, random.random(people) < 0.15
        zone, team = random.choice(ZONES, people), random.integers(0, max(5, people // 2), people)
        wishes = several(GOALS, zipf(GOALS, 0.7), people, 1, goals)
        times = several(len(SLOTS), np.full(len(SLOTS), 1 / len(SLOTS)), people, 3, 8)
        return [
            {
                "id": f"{side}{k}",
                "topics": tuple(dict.fromkeys(f"topic{t}" for t in drawn[k, : many[k]].tolist())),
                "goals": tuple(f"goal{g}" for g in wishes[k]),
                "languages": tuple(
                    dict.fromkeys(
                        [f"l{first[k]}", *(["l0"] if common[k] else []), *([f"l{other[k]}"] if second[k] else [])]
                    )
                ),
                "timezone": f"UTC{zone[k]:+d}",
                "availability": tuple(SLOTS[s] for s in times[k]),
                "background": f"field{career[k] // 5}/career{career[k]}",
                "apart": (f"team{team[k]}",),
            }
            for k in range(people)
        ]

    capacity = random.choice([1, 2, 3], mentors, p=[0.35, 0.35, 0.30]).tolist()
    teachers = [Mentor(**each, capacity=capacity[k]) for k, each in enumerate(said(mentors, "m", 5))]  # type: ignore[arg-type]
    learners = [Mentee(**each) for each in said(mentees, "e", 3)]  # type: ignore[arg-type]
    blocked = zip(
        random.integers(0, mentees, mentees // 2).tolist(),
        random.integers(0, mentors, mentees // 2).tolist(),
        strict=True,
    )
    return teachers, learners, Rules(blocked=[(f"m{j}", f"e{i}") for i, j in blocked])
