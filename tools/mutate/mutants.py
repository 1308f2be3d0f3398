"""Where a module can be changed, and the changed module.

Nothing is written: a mutant is a syntax tree that is compiled in place of the module's own, with
the line numbers of the original.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

_OPERATORS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor"}
_SKIPPED = (ast.Assert, ast.Import, ast.ImportFrom, ast.JoinedStr)

Put = Callable[[ast.AST], None]


@dataclass(frozen=True)
class Site:
    """One change that can be made: its line, what it is, and the making of it."""

    line: int
    what: str
    change: Callable[[], None] = field(repr=False, compare=False)


@dataclass(frozen=True)
class Mutant:
    """A change of one module: its path from the root, and which of the module's sites."""

    path: str
    number: int
    line: int
    what: str
    source: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}: {self.source}"

    @property
    def key(self) -> str:
        """The same mutant after lines were added above it."""
        return f"{self.path}: {self.what}: {self.source}"


def sites(tree: ast.Module) -> list[Site]:
    """Every change of a module, always in the same order."""
    return list(_in_children(tree))


def mutants(root: Path, where: str) -> list[Mutant]:
    """Every mutant of a folder, of a file or of the line ``file:line``, in the order of paths."""
    place, _, line = where.partition(":")
    paths = [root / place] if place.endswith(".py") else sorted((root / place).rglob("*.py"))
    found = []
    for path in paths:
        text = path.read_text("utf-8")
        lines = text.splitlines()
        name = path.relative_to(root).as_posix()
        found += [
            Mutant(name, number, one.line, one.what, lines[one.line - 1].strip())
            for number, one in enumerate(sites(ast.parse(text)))
            if line in {"", str(one.line)}
        ]
    return found


def mutated(source: bytes, number: int) -> ast.Module:
    """The tree of a module with one of its sites changed."""
    tree = ast.parse(source)
    sites(tree)[number].change()
    return ast.fix_missing_locations(tree)


def _in_children(node: ast.AST) -> Iterator[Site]:
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_params"}:
            continue
        if isinstance(value, list):
            for index, one in enumerate(value):
                if isinstance(one, ast.AST):
                    yield from _at(one, _into_list(value, index))
        elif isinstance(value, ast.AST):
            yield from _at(value, _into_field(node, name))


def _into_list(values: list[Any], index: int) -> Put:
    return partial(values.__setitem__, index)


def _into_field(node: ast.AST, name: str) -> Put:
    return partial(setattr, node, name)


def _at(node: ast.AST, put: Put) -> Iterator[Site]:
    """The changes of a node and of all below it; `put` replaces the node in its parent."""
    if isinstance(node, _SKIPPED) or _is_only_for_people(node):
        return
    line: int = getattr(node, "lineno", 0)
    for what, new in _in_its_place(node):
        yield Site(line, what, partial(put, ast.copy_location(new, node)))
    if isinstance(node, (ast.If, ast.IfExp)):
        yield Site(line, "condition turned", partial(_turn, node))
    if isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            yield from _other_operators(operator, line, _into_list(node.ops, index))
    if isinstance(node, (ast.BinOp, ast.BoolOp, ast.AugAssign)):
        yield from _other_operators(node.op, line, _into_field(node, "op"))
    yield from _in_children(node)


def _in_its_place(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What can stand where a node stands, each with its name."""
    match node:
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Delete() | ast.Continue():
            yield "dropped", ast.Pass()
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert()):
            yield f"{_word(node.op)} dropped", node.operand
        case ast.Constant(value=value):
            for other in _other_values(value):
                yield f"{value!r} becomes {other!r}", ast.Constant(other)
        case ast.Name(id=name) if name in _NAMES:
            yield f"{name} becomes {_NAMES[name]}", ast.Name(_NAMES[name], node.ctx)
        case ast.Attribute(attr=name) if name in _NAMES:
            new = ast.Attribute(node.value, _NAMES[name], node.ctx)
            yield f"{name} becomes {_NAMES[name]}", new


def _is_only_for_people(node: ast.AST) -> bool:
    """Docstrings, what is for the type checker alone, and a module's list of names."""
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
    return False


def _turn(node: ast.If | ast.IfExp) -> None:
    node.test = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)


def _other_values(value: object) -> tuple[float, ...]:
    match value:
        case bool():
            return (not value,)
        case int():
            return (value + 1, value - 1) if value > 1 else (1 - value,)
        case float() if value == 0.0:
            return (-0.0, 1.0)
        case float():
            return tuple(other for other in (value * 1.25, value * 0.5) if other != value)
    return ()


def _other_operators(operator: ast.AST, line: int, put: Put) -> Iterator[Site]:
    for kind in _OPERATORS.get(type(operator), ()):
        yield Site(line, f"{_word(operator)} becomes {kind.__name__}", partial(put, kind()))


def _word(operator: ast.AST) -> str:
    return type(operator).__name__
