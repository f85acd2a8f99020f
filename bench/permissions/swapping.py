"""Puts another code into functions that are already imported, everywhere at once, and back again."""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from types import CodeType, FunctionType, ModuleType
from typing import Any

from bench.permissions import checks

reached: set[str] = set()  # functions that ran since somebody emptied this


def watch(paths: list[str]) -> None:
    """Let every function that holds a check note when it runs."""
    for path in paths:
        wanted = {each.function for each in checks.mutants(path)}
        if not wanted:
            continue
        module = module_of(path)
        module.__dict__["_reached"] = reached
        for name, function in functions(path).items():
            if name in wanted:
                function.__code__ = _compiled(path, checks.tree(path), name)


@contextmanager
def without(mutant: checks.Mutant) -> Iterator[None]:
    """Run with one check gone."""
    function = functions(mutant.path)[mutant.function]
    kept, function.__code__ = function.__code__, _compiled(mutant.path, checks.without(mutant), mutant.function)
    try:
        yield
    finally:
        function.__code__ = kept


def module_of(path: str) -> ModuleType:
    """The module a file is."""
    return importlib.import_module(path.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))


@cache
def functions(path: str) -> dict[str, FunctionType]:
    """The functions of a module by their qualified name, also methods, properties and what decorators wrap."""
    module, found = module_of(path), dict[str, FunctionType]()
    for value in vars(module).values():
        _gather(value, module.__name__, found)
        if isinstance(value, type) and value.__module__ == module.__name__:
            for inner in vars(value).values():
                _gather(inner, module.__name__, found)
    return found


def _gather(value: Any, module: str, found: dict[str, FunctionType]) -> None:
    if isinstance(value, property):
        value = value.fget
    elif isinstance(value, cached_property):
        value = value.func
    elif isinstance(value, staticmethod | classmethod):
        value = value.__func__
    while value is not None:
        if isinstance(value, FunctionType) and value.__code__.co_filename == sys.modules[module].__file__:
            found.setdefault(value.__code__.co_qualname, value)
        value = getattr(value, "__wrapped__", None)


def _compiled(path: str, tree: ast.Module, name: str) -> CodeType:
    """The code of one function, which notes that it ran."""
    file = str(module_of(path).__file__)
    marked = _Marking(name, f"{path}:{name}").visit(ast.parse(ast.unparse(tree)))
    whole = compile(ast.fix_missing_locations(marked), file, "exec", dont_inherit=True)
    return next(code for code in _codes(whole) if code.co_qualname == name)


class _Marking(ast.NodeTransformer):
    def __init__(self, name: str, mark: str) -> None:
        self.parts, self.mark = name.replace(".<locals>", "").split("."), mark

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        return self._step(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        return self._step(node)

    def _step(self, node: Any) -> Any:
        if not self.parts or node.name != self.parts[0]:
            return node
        self.parts = self.parts[1:]
        if self.parts:
            return self.generic_visit(node)
        first = 1 if ast.get_docstring(node) is not None else 0
        node.body.insert(first, ast.parse(f"_reached.add({self.mark!r})").body[0])
        return node


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def gates_of(view: Callable[..., Any]) -> list[FunctionType]:
    """The gates around a view, the outermost first."""
    found, each = list[FunctionType](), view
    while each is not None:
        if isinstance(each, FunctionType) and each.__code__.co_filename.endswith("web/gates.py"):
            found.append(each)
        each = getattr(each, "__wrapped__", None)  # type: ignore[assignment]
    return found


@cache
def open_code(path: str, gate: str) -> CodeType:
    """A gate that lets everybody through."""
    mutant = next(each for each in checks.mutants(path) if each.function == gate)
    module_of(path).__dict__["_reached"] = reached
    return _compiled(path, checks.without(mutant), gate)
