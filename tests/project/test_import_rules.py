"""The import rules hold, and each of them would notice being broken."""

import graphlib
import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
RULES = Path(sys.executable).parent / "lint-imports"
ENGINE = "The engine knows nothing of the window"
LAYERS = "Inside the window, imports go downwards only"


def check(folder):
    return subprocess.run(
        [sys.executable, RULES, "--no-logo", "--no-cache"],
        check=False,
        cwd=folder,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def copy(tmp_path):
    """A copy of the program that a test may spoil."""
    for part in ("core", "gui"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_rules_hold(copy):
    told = check(copy)
    assert told.returncode == 0, told.stdout
    for rule in (ENGINE, LAYERS):
        assert f"{rule} KEPT" in told.stdout


FORBIDDEN = {
    ENGINE: (
        ("core/state.py", "gui.app"),
        ("core/edits/__init__.py", "PySide6"),
        ("core/losses/softmax.py", "pyqtgraph"),
    ),
    LAYERS: (
        ("gui/charts/__init__.py", "gui.session"),
        ("gui/controls/__init__.py", "gui.charts"),
        ("gui/pages/__init__.py", "gui.window"),
        ("gui/words/__init__.py", "gui.look"),
    ),
}


def test_a_forbidden_import_and_a_room_that_no_rule_names_break_a_rule_and_are_named(copy):
    (copy / "gui" / "attic.py").write_text("", "utf-8")
    for path, target in (pair for pairs in FORBIDDEN.values() for pair in pairs):
        with (copy / path).open("a", encoding="utf-8") as module:
            module.write(f"\nimport {target}\n")
    told = check(copy)
    assert told.returncode != 0
    for rule, pairs in FORBIDDEN.items():
        assert f"{rule} BROKEN" in told.stdout
        for path, target in pairs:
            importer = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            assert f"{importer} -> {target} (l." in told.stdout
    assert "gui.attic" in told.stdout


def circle(*packages):
    """Modules that import each other, imports for types alone included; empty if there are none."""
    graph = grimp.build_graph(*packages, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        graphlib.TopologicalSorter(imports).prepare()
    except graphlib.CycleError as error:
        return error.args[1]
    return []


def test_no_import_goes_in_a_circle():
    assert circle("core", "gui") == []


def test_a_circle_is_found_also_where_a_type_alone_is_imported(tmp_path, monkeypatch):
    house = tmp_path / "house_with_a_circle"
    house.mkdir()
    (house / "__init__.py").write_text("", "utf-8")
    (house / "one.py").write_text("from house_with_a_circle import two\n", "utf-8")
    typed = "import typing\nif typing.TYPE_CHECKING:\n    from house_with_a_circle import one\n"
    (house / "two.py").write_text(typed, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert {"house_with_a_circle.one", "house_with_a_circle.two"} == set(circle(house.name))
