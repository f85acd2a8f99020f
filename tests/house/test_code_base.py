"""The code base keeps its own rules."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import alongside
from alongside.config.reactions import REACTIONS, SILENT
from alongside.domain.events.facts import known_facts

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(alongside.__path__, "alongside.")
    if ".migrations" not in module.name and module.name != "alongside.config.asgi"
)


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_in_a_docstring_what_it_is(name: str) -> None:
    assert (importlib.import_module(name).__doc__ or "").strip()


def test_every_fact_of_every_module_is_wired_or_silent() -> None:
    for name in MODULES:
        importlib.import_module(name)
    facts = {fact for fact in known_facts().values() if fact.__module__.startswith("alongside.")}

    assert not {fact.name for fact in facts - set(REACTIONS) - SILENT}


def test_every_file_is_short_enough_to_read() -> None:
    long = {str(file.relative_to(ROOT)): length for file, length in _lengths() if length > 320}

    assert not long


def test_no_address_of_a_machine_or_a_registry_is_in_the_files() -> None:
    paths = re.compile(r"/(?:home|root|Users)/\w+|/work/\w+")
    found = [
        f"{file.relative_to(ROOT)}: {match.group()}"
        for file in _ours()
        if (match := paths.search(file.read_text())) and file != Path(__file__)
    ]

    assert not found


def test_no_command_reads_the_clock() -> None:
    """Time is an argument in the domain, or no test and no simulation could move it."""
    reads = re.compile(r"clock\.now\(|datetime\.now\(|timezone\.now\(|time\.time\(")
    found = [str(file.relative_to(ROOT)) for file in _ours("alongside/domain") if reads.search(file.read_text())]

    assert not found


def test_no_file_holds_work_left_for_later() -> None:
    words = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
    found = [
        str(file.relative_to(ROOT)) for file in _ours() if words.search(file.read_text()) and file != Path(__file__)
    ]

    assert not found


def test_no_test_is_switched_off() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in _ours("tests")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute) and ast.unparse(node).endswith(("mark.skip", "mark.skipif", "xfail"))
        if "plugins" not in file.parts
    ]

    assert not found


def _ours(folder: str = "") -> Iterator[Path]:
    folders = [folder] if folder else ["alongside", "tests", "bin"]
    for each in folders:
        yield from (file for file in (ROOT / each).rglob("*.py") if "migrations" not in file.parts)


def _lengths() -> Iterator[tuple[Path, int]]:
    for file in _ours():
        yield file, len(file.read_text().splitlines())
