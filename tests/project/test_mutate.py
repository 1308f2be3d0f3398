"""The tool that changes the code to see whether a test notices."""

import ast
import importlib.machinery
import importlib.util
import json
import sys
import textwrap

import pytest

from tools.mutate import plugin
from tools.mutate.__main__ import equal_ones
from tools.mutate.coverage import Coverage, merged
from tools.mutate.mutants import mutants, mutated, sites


def changes_of(source):
    """The source after each change, by what the change is said to be."""
    source = textwrap.dedent(source).strip()
    return {
        one.what: ast.unparse(mutated(source.encode(), number))
        for number, one in enumerate(sites(ast.parse(source)))
    }


def test_operators_bounds_and_constants_are_changed():
    assert changes_of("a < b + 2") == {
        "Lt becomes LtE": "a <= b + 2",
        "Lt becomes GtE": "a >= b + 2",
        "Add becomes Sub": "a < b - 2",
        "2 becomes 3": "a < b + 3",
        "2 becomes 1": "a < b + 1",
        "dropped": "pass",
    }


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ("x = a and b", {"x = a or b"}),
        ("x = not a", {"x = a"}),
        ("x = s + 0.0", {"x = s - 0.0", "x = s + -0.0", "x = s + 1.0"}),
        ("x = b if a else c", {"x = b if not a else c"}),
        ("if a:\n    raise b", {"if not a:\n    raise b", "if a:\n    pass"}),
        ("x -= y", {"pass", "x += y"}),
        ("x = min(a, key=False)", {"x = max(a, key=False)", "x = min(a, key=True)"}),
        ("x = np.all(a)", {"x = np.any(a)"}),
    ],
)
def test_every_kind_of_change(source, changed):
    assert set(changes_of(source).values()) == changed


def test_what_is_said_to_people_and_to_the_type_checker_is_left_alone():
    source = '''
        """A module of 2 lines."""
        import numpy
        __all__ = ["f"]
        if TYPE_CHECKING:
            LIMIT = 3
        def f(a: "int | None") -> list[1]:
            """Give 1."""
            assert a > 1
    '''
    assert changes_of(source) == {}


def test_a_mutant_keeps_its_name_when_lines_are_added_above_it(tmp_path):
    path = tmp_path / "core" / "one.py"
    path.parent.mkdir()
    path.write_text("x = a < b\n")
    (before, _) = mutants(tmp_path, "core")
    path.write_text("import c\n\nx = a < b\n")
    (after, _) = mutants(tmp_path, "core")
    assert (before.line, after.line) == (1, 3)
    assert before.key == after.key == "core/one.py: Lt becomes LtE: x = a < b"


def test_one_module_is_imported_changed_and_its_file_stays(tmp_path, monkeypatch):
    real = importlib.machinery.SourceFileLoader.get_code
    monkeypatch.setattr(importlib.machinery.SourceFileLoader, "get_code", real)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    found = {}
    for name in ("changed", "other"):
        path = tmp_path / f"{name}.py"
        path.write_text("less = 1.0 < 1.0\n")
    number = [one.what for one in sites(ast.parse("less = 1.0 < 1.0\n"))].index("Lt becomes LtE")
    plugin.put_in_place(tmp_path / "changed.py", number)
    for name in ("changed", "other"):
        spec = importlib.util.spec_from_file_location(name, tmp_path / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found[name] = module.less
    assert found == {"changed": True, "other": False}
    assert (tmp_path / "changed.py").read_text() == "less = 1.0 < 1.0\n"


def test_the_lines_that_run_are_noted_and_only_those_of_the_program(tmp_path, monkeypatch):
    monkeypatch.setattr(plugin, "ROOT", tmp_path)
    source = "def f(a):\n    if a:\n        return 1\n    return 2\n"
    functions = {}
    for name in ("core/one.py", "tests/one.py"):
        exec(compile(source, tmp_path / name, "exec"), functions)
        functions[name] = functions["f"]
    lines = plugin.Lines()
    before = sys.gettrace()
    try:
        lines.start()
        functions["core/one.py"](0)
        functions["tests/one.py"](0)
        noted = lines.stop()
    finally:
        sys.settrace(before)
    assert noted == {"core/one.py": f"{1 << 1 | 1 << 2 | 1 << 4:x}"}


@pytest.fixture
def coverage(tmp_path):
    (tmp_path / "core").mkdir()
    (tmp_path / "gui").mkdir()
    (tmp_path / "core" / "one.py").write_text(
        "LIMIT = 2\n\ndef f(a):\n    b = a + 1\n    return b < LIMIT\n"
    )
    record = {
        "wide": {"seconds": 3.0, "lines": {"core/one.py": f"{0b111000:x}", "core/two.py": "ff"}},
        "narrow": {"seconds": 2.0, "lines": {"core/one.py": f"{0b111000:x}"}},
        "half": {"seconds": 0.1, "lines": {"core/one.py": f"{0b011000:x}"}},
        "elsewhere": {"seconds": 0.1, "lines": {"core/two.py": "1"}},
    }
    path = tmp_path / "record.json"
    path.write_text(json.dumps(record))
    return Coverage.read(path, tmp_path)


def chosen(coverage, what, budget):
    found = {one.what: one for one in mutants(coverage.root, "core")}
    return coverage.tests(found[what], budget)


def test_the_tests_that_run_a_line_come_in_order_of_how_little_else_they_run(coverage):
    assert chosen(coverage, "Add becomes Sub", 60) == ["half", "narrow", "wide"]
    assert chosen(coverage, "Lt becomes LtE", 60) == ["narrow", "wide"]


def test_no_more_tests_are_chosen_than_there_is_time_for_but_one(coverage):
    assert chosen(coverage, "Add becomes Sub", 2.5) == ["half", "narrow"]
    assert chosen(coverage, "Lt becomes LtE", 1.0) == ["narrow"]


def test_a_constant_of_a_module_is_tried_by_the_tests_of_what_uses_it(coverage):
    assert chosen(coverage, "2 becomes 3", 60) == ["narrow", "wide"]


def test_a_file_that_runs_again_replaces_what_was_known_of_it():
    known = {"a.py::old": {"seconds": 1}, "b.py::one": {"seconds": 2}}
    new = {"a.py::new": {"seconds": 3}}
    assert merged(known, new) == {"b.py::one": {"seconds": 2}, "a.py::new": {"seconds": 3}}


def test_every_change_that_is_listed_as_altering_nothing_is_one_of_the_code():
    listed = equal_ones()
    files = {one.partition(":")[0] for one in listed}
    assert listed <= {one.key for path in files for one in mutants(plugin.ROOT, path)}
