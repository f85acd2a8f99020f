"""The arguments of ``alongside match``, and its course: read all, match, then write all or nothing."""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from alongside.cli.match import reading
from alongside.cli.match.report import report_html
from alongside.cli.match.writing import pairs_csv, unmatched_csv
from alongside.matching import Rules, TooLargeError, TopicTree, Weights, compiling, difference, match


def main(arguments: Sequence[str], *, progress: TextIO | None = None) -> int:
    """Run the command; return 0, or 2 with one sentence on what is wrong. Progress goes to ``progress``, or stderr."""
    progress = progress or sys.stderr
    given = _parser().parse_args(arguments)
    try:
        _run(given, progress)
    except (reading.UnreadableFileError, TooLargeError) as problem:
        print(f"alongside match: {problem}", file=progress)
        return 2
    return 0


@dataclass(frozen=True, slots=True)
class _Output:
    path: Path
    text: str


def _run(given: argparse.Namespace, progress: TextIO) -> None:
    def say(words: str) -> None:
        print(words, file=progress, flush=True)

    mentors = reading.read_mentors(given.mentors, reading.read_columns(given.mentor_columns))
    mentees = reading.read_mentees(given.mentees, reading.read_columns(given.mentee_columns))
    weights = reading.read_weights(given.weights) if given.weights else None
    topics = reading.read_topics(given.topics) if given.topics else None
    previous = reading.read_pairs(given.previous) if given.previous else None
    say(f"Read {len(mentors)} mentors and {len(mentees)} mentees.")
    if not compiling.is_cached():
        say("Preparing the engine for this machine. This happens once and takes some seconds.")
    rules = Rules(share_language=not given.any_language, minimum_overlap=given.minimum_overlap, floor=given.floor)
    weights, topics = weights or Weights(), topics or TopicTree()
    matching = match(
        mentors, mentees, weights=weights, rules=rules, objective=given.objective, topics=topics,
        previous=previous, steadiness=given.steadiness,
    )  # fmt: skip
    say(
        f"Made {len(matching.pair_ids)} pairs, total {matching.total:.3f}, at most {matching.upper_bound:.3f} "
        f"({'proven best' if matching.proven else f'gap {matching.gap:.2%}'}), "
        f"worst pair {matching.worst:.2f}, in {matching.timings.whole:.1f} s."
    )
    if previous is not None:
        for line in difference(previous, matching).words:
            say(line)
    outputs = [_Output(given.out, pairs_csv(matching))]
    if given.unmatched:
        outputs.append(_Output(given.unmatched, unmatched_csv(matching)))
    if given.report:
        say("Writing the report, which tries out what would help.")
        outputs.append(_Output(given.report, report_html(matching, weights, topics)))
    _write(outputs)


def _write(outputs: list[_Output]) -> None:
    """All files or none: written beside their places first, then moved there."""
    drafts = [output.path.with_name(f".{output.path.name}.draft") for output in outputs]
    try:
        for draft, output in zip(drafts, outputs, strict=True):
            draft.write_text(output.text, encoding="utf-8", newline="")
        for draft, output in zip(drafts, outputs, strict=True):
            os.replace(draft, output.path)
    except OSError as problem:
        raise reading.UnreadableFileError(str(problem)) from problem
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="alongside match",
        description="Pair mentees with mentors from two CSV files. Columns: id, name, topics, languages, "
        "timezone, availability, about, and capacity (mentors) or demand (mentees); also goals, background, "
        "traits, prefers, requires, apart, choices, waiting. Only id and topics are needed. Several values in "
        "a cell are separated by semicolons; availability is like mon-evening or tue-18:00-20:00.",
    )
    parser.add_argument("mentors", type=Path)
    parser.add_argument("mentees", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="pairs: mentee_id, mentor_id, score, reasons")
    parser.add_argument("--unmatched", type=Path, help="people with places left open, and why")
    parser.add_argument("--report", type=Path, help="a page to read: the pairs, who is left out, what would help")
    parser.add_argument("--objective", choices=("total", "most", "fair", "stable"), default="total")
    parser.add_argument("--weights", type=Path, help="a TOML file with one number for each component")
    parser.add_argument("--topics", type=Path, help="a CSV file of topics: topic, parent, synonyms")
    parser.add_argument("--previous", type=Path, help="the pairs of the last run")
    parser.add_argument("--steadiness", type=float, default=0.0, help="0 to 1: how firmly they stand")
    parser.add_argument("--floor", type=float, help="no pair scores below this (0 to 1)")
    parser.add_argument("--minimum-overlap", type=float, default=0.0, help="hours a week both must be free")
    parser.add_argument("--any-language", action="store_true", help="pairs need not share a language")
    parser.add_argument("--mentor-columns", default="", help="names in the file, like id=row,topics=tags")
    parser.add_argument("--mentee-columns", default="", help="the same for mentees")
    return parser
