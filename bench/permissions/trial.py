"""Runs the tests again for every permission check that is taken away, as a plugin of pytest."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

from bench.permissions import checks, swapping
from bench.permissions.checks import Mutant
from tests.house.test_access import Asked

MOST_SECONDS = 8  # of tests for one missing check


class Trial:
    """Which checks are taken away, and who noticed."""

    def __init__(self, mutants: list[Mutant], *, with_gates: bool, report: Path) -> None:
        self.mutants, self.with_gates, self.report = mutants, with_gates, report
        self.left = list(mutants)
        self.by: dict[str, str] = {}
        self.gates = self.open_gates = self.requests = 0
        self.surviving_gates: list[str] = []
        self._reach: dict[str, list[tuple[int, float, pytest.Item]]] = defaultdict(list)

    def ask(self, asked: Asked) -> None:
        """First everybody asks for every page; most missing checks show at once."""
        from bench.permissions.asking import Asking, gates

        asking = Asking(asked)
        self.say(f"{len(asked.routes)} routes, {asking.requests} questions answered as the table says")
        if self.with_gates:
            for route, number, name in gates():
                self.gates += 1
                if asking.notices_at_gate(route, number) is None:
                    self.surviving_gates.append(f"{name} before {route}")
            self.say(f"{self.gates} gates opened one by one; unnoticed: {self.surviving_gates or 'none'}")
        for mutant in list(self.left):
            if noticed := asking.notices(mutant):
                self._noticed(mutant, "the table: " + " ".join(noticed))
            else:
                self.say(f"  not by the table: {mutant.path}:{mutant.line} {mutant.function}: {mutant.gone}")
        self.requests = asking.requests
        self.say(f"{asking.requests} requests; {len(self.left)} of {len(self.mutants)} checks unnoticed by the table")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """The table first, then each other test once, then those that reach a check that is gone."""
        swapping.watch(sorted({each.path for each in self.mutants}))
        first, *others = sorted(session.items, key=lambda item: "bench/permissions" not in item.nodeid)
        if not self._passes(first):
            raise session.Failed("Everybody must be answered as the table says before anything is taken away.")
        for item in others if self.left else []:
            self._learn(item)
        self.say(f"{len(others)} more tests")
        for mutant in list(self.left):
            self._try(mutant)
        self._tell()
        return True

    def _learn(self, item: pytest.Item) -> None:
        swapping.reached.clear()
        begun = time.monotonic()
        if self._passes(item):
            reached, took = set(swapping.reached), time.monotonic() - begun
            for function in reached:
                self._reach[function].append((len(reached), took, item))

    def _try(self, mutant: Mutant) -> None:
        reaching = self._reach[f"{mutant.path}:{mutant.function}"]
        spent = 0.0
        with swapping.without(mutant):
            for _reached, took, item in sorted(reaching, key=lambda each: each[:2]):
                if spent > MOST_SECONDS:
                    break
                spent += took
                if not self._passes(item):
                    self._noticed(mutant, item.nodeid)
                    return
        self.say(f"  by nobody: {mutant.path}:{mutant.line} {mutant.function}: {mutant.gone}")

    def _passes(self, item: pytest.Item) -> bool:
        reports = runtestprotocol(item, log=False, nextitem=item.session)  # type: ignore[arg-type]
        if failed := [each for each in reports if each.failed]:
            self.failure = str(failed[0].longrepr)
            if "bench/permissions" in item.nodeid:
                self.say(self.failure)
        return all(each.passed or each.skipped for each in reports)

    def _noticed(self, mutant: Mutant, by: str) -> None:
        self.left.remove(mutant)
        self.by[mutant.key] = by

    def _tell(self) -> None:
        self.say(f"{len(self.mutants)} checks taken away one by one, {len(self.left)} unnoticed")

    def say(self, line: str) -> None:
        """On the screen and into the report."""
        print(line, flush=True)
        with self.report.open("a") as file:
            file.write(line + os.linesep)


def chosen(paths: list[str]) -> list[Mutant]:
    """The checks of the modules that begin like one of ``paths``, or all."""
    wanted = [path for path in checks.files() if not paths or path.startswith(tuple(paths))]
    return [each for path in wanted for each in checks.mutants(path) if path != checks.GATES]
