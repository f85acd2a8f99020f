"""Finds every permission check in the code, and makes each one's module without it.

A check is whatever narrows what somebody may reach: a refusal, a condition of a question to the database, a part of an
"and", an answer that says nobody. What only searches, sorts or names one thing by its id is none.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
GATES = "alongside/web/gates.py"
# Policy says who may; these say it for policy.
_FOR_POLICY = (
    "domain/safety/queries.py", "domain/spaces/said.py", "domain/groups/queries.py", "domain/notifications/queries.py",
    "domain/safety/models.py", "domain/spaces/models/rooms.py", "domain/groups/models.py",
    "domain/notifications/models.py", "domain/mentorships/models/conversations.py",
)  # fmt: skip
_SEARCHING = ("__icontains", "__contains")
_NAMING = {"pk", "id", "slug", "code"}  # which thing is meant; not who may have it
_REFUSALS = ("_allowed", "_refuse", "refuse")
Swap = Callable[[ast.AST], ast.AST | None]


@dataclass(frozen=True)
class Mutant:
    """One check, by its place, and how to compile its module without it."""

    path: str
    line: int
    function: str
    gone: str  # what is taken away, as it is written
    number: int  # of the change in its module, so that it can be made again

    @property
    def key(self) -> str:
        return f"{self.path}:{self.function}: {self.gone}"


def files() -> list[str]:
    """The modules whose checks are taken away, one after the other."""
    policy = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "alongside/policy").glob("*.py"))
    web = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "alongside/web").rglob("*.py"))
    return [*policy, *(f"alongside/{name}" for name in _FOR_POLICY), *web]


def mutants(path: str) -> list[Mutant]:
    """Every check of a module."""
    lines = _changes(path)
    return [Mutant(path, line, function, gone, number) for number, (line, function, gone, _) in enumerate(lines)]


def without(mutant: Mutant) -> ast.Module:
    """The module as it would be without the check."""
    return _changes(mutant.path)[mutant.number][3]()


@cache
def tree(path: str) -> ast.Module:
    """A module as it is written."""
    return ast.parse((ROOT / path).read_text(), path)


@cache
def narrowing() -> frozenset[str]:
    """The named questions of our models that leave rows out: methods of their querysets."""
    found = set[str]()
    for path in (ROOT / "alongside/domain").rglob("models*/*.py"):
        found |= _queryset_methods(path)
    for path in (ROOT / "alongside/domain").rglob("models.py"):
        found |= _queryset_methods(path)
    return frozenset(found)


def _queryset_methods(path: Path) -> set[str]:
    classes = [each for each in ast.parse(path.read_text()).body if isinstance(each, ast.ClassDef)]
    own = [each for each in classes if each.name.endswith("QuerySet")]
    return {each.name for one in own for each in one.body if isinstance(each, ast.FunctionDef)}


Change = tuple[int, str, str, Callable[[], ast.Module]]


@cache
def _changes(path: str) -> list[Change]:
    module, only_refusals = tree(path), path.startswith("alongside/web/")
    found: list[Change] = []
    for function, node in _inside(module):
        ways = (
            _refusals(node, only_raised=only_refusals and path != GATES)
            if only_refusals
            else (*_refusals(node), *_narrowings(node), *_answers(node, function))
        )
        for gone, swap in ways:
            found.append((node.lineno, function, gone, _made(module, node, swap)))  # type: ignore[attr-defined]
    return found


def _inside(module: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Everything inside functions, with the function it is in as Python names it."""

    def walk(node: ast.AST, name: str, inside: bool) -> Iterator[tuple[str, ast.AST]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                own = f"{name}.{child.name}" if name else child.name
                is_function = isinstance(child, ast.FunctionDef)
                yield from walk(child, f"{own}.<locals>" if is_function else own, is_function)
            else:
                if inside:
                    yield name.removesuffix(".<locals>"), child
                yield from walk(child, name, inside)

    return walk(module, "", False)


def _refusals(node: ast.AST, *, only_raised: bool = False) -> Iterator[tuple[str, Swap]]:
    """Reasons to say no. A page's own "return" is no refusal, unless it sends somebody to a gate."""
    if isinstance(node, ast.If) and (_raises_a_refusal(node.body) if only_raised else _refuses(node.body)):
        for gone, test in _never(node.test):
            yield f"if {gone}: {ast.unparse(node.body[0])}", _with(node, test=test)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called = node.value.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name.startswith(_REFUSALS):
            yield ast.unparse(node), lambda _node: ast.Pass()


def _refuses(body: list[ast.stmt]) -> bool:
    last = body[-1]
    return isinstance(last, ast.Raise) or (isinstance(last, ast.Return) and _says_nobody(last.value))


def _raises_a_refusal(body: list[ast.stmt]) -> bool:
    return isinstance(body[-1], ast.Raise) and ast.unparse(body[-1]).startswith(
        ("raise Http404", "raise PermissionDenied")
    )


def _says_nobody(value: ast.expr | None) -> bool:
    if value is None:
        return True
    if isinstance(value, ast.Call):
        empty = value.func
        if isinstance(empty, ast.Name) and empty.id == "redirect":
            return True
        return (isinstance(empty, ast.Attribute) and empty.attr == "none") or (
            isinstance(empty, ast.Name) and empty.id in ("set", "frozenset", "Q") and not value.args
        )
    if isinstance(value, ast.List | ast.Tuple | ast.Set):
        return not value.elts
    if isinstance(value, ast.Dict):
        return not value.keys
    return isinstance(value, ast.Constant) and value.value in (None, False)


def _never(test: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Each reason to refuse, and the test without it."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        for number, reason in enumerate(test.values):
            rest = [each for index, each in enumerate(test.values) if index != number]
            yield ast.unparse(reason), ast.BoolOp(ast.Or(), rest) if len(rest) > 1 else rest[0]
    else:
        yield ast.unparse(test), ast.Constant(False)


def _narrowings(node: ast.AST) -> Iterator[tuple[str, Swap]]:
    """Conditions of questions to the database."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return
    asked, name = node.func.value, node.func.attr
    if name == "filter":
        for number, condition in enumerate(node.args):
            yield f"filter({ast.unparse(condition)})", _with(node, args=_but(node.args, number))
        for number, keyword in enumerate(node.keywords):
            if keyword.arg and keyword.arg not in _NAMING and not keyword.arg.endswith(_SEARCHING):
                gone = f"filter({ast.unparse(keyword)})"
                yield gone, _with(node, keywords=_but(node.keywords, number))
    elif name == "exclude":
        yield f"exclude({', '.join(map(ast.unparse, (*node.args, *node.keywords)))})", lambda _node: _all(asked)
    elif name in narrowing() and _asks_the_database(asked):
        yield f".{name}({', '.join(map(ast.unparse, node.args))})", lambda _node: _all(asked)


def _asks_the_database(asked: ast.expr) -> bool:
    return ".objects" in ast.unparse(asked) or isinstance(asked, ast.Name | ast.Call)


def _all(asked: ast.expr) -> ast.expr:
    """The question without what followed."""
    if isinstance(asked, ast.Attribute) and asked.attr in ("objects", "programs"):
        return ast.Call(ast.Attribute(asked, "all", ast.Load()), [], [])
    return asked


def _answers(node: ast.AST, function: str) -> Iterator[tuple[str, Swap]]:
    """Parts of an "and", and choices between something and nobody."""
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        for number, part in enumerate(node.values):
            rest = _but(node.values, number)
            yield (
                f"and {ast.unparse(part)}",
                lambda _node, rest=rest: (  # type: ignore[misc]
                    ast.BoolOp(ast.And(), rest) if len(rest) > 1 else rest[0]
                ),
            )
    if isinstance(node, ast.IfExp) and (_says_nobody(node.body) or _says_nobody(node.orelse)):
        generous = node.orelse if _says_nobody(node.body) else node.body
        yield f"{ast.unparse(node)}", lambda _node: generous
    if (
        isinstance(node, ast.Return)
        and _answers_yes_or_no(function)
        and not isinstance(node.value, ast.Constant | None)
    ):
        yield f"return {ast.unparse(node.value)}", _with(node, value=ast.Constant(True))


def _answers_yes_or_no(function: str) -> bool:
    return function.rpartition(".")[2].strip("_").startswith(("may_", "can_", "is_", "sees"))


def _but(values: list, number: int) -> list:  # type: ignore[type-arg]
    return [each for index, each in enumerate(values) if index != number]


def _with(node: ast.AST, **changed: object) -> Swap:
    def swap(_node: ast.AST) -> ast.AST:
        made = copy.copy(node)
        for name, value in changed.items():
            setattr(made, name, value)
        return made

    return swap


def _made(module: ast.Module, node: ast.AST, swap: Swap) -> Callable[[], ast.Module]:
    """The module with one node replaced."""

    class Replace(ast.NodeTransformer):
        def visit(self, each: ast.AST) -> ast.AST:
            if each is node:
                return ast.copy_location(swap(each) or each, each)
            fields = {}
            for name, value in ast.iter_fields(each):
                if isinstance(value, list):
                    fields[name] = [self.visit(one) if isinstance(one, ast.AST) else one for one in value]
                else:
                    fields[name] = self.visit(value) if isinstance(value, ast.AST) else value
            return ast.copy_location(type(each)(**fields), each) if hasattr(each, "lineno") else type(each)(**fields)

    return lambda: ast.fix_missing_locations(Replace().visit(module))
