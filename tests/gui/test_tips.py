"""Tool tips show a name letter for letter, whatever it is."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from core import edits
from gui.words.tips import literal
from tests.gui.window_hand import open_window, part, settle, show, tip_at

NAMES = ["<b>x</b> & co", "a &lt; b", "<!-- -->", "R&D", "1 < 2"]


@pytest.fixture
def bench(qtbot):
    return show(qtbot, QWidget(), 300, 200)


def tip_size(bench, text):
    QToolTip.showText(bench.mapToGlobal(QPoint(5, 5)), text, bench)
    tips = [w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel")]
    return tips[-1].fontMetrics().horizontalAdvance(text), tips[-1].sizeHint().width()


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_looks_like_markup_takes_all_its_room(bench, name):
    needed, taken = tip_size(bench, literal(f"Remove {name}"))
    QToolTip.hideText()
    assert taken >= needed


@pytest.mark.parametrize("name", NAMES)
def test_every_tip_that_tells_a_class_tells_it_literally(qtbot, name):
    window = open_window(qtbot)
    window.session.edit(edits.rename_class(0, name))
    window.session.edit(edits.rename_example(0, name))
    window.session.edit(edits.set_score(0, 0, 1.0))
    settle()
    row = "rail.class.0"
    tips = [part(window, f"{row}.{where}").toolTip() for where in ("name", "correct", "remove")]
    tips.append(part(window, "header.undo").toolTip())
    few, many = part(window, "rail.example.choice.0"), part(window, "rail.example.name")
    tips.append((few if few.isVisible() else many).toolTip())
    chart = part(window, "stage.scores")
    tips.append(tip_at(chart, chart.layout_now.placed[0].body.center()))
    strip = window.strip
    tips.append(tip_at(strip, strip.rect_of(strip.region_of(strip.numbers()[0])).center()))
    QToolTip.hideText()
    for tip in tips:
        assert literal(name) in tip
