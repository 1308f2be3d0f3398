"""Each kind of chart and the small controls look as they did: pictures kept in tests/golden.

``make golden`` draws them anew; look at the difference before it is kept. Latin text alone: Korean
fonts come from the system.
"""

import sys

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from core import edits
from gui.controls.check_box import CheckBox
from gui.controls.radio import Radio
from gui.controls.scroll_bar import ScrollBar
from gui.look.glyphs import _GLYPHS, draw_glyph
from gui.look.theme import Look
from tests.gui import golden
from tests.gui.window_hand import open_window, part, settle

pytestmark = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="their letters are drawn by the system"
)

CHARTS = {
    "scores": {
        "stage.scores": (240, 230),
        "stage.minus_log.plot": (240, 230),
        "strength.plot": (420, 220),
        "formula": (900, 70),
    },
    "weights": {
        "matrix.grid": (560, 190),
        "payments.table": (360, 190),
        "landscape.plot": (360, 250),
        "landscape.scale": (150, 150),
        "tug.chart": (420, 210),
        "tug.legend": (420, 24),
        "comparison.table": (420, 170),
        "gradient.chart": (420, 210),
    },
    "batch": {
        "examples.table": (760, 150),
        "losses.0.chart": (300, 210),
        "carriers.examples": (300, 52),
        "carriers.classes": (300, 52),
        "losses.0.legend": (130, 24),
        "accuracy.confusion": (300, 190),
        "accuracy.bar": (300, 90),
    },
    "fit": {
        "plane.map": (360, 260),
        "best.table": (420, 150),
    },
}
WALKED = {"tug.chart", "payments.table", "accuracy.bar"}
"""Of these there is a picture with the keyboard on a mark, too."""


def compared(pictures, request):
    """Hold pictures against those that are kept, or keep them."""
    if request.config.getoption("renew_golden"):
        for name, image in pictures.items():
            golden.keep(name, image)
        pytest.skip("these are the pictures from now on")
    found = [golden.complaint(name, image) for name, image in pictures.items()]
    assert [one for one in found if one] == []


def test_charts_of_every_kind_look_as_they_did(qtbot, request):
    window = open_window(qtbot)
    window.session.pin()
    for edit in (edits.set_score(0, 0, 4.4), edits.set_strength(0.1), edits.show_gradient(True)):
        window.session.edit(edit)
    pictures = {}
    for page, charts in CHARTS.items():
        window.show_page(page)
        settle()
        for name, size in charts.items():
            chart = part(window, name)
            if name.startswith(("accuracy", "best", "comparison", "gradient")):
                window.page.turns.turn_to(name.partition(".")[0])
                settle()
            if name == "gradient.chart":
                # So wide a step that its errors are more than what processors round differently.
                part(window, "gradient.step").committed.emit(0.01)
            chart.resize(*size)
            pictures[name] = chart.grab().toImage()
            if name in WALKED:
                chart.go_to(chart.keys()[1])
                pictures[f"{name}.walked"] = chart.grab().toImage()
    compared(pictures, request)


def side_by_side(widgets):
    """One picture of widgets in a row."""
    width = sum(one.width() for one in widgets)
    sheet = QPixmap(width, max(one.height() for one in widgets))
    sheet.fill(Qt.GlobalColor.white)
    at = 0
    with QPainter(sheet) as painter:
        for one in widgets:
            painter.drawPixmap(at, 0, one.grab())
            at += one.width()
    return sheet.toImage()


@pytest.mark.parametrize("kind", [CheckBox, Radio])
def test_marks_look_as_they_did(qtbot, request, kind):
    window, look = QWidget(), Look()
    qtbot.addWidget(window)
    window.setPalette(look.palette())  # whatever the application's own is by now
    marks = [kind(look, f"mark {number}") for number in range(4)]
    for number, mark in enumerate(marks):
        mark.setParent(window)
        mark.setText("abc")
        mark.resize(mark.sizeHint())
        mark.setChecked(number % 2 == 1)
        mark.setEnabled(number < 2)
    compared({kind.__name__: side_by_side(marks)}, request)


def test_scroll_bars_look_as_they_did(qtbot, request):
    bars = []
    for way in (Qt.Orientation.Vertical, Qt.Orientation.Horizontal):
        bar = ScrollBar(Look(), "bar", orientation=way)
        qtbot.addWidget(bar)
        bar.setRange(0, 100)
        bar.setPageStep(40)
        bar.setValue(30)
        bar.resize(bar.sizeHint())
        bars.append(bar)
    compared({"ScrollBar": side_by_side(bars)}, request)


def test_every_glyph_looks_as_it_did(qapp, request):
    side, names = 24, sorted(_GLYPHS)
    sheet = QImage(side * len(names), side, QImage.Format.Format_RGB32)
    sheet.fill(QColor("white"))
    with QPainter(sheet) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, name in enumerate(names):
            box = QRectF(side * number + 2, 2, side - 4, side - 4)
            draw_glyph(painter, name, box, QColor("black"), 1.6)
    compared({"glyphs": sheet}, request)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A picture with a black line on white, kept in a folder of the test."""
    monkeypatch.setattr(golden, "KEPT", tmp_path)
    monkeypatch.setattr(golden, "FAILED", tmp_path / "differences")
    rows = np.full((20, 30, 3), 255, np.uint8)
    rows[5] = 0
    golden.keep("line", as_image(rows))
    return rows


def as_image(rows):
    height, width, _ = rows.shape
    data = np.ascontiguousarray(rows)
    return QImage(data.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)


def test_a_line_in_another_place_is_told_and_put_beside_the_one_expected(qapp, kept):
    assert golden.complaint("line", as_image(kept)) is None
    found = golden.complaint("line", as_image(np.roll(kept, 1, axis=0)))
    assert found.startswith("line: 60 pixels differ")
    assert QImage(str(golden.FAILED / "line.png")).width() == 90


def test_what_rounding_changes_is_close_enough_and_another_size_is_not(qapp, kept):
    rounded = np.clip(kept.astype(int) + golden.CLOSE, 0, 255).astype(np.uint8)
    assert golden.complaint("line", as_image(rounded)) is None
    assert "size" in golden.complaint("line", as_image(kept[1:]))
    assert "no picture" in golden.complaint("another", as_image(kept))
