"""Small random communities with everything a person may say, for property tests."""

import numpy as np

from alongside.matching import Mentee, Mentor, Rules

TOPICS = ["python", "java", "data science", "data engineering", "drawing", "public speaking", "law", "nursing"]
GOALS = ["first job", "promotion", "career change", "portfolio"]
LANGUAGES = ["en", "de", "es", "fr"]
ZONES = ["", "UTC+1", "Europe/Berlin", "America/New_York", "Asia/Kolkata"]
SLOTS = ["mon-evening", "tue-morning", "wed-18:00-20:00", "sat-morning", "weekend-afternoon", "weekday-noon"]
CAREERS = ["", "technology/software", "technology/data", "health/nursing", "arts/writing"]
TRAITS = ["parent", "career changer", "first generation", "remote"]
TEXTS = ["", "I love building robots", "Nursing students and robots", "Ich baue gern Roboter", "law and order"]


def community(seed: int, mentees: int = 12, mentors: int = 8) -> tuple[list[Mentor], list[Mentee], Rules]:
    """People and rules that depend on the seed alone."""
    random = np.random.default_rng([77, seed])

    def some(words: list[str], most: int) -> list[str]:
        return [words[k] for k in random.permutation(len(words))[: random.integers(0, most + 1)]]

    def said(number: int, side: str, others: int) -> dict[str, object]:
        return {
            "id": f"{side}{number}",
            "topics": {topic: float(random.integers(1, 5)) / 4 for topic in some(TOPICS, 4)},
            "goals": some(GOALS, 3),
            "languages": some(LANGUAGES, 2),
            "timezone": str(random.choice(ZONES)),
            "availability": some(SLOTS, 3),
            "background": str(random.choice(CAREERS)),
            "traits": some(TRAITS, 2),
            "prefers": some(TRAITS, 2),
            "requires": some(TRAITS, 1) if random.random() < 0.15 else [],
            "apart": [f"team{random.integers(0, 9)}"] if random.random() < 0.5 else [],
            "choices": [f"{'m' if side == 'e' else 'e'}{k}" for k in random.integers(0, others, random.integers(0, 3))],
            "about": str(random.choice(TEXTS)),
        }

    everyone = (
        [Mentor(**said(k, "m", mentees), capacity=int(random.integers(0, 4))) for k in range(mentors)],  # type: ignore[arg-type]
        [
            Mentee(**said(k, "e", mentors), demand=int(random.integers(0, 3)), waiting=float(random.random()))  # type: ignore[arg-type]
            for k in range(mentees)
        ],
    )

    def pairs(many: int) -> list[tuple[str, str]]:
        return [(f"e{random.integers(0, mentees)}", f"m{random.integers(0, mentors)}") for _ in range(many)]

    rules = Rules(
        blocked=[(b, a) if random.random() < 0.5 else (a, b) for a, b in pairs(5)],
        never_pair=pairs(2),
        already_paired=pairs(2),
        earlier=pairs(2),
        forbidden=pairs(2),
        repeat_earlier=bool(random.random() < 0.3),
        share_language=bool(random.random() < 0.7),
        minimum_overlap=float(random.choice([0, 0, 1, 2.5])),
        required_preferences=bool(random.random() < 0.8),
        floor=float(random.choice([0, 0.2, 0.4])) if random.random() < 0.4 else None,
    )
    return everyone[0], everyone[1], rules
