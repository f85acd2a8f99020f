"""The answers of a run as CSV: pairs with reasons, and people with places left open."""

import csv
import io
from collections.abc import Iterable

from alongside.matching import Matching, in_words


def pairs_csv(matching: Matching) -> str:
    """mentee_id, mentor_id, score, reasons (those the mentee reads)."""
    return _csv(
        ("mentee_id", "mentor_id", "score", "reasons"),
        (
            (each.mentee_id, each.mentor_id, f"{each.score:.4f}", " ".join(in_words(why) for why in each.for_mentee))
            for each in matching.pairs
        ),
    )


def unmatched_csv(matching: Matching) -> str:
    """id, role, places left open, reasons."""
    return _csv(
        ("id", "role", "places", "reasons"),
        ((each.person_id, each.role, each.places, each.words) for each in matching.unmatched),
    )


def _csv(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()
