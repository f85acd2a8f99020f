"""What each component adds at finding a known good pair: an ablation on real mentors' profiles.

``python -m bench.matching.ablation MENTORS.csv ONET.csv``, with the two public files described in
README.md. There is no public data set of mentoring pairs that are known to have gone well, so pairs are
made: for each real mentor (tags, languages, country, job title) a mentee is imagined whom this mentor
would suit, who states the same things less fully and with noise: two of the tags and one tag drawn
from all tags by frequency, one of the languages, a clock up to two hours away, and the words of
the job title with a chance of one half each. The engine then ranks all mentors for each mentee.

What this can show: whether a component carries signal that survives noise and missing answers, and
whether components add to one another. What it cannot: how well two people will get on, or the
right weights for a program; the pairs are made from the very fields that are scored.
"""

import csv
import sys
from collections import Counter
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import numpy as np

from alongside.matching import Mentee, Mentor, Rules, TopicTree, Weights, match
from alongside.matching.hours import clock
from alongside.matching.market import build_market
from alongside.matching.plain import scores_of

SEEDS = 5
STATED = ("topics", "languages", "time_zone", "about")


def main() -> None:
    """Print the table in Markdown."""
    mentors = read_mentors(Path(sys.argv[1]))
    tree = read_tree(Path(sys.argv[2]))
    none = Weights(**{each.name: 0.0 for each in fields(Weights)})
    full = Weights()
    tries: list[tuple[str, Weights, TopicTree]] = [
        ("all, with the O*NET tree", full, tree),
        ("all, without a tree", full, TopicTree()),
    ]
    for name in STATED:
        tries.append((f"without {name}", replace(full, **{name: 0.0}), TopicTree()))
    for name in STATED:
        tries.append((f"{name} alone", replace(none, **{name: 1.0}), TopicTree()))
    print(f"{len(mentors)} mentors, {SEEDS} draws of as many mentees; chance would be {1 / len(mentors):.1%} first.\n")
    print("| components | first | first five | mean reciprocal rank | paired with the own mentor by the best total |")
    print("|---|---|---|---|---|")
    for name, weights, topics in tries:
        found = np.array([measure(mentors, imagined(mentors, seed), weights, topics) for seed in range(SEEDS)])
        first, five, mrr, paired = found.mean(0)
        print(f"| {name} | {first:.1%} ± {found[:, 0].std():.1%} | {five:.1%} | {mrr:.3f} | {paired:.1%} |", flush=True)


def measure(
    mentors: list[Mentor], mentees: list[Mentee], weights: Weights, topics: TopicTree
) -> tuple[float, float, float, float]:
    """How often the own mentor is first, among the first five, the mean reciprocal rank, and paired."""
    rules = Rules(share_language=False)
    market = build_market(mentors, mentees, weights, rules, topics)
    column = {mentor.id: j for j, mentor in enumerate(market.mentors)}
    ranks = []
    for i, mentee in enumerate(market.mentees):
        scores = scores_of(market.features, i, np.arange(len(mentors)))
        own = scores[column[own_mentor(mentee.id)]]
        # Those who score just as high share the places between them.
        ranks.append((scores > own).sum() + ((scores == own).sum() - 1) / 2 + 1)
    rank = np.array(ranks)
    pairs = match(mentors, mentees, weights=weights, rules=rules, topics=topics).pair_ids
    paired = sum(mentor == own_mentor(mentee) for mentee, mentor in pairs) / len(mentees)
    return float((rank < 2).mean()), float((rank <= 5).mean()), float((1 / rank).mean()), paired


def own_mentor(mentee_id: str) -> str:
    """The mentor an imagined mentee was made for."""
    return mentee_id.replace("mentee of ", "")


def imagined(mentors: list[Mentor], seed: int) -> list[Mentee]:
    """One mentee for each mentor, as the module says."""
    random = np.random.default_rng(seed)
    count = Counter(tag for mentor in mentors for tag in mentor.topics)
    tags, shares = list(count), np.array(list(count.values())) / count.total()
    found = []
    for mentor in mentors:
        own = random.permutation(list(mentor.topics))[:2].tolist()
        spoken = list(mentor.languages)
        ahead = clock(mentor.timezone, date(2026, 1, 15)) / 2 if mentor.timezone else None
        found.append(
            Mentee(
                id=f"mentee of {mentor.id}",
                topics=tuple(dict.fromkeys([*own, str(random.choice(tags, p=shares))])),
                languages=[str(random.choice(spoken))] if spoken else [],
                timezone="" if ahead is None else f"UTC{int(np.clip(ahead + random.integers(-2, 3), -12, 14)):+d}",
                about=" ".join(word for word in mentor.about.split() if random.random() < 0.5),
            )
        )
    return found


def read_mentors(path: Path) -> list[Mentor]:
    """The real mentors; a country stands for its first time zone, unknown ones for none."""
    zones = {}
    for line in Path("/usr/share/zoneinfo/zone.tab").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            zones.setdefault(country, zone)
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Mentor(
                id=row["row"],
                topics=tuple(row["tags"].split(";")),
                languages=tuple(code for code in row["languages"].split(";") if code),
                timezone=zones.get(row["country"], ""),
                about=row["title"],
            )
            for row in csv.DictReader(file)
        ]


def read_tree(path: Path) -> TopicTree:
    """Technologies under their O*NET categories."""
    with path.open(encoding="utf-8", newline="") as file:
        return TopicTree(
            {row["label"]: row["parent"] for row in csv.DictReader(file) if row["kind"] == "hot technology"}
        )


if __name__ == "__main__":
    main()
