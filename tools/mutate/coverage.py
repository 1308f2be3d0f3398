"""Which tests run a line, as measured by one run of them all."""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tools.mutate.mutants import Mutant

Record = dict[str, Any]
"""By test: its ``seconds``, and its ``lines`` by path, one bit a line in hexadecimal."""


def merged(known: Record, new: Record) -> Record:
    """What was known, with the tests of the files that ran anew."""
    files = {name.partition("::")[0] for name in new}
    return {name: one for name, one in known.items() if name.partition("::")[0] not in files} | new


@dataclass(frozen=True)
class Coverage:
    """The lines of each test, one bit a line, by path, and its seconds."""

    seconds: dict[str, float]
    lines: dict[str, dict[str, int]]
    root: Path

    @staticmethod
    def read(path: Path, root: Path) -> Coverage:
        """From the file of a run."""
        record = json.loads(path.read_text("utf-8"))
        return Coverage(
            {name: one["seconds"] for name, one in record.items()},
            {
                name: {path: int(bits, 16) for path, bits in one["lines"].items()}
                for name, one in record.items()
            },
            root,
        )

    def tests(self, mutant: Mutant, budget: float) -> list[str]:
        """The tests that run a mutant's line, those that run least else first.

        No more than can be run in `budget` seconds, and always one.
        """
        found = self._running(self._masks(mutant))
        if not found and self._runs_at_import(mutant):
            found = self._running({mutant.path: ~0})
        found.sort(key=self._weight.__getitem__)
        chosen: list[str] = []
        spent = 0.0
        for name in found:
            spent += self.seconds[name]
            if chosen and spent > budget:
                break
            chosen.append(name)
        return chosen

    def _running(self, masks: dict[str, int]) -> list[str]:
        """The tests that run one of these lines."""
        return [
            name
            for name, lines in self.lines.items()
            if any(lines.get(path, 0) & mask for path, mask in masks.items())
        ]

    def _runs_at_import(self, mutant: Mutant) -> bool:
        return any(
            node.lineno <= mutant.line <= (node.end_lineno or node.lineno)
            for node in _outside_functions(self._trees[mutant.path])
        )

    @cached_property
    def _weight(self) -> dict[str, int]:
        return {
            name: sum(bits.bit_count() for bits in lines.values())
            for name, lines in self.lines.items()
        }

    def _masks(self, mutant: Mutant) -> dict[str, int]:
        """The lines that tell whether a test can notice, by path.

        What runs as a module is imported runs in no test: there it is the functions that use the
        name it is bound to.
        """
        tree = self._trees[mutant.path]
        for node in _outside_functions(tree):
            if node.lineno <= mutant.line <= (node.end_lineno or node.lineno):
                name = _bound(node)
                found = {path: _uses(tree, name) for path, tree in self._trees.items()}
                if name is not None and any(found.values()):
                    return found
                return {mutant.path: ~0}
        return {mutant.path: 1 << mutant.line}

    @cached_property
    def _trees(self) -> dict[str, ast.Module]:
        return {
            path.relative_to(self.root).as_posix(): ast.parse(path.read_text("utf-8"))
            for folder in ("core", "gui")
            for path in sorted((self.root / folder).rglob("*.py"))
        }


def _outside_functions(tree: ast.Module | ast.ClassDef) -> list[ast.stmt]:
    """The statements of a module and of its classes."""
    found: list[ast.stmt] = []
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            found += _outside_functions(node)
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found.append(node)
    return found


def _bound(node: ast.stmt) -> str | None:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return None


def _uses(tree: ast.Module, name: str | None) -> int:
    """The lines of functions that speak of a name, one bit a line."""
    bits = 0
    for function in ast.walk(tree):
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            for node in ast.walk(function):
                if (isinstance(node, ast.Name) and node.id == name) or (
                    isinstance(node, ast.Attribute) and node.attr == name
                ):
                    bits |= 1 << node.lineno
    return bits
