"""Painting that fails: every painter is ended, and the program goes on."""

import ast
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MAKERS = {"QPainter", "painter_for"}


def painters_outside_with(tree):
    """The lines where a painter is made that no `with` block ends."""
    ended = {
        id(item.context_expr)
        for node in ast.walk(tree)
        if isinstance(node, ast.With)
        for item in node.items
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in MAKERS
        and id(node) not in ended
    ]


def test_a_painter_outside_a_with_block_is_found():
    loose = (
        "painter = QPainter(self)\nwith painter_for(self) as p:\n    QPainter(x).fillRect(a, b)\n"
    )
    assert painters_outside_with(ast.parse(loose)) == [1, 3]


def test_every_painter_is_ended_by_a_with_block():
    loose = []
    for path in sorted((ROOT / "gui").rglob("*.py")):
        text = path.read_text("utf-8")
        if any(f"{maker}(" in text for maker in MAKERS):
            lines = painters_outside_with(ast.parse(text))
            loose += [f"{path.relative_to(ROOT)}:{line}" for line in lines]
    # The one that `painter_for` hands to a `with`.
    assert [place.rsplit(":")[0] for place in loose] == ["gui/look/painting.py"]


def test_painting_that_fails_again_and_again_leaves_the_program_running(tmp_path):
    environment = dict(os.environ, XDG_STATE_HOME=str(tmp_path), PYTHONPATH=str(ROOT))
    ended = subprocess.run(
        [sys.executable, ROOT / "tests" / "project" / "failing_paint.py"],
        check=False,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    failed = set(ended.stdout.split())
    assert {"Button.paintEvent", "MarkChart.paintEvent"} <= failed  # widgets
    assert {"CellPainter.paint", "Heading.paintSection"} <= failed  # a delegate, a header
    assert {"AxisItem.paint", "ViewBox.paint", "Plot.paintEvent"} <= failed  # pyqtgraph's items
    assert "LandscapePlot.draw_ground" in failed
