"""The report of a run as one page of HTML that needs nothing else."""

from collections.abc import Iterable
from html import escape

from alongside.matching import Matching, TopicTree, Weights, fairness, in_words, suggestions

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1c2430}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;font-weight:600}"
    "td,th{border-bottom:1px solid #d5dae2;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    "meter{width:8rem}@media(prefers-color-scheme:dark){body{background:#12161c;color:#e4e8ee}}"
)
_BANDS = ((0.75, "strong"), (0.55, "good"), (0.4, "fair"), (0.0, "weak"))
LONGEST = 2000
"""Rows of a table; the CSV file has all."""


def report_html(matching: Matching, weights: Weights, topics: TopicTree) -> str:
    """Figures, bands, what would help, fairness, who is left out, and all pairs with both sides' reasons."""
    market = matching.market
    help_ = suggestions(market.mentors, market.mentees, weights=weights, rules=market.rules, topics=topics)
    parts = [
        "<h1>Matching report</h1>",
        _table("The run", ("", ""), _figures(matching)),
        _table("Pairs by band", ("band", "pairs", ""), _bands(matching)),
        _table("What would help", ("suggestion", "more people placed"), ((each.words, each.placed) for each in help_)),
        _table(
            "Fairness check",
            ("role", "by", "group", "people", "without a pair", "weak pairs", "mean score"),
            (
                (each.role, each.attribute, each.group, each.people, each.without, each.weak, f"{each.mean_score:.2f}")
                for each in fairness(matching)
            ),
        ),
        _table(
            "People with places left open",
            ("id", "role", "places", "why"),
            ((each.person_id, each.role, each.places, each.words) for each in matching.unmatched),
        ),
        _table("Pairs", ("mentee", "mentor", "score", "for the mentee", "for the mentor"), _pairs(matching)),
    ]
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Matching report</title>'
        f"<style>{_STYLE}</style><main>{''.join(parts)}</main></html>\n"
    )


def _figures(matching: Matching) -> Iterable[tuple[str, object]]:
    market = matching.market
    yield "Objective", matching.objective
    yield "Mentees, mentors", f"{len(market.mentees)}, {len(market.mentors)}"
    yield "Pairs", len(matching.pair_ids)
    yield "Total of scores", f"{matching.total:.4f}"
    yield "Most it could be", f"{matching.upper_bound:.4f}"
    yield "Gap", "0, proven best" if matching.proven else f"{matching.gap:.4%}"
    yield "Worst pair", f"{matching.worst:.4f}"
    yield "Weights", ", ".join(f"{name} {points / 100:g} %" for name, points in market.points.items() if points)


def _bands(matching: Matching) -> Iterable[tuple[str, int, object]]:
    scores, above = matching.scores / 10_000, float("inf")
    for least, name in _BANDS:
        many = int(((scores >= least) & (scores < above)).sum())
        yield f"{name} (from {least:g})", many, _Markup(f'<meter max="{max(1, len(scores))}" value="{many}"></meter>')
        above = least


def _pairs(matching: Matching) -> Iterable[tuple[object, ...]]:
    for each in matching.pairs:
        sides = (" ".join(in_words(why) for why in side) for side in (each.for_mentee, each.for_mentor))
        yield each.mentee_id, each.mentor_id, f"{each.score:.4f}", *sides


class _Markup(str):
    __slots__ = ()


def _table(caption: str, head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    held = list(rows)
    if not held:
        return ""
    cells = "".join(f"<th scope=col>{escape(name)}</th>" for name in head)
    body = "".join(
        f"<tr>{''.join(f'<td>{cell if isinstance(cell, _Markup) else escape(str(cell))}</td>' for cell in row)}</tr>"
        for row in held[:LONGEST]
    )
    more = f"<p>{len(held) - LONGEST} more rows are in the CSV file.</p>" if len(held) > LONGEST else ""
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>{more}"
    )
