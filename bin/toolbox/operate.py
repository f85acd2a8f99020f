"""bin/alongside: an operator's command, in the environment that was made for it."""

import os

from toolbox import environment, places


def main(arguments: list[str]) -> int:
    python = environment.prepare()
    os.execve(python, [str(python), "-m", "alongside.cli.main", *arguments], places.environment_variables())
