"""results.json as a table in Markdown and a plot."""

import json
from contextlib import suppress
from pathlib import Path

FOLDER = Path(__file__).parent
NAMES = {
    "ours": "**Alongside, total**",
    "ours-most": "Alongside, most",
    "ours-fair": "Alongside, fair",
    "ours-stable": "Alongside, stable",
    "lapx": "lapx lapjv",
    "scipy": "scipy linear_sum_assignment",
    "ortools": "OR-tools min-cost flow",
    "pot": "POT emd",
    "mentor-match": "mentor-match, its Munkres alone",
    "mentor-match-whole": "mentor-match, its whole course",
    "matching": "matching (hospital-resident)",
}
Run = dict[str, float | str]


def write() -> None:
    """Write results.md and, where matplotlib is there, results.svg."""
    document = json.loads((FOLDER / "results.json").read_text(encoding="utf-8"))
    runs: list[Run] = document["runs"]
    sizes = sorted({(int(run["mentees"]), int(run["mentors"])) for run in runs})
    lines = ["# Results", "", f"Machine: {document['machine']}.", "", *NOTES, ""]
    for size in sizes:
        here = {str(run["method"]): run for run in runs if (run["mentees"], run["mentors"]) == size}
        lines += [f"## {size[0]:,} mentees, {size[1]:,} mentors", "", *_table(here), ""]
    lines += _stability(runs) + _changes(document.get("changes", {})) + _start(document.get("start", {}))
    (FOLDER / "results.md").write_text("\n".join(lines), encoding="utf-8")
    with suppress(ImportError):
        _plot(runs)


NOTES = (
    "Wall seconds of the best of several warm runs, the process preferred by the scheduler while others worked",
    "beside it (load in the last column), and processor seconds of all its threads. Ours goes from people to",
    "proven pairs: *reading* turns people into features, *scoring* looks at pairs, *solving* chooses. Peers are",
    "given the finished table of scores and only their solving counts. *All* is a peer's time over all of ours;",
    "*alike* is over our scoring and solving without reading, as the anchors measured it; *solving* is over",
    "our solving alone. MiB is the peak of the whole process. A method that fails at a size is not run at",
    "greater ones.",
)


def _table(here: dict[str, Run]) -> list[str]:
    columns = "method, wall s, CPU s, reading, scoring, solving, all, alike, solving ×, MiB, total, bound, placed"
    columns += ", worst, load"
    head = f"| {columns.replace(', ', ' | ')} |"
    lines = [head, "|" + "---|" * 15]
    ours = here.get("ours", {})
    bases = [
        sum(float(ours.get(part, 0)) for part in parts)
        for parts in (("reading", "scoring", "solving"), ("scoring", "solving"), ("solving",))
    ]
    for method, name in NAMES.items():
        run = here.get(method)
        if run is None:
            continue
        if "failed" in run:
            lines.append(f"| {name} | {run['failed']} |" + " |" * 13)
            continue
        own = method.startswith("ours")
        ratios = ["" if own or not base else f"{float(run['seconds']) / base:,.1f}" for base in bases]
        parts = [_number(run.get(part)) for part in ("reading", "scoring", "solving")]
        bound = f"{run['bound']:,}" if "bound" in run else ""
        lines.append(
            f"| {name} | {_number(run['seconds'])} | {_number(run['cpu'])} | {' | '.join([*parts, *ratios])} "
            f"| {float(run['mib']):.0f} | {run['total']:,} | {bound} | {float(run['placed']):.1%} | {run['worst']:,} "
            f"| {float(run['load']):.1f} |"
        )
    return lines


def _stability(runs: list[Run]) -> list[str]:
    lines = [
        f"- {int(run['mentees']):,} × {int(run['mentors']):,}: {run['blocking']} blocking pairs among all "
        f"{int(run['mentees']) * int(run['mentors']):,} (looked at again by the kernels), {run['blocking_plainly']} "
        f"among {int(run['looked_at_plainly']):,} scored pair by pair in plain numpy."
        for run in runs
        if "blocking" in run and int(run["mentees"]) >= 1_000
    ]
    return ["## Is the stable result stable?", "", *lines, ""] if lines else []


def _changes(changes: dict[str, Run]) -> list[str]:
    if not changes:
        return []
    lines = [
        f"| {name} | {float(each['median']):.2f} | {float(each['p99']):.2f} | {'yes' if each['proven'] else 'no'} |"
        for name, each in changes.items()
    ]
    head = ["| change | median ms | p99 ms | still proven best |", "|---|---|---|---|"]
    return ["## One change in a standing market of 20,000 × 12,000 (wall)", "", *head, *lines, ""]


def _start(start: Run) -> list[str]:
    if not start:
        return []
    first = f"First time on a machine {float(start['first']):.1f} s; it says so: {start['said']}"
    then = f"Then {float(start['again']):.2f} s."
    return ["## The command from the shell, 180 mentees and 120 mentors", "", first, then, ""]


def _number(value: float | str | None) -> str:
    return "" if value is None else f"{float(value):.3g}"


def _plot(runs: list[Run]) -> None:
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    matplotlib.rcParams["svg.hashsalt"] = "alongside"
    figure, axes = pyplot.subplots(figsize=(8, 5))
    for method, name in NAMES.items():
        points = sorted(
            (float(r["mentees"]), float(r["seconds"])) for r in runs if r["method"] == method and "seconds" in r
        )
        if points:
            ours = method == "ours"
            axes.plot(*zip(*points, strict=True), marker="o", linewidth=3 if ours else 1.2, label=name.strip("*"))
    axes.set(xscale="log", yscale="log", xlabel="mentees (mentors: three fifths)", ylabel="wall seconds")
    axes.set_title("From people to pairs (ours) and from a finished table to pairs (peers)")
    axes.grid(alpha=0.3, which="both")
    axes.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(FOLDER / "results.svg", metadata={"Date": None})


if __name__ == "__main__":
    write()
