"""bin/setup: the environment a developer works in."""

from toolbox import environment, places, say


def main(arguments: list[str]) -> int:
    if arguments:
        raise say.Stop("bin/setup takes no arguments.")
    python = environment.prepare(places.DEVELOPER_LOCK)
    say.line(f"Ready: {python.parent}. Next: bin/dev to run it, bin/test to test it, bin/lint to check it.")
    return 0
