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
    "mentor-match": "mentor-match (Munkres)",
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
    (FOLDER / "results.md").write_text("\n".join(lines), encoding="utf-8")
    with suppress(ImportError):
        _plot(runs)


NOTES = (
    "Processor seconds (all threads) are what compares: the machine was shared with other work, so wall",
    "seconds vary with the load beside them. Ours goes from people to proven pairs: *reading* turns people",
    "into features, *scoring* looks at pairs, *solving* chooses; its processor seconds hold all three.",
    "Peers are given the finished table of scores and only their solving counts. *Ratio* is the peer's",
    "processor seconds over ours without reading people (scoring included).",
)


def _table(here: dict[str, Run]) -> list[str]:
    columns = "method, CPU s, ratio, wall s, reading, scoring, solving, MiB, total, bound, placed, worst, load"
    head = f"| {columns.replace(', ', ' | ')} |"
    lines = [head, "|" + "---|" * 13]
    ours = here.get("ours", {})
    wall = float(ours.get("seconds", 0)) or 1.0
    base = float(ours.get("cpu", 0)) * (1 - float(ours.get("reading", 0)) / wall)
    for method, name in NAMES.items():
        run = here.get(method)
        if run is None:
            continue
        if "failed" in run:
            lines.append(f"| {name} | {run['failed']} |" + " |" * 11)
            continue
        ratio = f"{float(run['cpu']) / base:.1f}" if base and not method.startswith("ours") else ""
        parts = [_number(run.get(part)) for part in ("reading", "scoring", "solving")]
        bound = f"{run['bound']:,}" if "bound" in run else ""
        lines.append(
            f"| {name} | {_number(run['cpu'])} | {ratio} | {_number(run['seconds'])} | {' | '.join(parts)} "
            f"| {float(run['mib']):.0f} | {run['total']:,} | {bound} | {float(run['placed']):.1%} | {run['worst']:,} "
            f"| {float(run['load']):.1f} |"
        )
    return lines


def _number(value: float | str | None) -> str:
    return "" if value is None else f"{float(value):.3g}"


def _plot(runs: list[Run]) -> None:
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    matplotlib.rcParams["svg.hashsalt"] = "alongside"
    figure, axes = pyplot.subplots(figsize=(8, 5))
    for method, name in NAMES.items():
        points = sorted((float(r["mentees"]), float(r["cpu"])) for r in runs if r["method"] == method and "cpu" in r)
        if points:
            ours = method == "ours"
            axes.plot(*zip(*points, strict=True), marker="o", linewidth=3 if ours else 1.2, label=name.strip("*"))
    axes.set(xscale="log", yscale="log", xlabel="mentees (mentors: three fifths)", ylabel="processor seconds")
    axes.set_title("From people to pairs (ours) and from a finished table to pairs (peers)")
    axes.grid(alpha=0.3, which="both")
    axes.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(FOLDER / "results.svg", metadata={"Date": None})


if __name__ == "__main__":
    write()
