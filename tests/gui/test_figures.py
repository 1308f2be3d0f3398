"""Figures that leave the window: into files and onto the clipboard."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QWidget,
)

from gui.files.figure import figure, pixels
from gui.files.figure_dialog import FigureDialog
from gui.look.painting import draw_focus, is_vector, painter_for
from gui.look.theme import Look
from gui.look.themes import DARK
from gui.report import figures
from gui.report.dialog import ReportDialog
from tests.gui import pdf_text
from tests.gui.hand import model_state, score_state
from tests.gui.window_hand import CTRL, SHIFT, Key, open_window, part, press, settle

RED = QColor("#FF0000")


class Watched(QWidget):
    """Remembers what it was told of the file it was painted into."""

    def paintEvent(self, event):
        with painter_for(self) as painter:
            self.told = is_vector(painter)
            draw_focus(painter, Look(), self.rect().toRectF(), 3.0)


def test_what_is_kept_from_the_screen_is_not_taken_for_a_picture_nor_is_the_keyboard_shown(qtbot):
    widget = Watched()
    qtbot.addWidget(widget)
    widget.resize(30, 20)
    on_screen = widget.grab().toImage()
    assert not widget.told
    sheet = pixels(widget, 2.5, RED)
    assert widget.told
    assert (sheet.width(), sheet.height()) == (75, 50)
    assert sheet.pixelColor(1, 1) == RED  # no ring, and no ground but this
    assert len({on_screen.pixel(x, 10) for x in range(30)}) > 1


def test_an_svg_and_a_pdf_say_what_they_show(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(30, 20)
    assert b"<title>Losses</title>" in figure(widget, ".svg", "Losses", 1.0, RED)
    # A text in a PDF is UTF-16 with a mark of the order of its bytes (ISO 32000-1, 7.9.2.2).
    said = b"/Title (\xfe\xff" + "Losses".encode("utf-16-be") + b")"
    assert said in figure(widget, ".pdf", "Losses", 1.0, RED)


def test_what_has_no_room_in_memory_is_an_error_that_is_told(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(1000, 1000)
    with pytest.raises(OSError, match="no room"):
        figure(widget, ".png", "", 100.0, RED)


@pytest.fixture
def window(keep):
    return keep.open(size=(960, 600), theme="dark")


def when_there(kind, act):
    """Call `act` with the dialog of this kind once it is there, and let it end in any case."""
    timer = QTimer()
    timer.setInterval(0)

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            timer.stop()
            try:
                act(dialog)
            except BaseException:
                dialog.reject()
                raise

    timer.timeout.connect(look)
    timer.start()
    return timer


def click(dialog, name):
    QTest.mouseClick(part(dialog, name, QAbstractButton), Qt.MouseButton.LeftButton)


def answer(monkeypatch, path, kind="PNG (*.png)"):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), kind))


def test_ctrl_e_saves_the_page_as_large_as_is_asked_for_on_white_and_leaves_the_window_dark(
    window, monkeypatch, tmp_path
):
    def act(dialog):
        click(dialog, "figure.colors.print")
        dialog.width_field.setFocus()
        dialog.width_field.selectAll()
        QTest.keyClicks(dialog.width_field, "1500")
        QTest.keyClick(dialog.width_field, Key.Key_Return)
        click(dialog, "figure.save")

    answer(monkeypatch, tmp_path / "page")
    asked = when_there(FigureDialog, act)
    press(window, Key.Key_E, modifiers=CTRL)
    assert not asked.isActive()
    picture = QImage(str(tmp_path / "page.png"))
    assert picture.width() == 1500
    assert abs(picture.height() - 1500 * window.page.height() / window.page.width()) <= 1
    assert picture.pixelColor(2, 2) == QColor("#FFFFFF")
    assert window.look.theme == DARK
    assert window.page.look.theme == DARK


def test_enter_saves_what_is_offered_and_ctrl_e_asks_again(qtbot, window, monkeypatch, tmp_path):
    def enter(dialog):
        press(dialog, Key.Key_Return)
        if dialog.isVisible():
            dialog.reject()

    for name in ("first", "second"):
        answer(monkeypatch, tmp_path / name)
        asked = when_there(FigureDialog, enter)
        press(window, Key.Key_E, modifiers=CTRL)
        assert not asked.isActive()
        # A desktop brings the window back to the front by itself.
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first.png", "second.png"]


def test_an_svg_of_a_card_or_the_window_is_saved_by_its_ending(window, monkeypatch, tmp_path):
    widths = []
    for key in ("what_if", "window"):

        def act(dialog, key=key):
            next(one for one in dialog.what.menu().actions() if one.data() == key).trigger()
            widths.append(dialog.target.width())
            click(dialog, "figure.save")

        path = tmp_path / f"{key}.svg"
        answer(monkeypatch, path)
        asked = when_there(FigureDialog, act)
        part(window, "act.save_figure", QAction).trigger()
        assert not asked.isActive()
        assert f'viewBox="0 0 {widths[-1]} ' in path.read_text()
        assert "<image" not in path.read_text()
    assert widths == [window.page.what_if.width(), window.width()]


def test_a_figure_that_cannot_be_written_is_told_and_a_width_that_is_none_stays_in_the_dialog(
    window, monkeypatch, tmp_path
):
    told, timers = [], []

    def read(box):
        told.append((box.text(), box.informativeText()))
        box.reject()

    def act(dialog):
        timers.append(when_there(QMessageBox, read))
        click(dialog, "figure.save")

    answer(monkeypatch, tmp_path / "nowhere" / "out.pdf")
    asked = when_there(FigureDialog, act)
    part(window, "act.save_figure", QAction).trigger()
    assert not asked.isActive()
    assert told == [("out.pdf could not be saved.", "No such file or directory")]
    assert list(tmp_path.iterdir()) == []
    said = []

    def none(dialog):
        dialog.width_field.setFocus()
        dialog.width_field.selectAll()
        QTest.keyClicks(dialog.width_field, "3")
        QTest.keyClick(dialog.width_field, Key.Key_Return)
        click(dialog, "figure.save")
        said.append((dialog.isVisible(), dialog.width_field.is_wrong()))
        dialog.reject()

    asked = when_there(FigureDialog, none)
    part(window, "act.save_figure", QAction).trigger()
    assert not asked.isActive()
    assert said == [(True, True)]


def test_the_menu_of_a_card_copies_it_as_a_picture_and_as_an_svg(window):
    card = window.page.what_if
    plot = part(window, "what_if.plot")
    plot.setFocus()
    at = QPoint(60, 60)
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        QGuiApplication.clipboard().clear()
        QApplication.sendEvent(plot, QContextMenuEvent(reason, at, plot.mapToGlobal(at)))
        settle()
        menu = part(window, "card.menu", QMenu)
        for code in (Key.Key_Down, Key.Key_Down, Key.Key_Return):
            QTest.keyClick(menu, code)
        settle()
        content = QGuiApplication.clipboard().mimeData()
        assert content.imageData().width() == 2 * card.width()
        svg = bytes(content.data("image/svg+xml").data()).decode()
        assert f'viewBox="0 0 {card.width()} ' in svg
        assert "<text" in svg
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_menu_saves_a_report_with_a_line_below_its_title(window, monkeypatch, tmp_path):
    monkeypatch.setattr(figures, "PAGES", {"batch": "BatchPage"})

    def act(dialog):
        line = part(dialog, "report.byline", QLineEdit)
        assert line.text()  # today's date
        line.selectAll()
        QTest.keyClicks(line, "Group 3")
        click(dialog, "report.save")

    answer(monkeypatch, tmp_path / "homework", "PDF (*.pdf)")
    asked = when_there(ReportDialog, act)
    part(window, "act.save_report", QAction).trigger()
    assert not asked.isActive()
    texts = pdf_text.pages((tmp_path / "homework.pdf").read_bytes())[0]
    assert texts[:2] == ["Cat, car, frog", "Group 3"]
    assert window.look.theme == DARK


def test_a_figure_in_a_pdf_is_made_of_characters_and_the_window_keeps_its_figures(
    window, monkeypatch, tmp_path
):
    before = part(window, "rail.totals.total").grab().toImage()
    answer(monkeypatch, tmp_path / "window.pdf")
    asked = when_there(FigureDialog, lambda dialog: click(dialog, "figure.save"))
    window.show_page("batch")
    part(window, "act.save_figure", QAction).trigger()
    assert not asked.isActive()
    texts = pdf_text.pages((tmp_path / "window.pdf").read_bytes())[0]
    # Cells of the table are painted by Qt, which knows nothing of files.
    assert {"Every example", "cat photo", "12.90"} <= set(texts)
    settle()
    assert part(window, "rail.totals.total").grab().toImage() == before


# -- copy as ---------------------------------------------------------------------------------------


def copied(window, downs):
    """What Ctrl+Shift+C copies, the entry chosen by the keyboard."""
    press(window, Key.Key_C, modifiers=CTRL | SHIFT)
    menu = part(window, "copy_as.menu", QMenu)
    for _ in range(downs):
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    settle()
    return QGuiApplication.clipboard()


def test_copy_as_puts_the_page_or_a_text_on_the_clipboard(window):
    content = copied(window, 0).mimeData()
    assert content.imageData().width() == 2 * window.page.width()
    assert content.hasFormat("image/svg+xml")
    for downs, begins in enumerate(
        (
            "example\tname\tclass",
            "cat photo: y = cat\n",
            "\\[ L_{1} =",
            "import numpy",
            "import torch",
            "import numpy as np\nfrom sklearn.linear_model import LogisticRegression",
            "losslab:1:",
        ),
        start=1,
    ):
        assert copied(window, downs).text().startswith(begins)


def test_more_numbers_than_a_program_has_room_for_are_not_offered_as_one(qtbot):
    window = open_window(qtbot, model_state(3, examples=7000), size=(960, 600))
    part(window, "act.copy_as", QAction).trigger()
    menu = part(window, "copy_as.menu", QMenu)
    enabled = [True, True, True, True, False, False, False, True]
    assert [one.isEnabled() for one in menu.actions()] == enabled
    assert "NPZ" in menu.actions()[5].toolTip()
    menu.close()


def test_of_scores_alone_there_is_nothing_for_scikit_learn_to_fit(qtbot):
    window = open_window(qtbot, score_state(), size=(960, 600))
    part(window, "act.copy_as", QAction).trigger()
    menu = part(window, "copy_as.menu", QMenu)
    assert [one.objectName() for one in menu.actions() if not one.isEnabled()] == [
        "copy_as.sklearn"
    ]
    assert menu.actions()[6].toolTip() == "Scores alone: there is no W to fit"
    menu.close()
