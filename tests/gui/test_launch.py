"""Starting the window and drawing it into a picture."""

import os
import signal
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, QSize, QTimer
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication

from core import edits
from core.scenario.files import save_path
from gui.app import launch
from gui.app.launch import (
    make_application,
    make_window,
    open_window,
    render_window,
    save_report,
)
from gui.app.options import Options
from gui.files import recovery
from gui.look.theme import Look
from gui.report import figures
from gui.window.window import MainWindow
from gui.words.translation import language, set_language, tr
from tests.gui import pdf_text
from tests.gui.pixels import inked
from tests.gui.window_hand import part, scenario, settle

SMALL = (960, 600)


@pytest.fixture
def options(qapp, tmp_path):
    """What `--render` asks for."""
    return Options(render=tmp_path / "out.png", size=SMALL, language="en")


@pytest.fixture
def made(qtbot):
    """Make a window that is closed after the test."""

    def make(options, state=None):
        window = make_window(options, state)
        qtbot.addWidget(window)
        return window

    return make


def test_the_picture_has_the_size_asked_for_and_shows_the_page(options, monkeypatch):
    def keep(*_):
        raise AssertionError("a picture keeps and offers nothing")

    monkeypatch.setattr(recovery, "Recovery", keep)
    render_window(replace(options, size=(1280, 720)))
    picture = QImage(str(options.render))
    assert (picture.width(), picture.height()) == (1280, 720)
    assert picture.devicePixelRatio() == 1.0
    look = Look()
    # The page, a card, the filled bar of the correct class, a tinted one, and λ's bar in the rail.
    for role in ("page", "card", "score", "score_tint", "third", "penalty_fill"):
        assert inked(picture, look.color(role), 0).any(), role


def test_a_picture_of_the_hinge_scenario_differs_and_drawing_leaves_no_window(options, tmp_path):
    render_window(options)
    settle()
    assert [window for window in QApplication.topLevelWidgets() if window.isVisible()] == []
    first = QImage(str(options.render))
    path = tmp_path / "wide.json"
    save_path(scenario("wide-margin"), path)
    render_window(replace(options, scenario=path))
    assert QImage(str(options.render)) != first


def test_a_picture_that_cannot_be_written_is_told_in_one_line(options, tmp_path, capfd):
    path = tmp_path / "nowhere" / "out.png"
    assert render_window(replace(options, render=path)) == 1
    told = capfd.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"losslab: {path}: the picture could not be written: No such file")
    assert told.err.count("\n") == 1


def test_a_picture_has_as_many_pixels_for_one_as_are_asked_for(options):
    assert render_window(replace(options, scale=1.5)) == 0
    assert QImage(str(options.render)).size() == QSize(1440, 900)


def test_the_picture_of_a_card_shows_it_alone_wherever_it_stands(options, tmp_path):
    path = tmp_path / "tug.svg"
    assert render_window(replace(options, render=path, card="comparison", theme="print")) == 0
    root = ET.fromstring(path.read_text())
    texts = [text for text in root.iter("{http://www.w3.org/2000/svg}text") if text.text]
    assert tr("comparison.heading").split()[0] in "".join(text.text for text in texts)
    assert "<image" not in path.read_text()
    width = float(root.get("viewBox").split()[2])
    assert width < SMALL[0] / 2


def test_a_card_that_is_not_there_is_refused_with_those_that_are(options, capfd):
    assert render_window(replace(options, page="weights", card="what_if")) == 2
    told = capfd.readouterr().err
    assert "found 'what_if', accepted is one of matrix, payments, landscape, tug, compar" in told
    assert not options.render.exists()


def test_a_pdf_of_the_window_holds_fonts_and_no_picture(options, tmp_path):
    path = tmp_path / "out.pdf"
    assert render_window(replace(options, render=path, page="batch")) == 0
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/FontFile2" in content
    assert b"/Subtype /Image" not in content
    # A pixel is 1/96 inch, a point 1/72.
    assert b"/MediaBox [0 0 720.000000 450.000000]" in content


def test_a_report_is_written_in_the_language_that_is_asked_for(options, tmp_path, monkeypatch):
    monkeypatch.setattr(figures, "PAGES", {})
    path = tmp_path / "report.pdf"
    wish = replace(options, render=None, report=path, language="ko", byline="별모둠")
    assert save_report(wish, scenario("wide-margin")) == 0
    texts = [text for page in pdf_text.pages(path.read_bytes()) for text in page]
    assert {"별모둠", "정규화"} <= set(texts)


def test_a_report_that_cannot_be_written_is_told_in_one_line(options, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(figures, "PAGES", {})
    path = tmp_path / "nowhere" / "out.pdf"
    assert save_report(replace(options, render=None, report=path)) == 1
    told = capfd.readouterr().err
    assert told.startswith(f"losslab: {path}: the report could not be written: No such file")
    assert told.count("\n") == 1


def test_what_a_file_holds_stays_where_the_new_picture_cannot_be_written(options, tmp_path, capfd):
    options.render.write_bytes(b"old")
    options.render.chmod(0o444)
    assert render_window(options) == 1
    assert "write-protected" in capfd.readouterr().err
    assert options.render.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.png"]


def test_docks_and_settings_know_the_program_by_its_name(qapp):
    application = make_application()
    assert application is qapp
    assert application.applicationName() == "losslab"
    assert application.desktopFileName() == "losslab"
    assert not application.windowIcon().isNull()


def test_threads_beside_the_window_soon_give_the_interpreter_up(qapp):
    # CPython's own 5 ms are up hundreds of times while a window is painted.
    before = sys.getswitchinterval()
    try:
        sys.setswitchinterval(5e-3)
        make_application()
        assert sys.getswitchinterval() <= 1e-3
    finally:
        sys.setswitchinterval(before)


def test_the_window_opens_on_the_lecture_s_scenario(made, options):
    window = made(options)
    assert window.session.state == scenario()
    assert window.windowTitle() == "Cat, car, frog[*] — Loss Lab"
    assert (window.width(), window.height()) == SMALL


def test_the_window_opens_on_the_file_and_remembers_where_it_is(made, options, tmp_path):
    path = tmp_path / "wide.json"
    save_path(scenario("wide-margin"), path)
    window = made(replace(options, scenario=path))
    assert window.session.state == scenario("wide-margin")
    assert window.session.document.path == path


@pytest.mark.parametrize("source", ["file", "link"])
def test_a_document_that_may_be_read_otherwise_is_told_so_at_the_start(
    options, qapp, tmp_path, source
):
    path = tmp_path / "one.json"
    state = edits.set_label([0, 2], 1).apply(edits.set_label(1, 2).apply(scenario()))
    save_path(state, path)
    given = {"scenario": path} if source == "file" else {"linked": True}
    offered = []
    before = set(qapp.topLevelWidgets())

    def look():
        new = (one for one in qapp.topLevelWidgets() if one not in before)
        window = next(one for one in new if isinstance(one, MainWindow))
        offered.append(part(window, "pages.labels_from_zero").isVisible())
        window.close()

    QTimer.singleShot(0, look)
    handler = signal.getsignal(signal.SIGINT)
    try:
        assert open_window(replace(options, **given, render=None), state) == 0
    finally:
        signal.signal(signal.SIGINT, handler)
    assert offered == [True]


def test_the_window_begins_to_present_if_it_is_asked_to_and_forgets_it_again(made, options):
    assert made(replace(options, render=None, present=True)).hall.presenting.progress == (0, 5)
    assert not made(replace(options, render=None)).hall.presenting.on


@pytest.mark.parametrize(("asked", "other"), [("en", "한국어"), ("ko", "English")])
def test_the_window_speaks_the_language_asked_for(made, options, asked, other):
    window = made(replace(options, language=asked))
    assert language() == asked
    assert part(window, "header.language", QAbstractButton).text() == other


def test_without_a_wish_the_window_speaks_as_it_did_last_time(made, options):
    settings = QSettings("losslab", "losslab")
    settings.setValue("language", "ko")
    try:
        made(replace(options, language=None, render=None))
        assert language() == "ko"
        # A picture does not depend on who draws it.
        set_language("en")
        made(replace(options, language=None))
        assert language() == "en"
    finally:
        settings.clear()


def test_the_window_is_as_large_as_it_was_last_time_and_a_picture_as_it_is_asked_for(made, options):
    settings = QSettings("losslab", "losslab")
    try:
        for kept, zoom in (("x", 1.0), ("7", 2.0), ("1.4", 1.5)):
            settings.setValue("zoom", kept)
            assert made(replace(options, render=None)).look.zoom == zoom
        assert made(options).look.zoom == 1.0
    finally:
        settings.clear()


def test_a_zoom_is_remembered(options, qapp):
    def enlarge():
        shown = (one for one in qapp.topLevelWidgets() if one.isVisible())
        window = next(one for one in shown if isinstance(one, MainWindow))
        part(window, "act.zoom_in", QAction).trigger()
        window.close()

    QTimer.singleShot(0, enlarge)
    before = signal.getsignal(signal.SIGINT)
    try:
        assert open_window(replace(options, render=None)) == 0
        assert QSettings("losslab", "losslab").value("zoom") == "1.1"
    finally:
        signal.signal(signal.SIGINT, before)
        QSettings("losslab", "losslab").clear()


def test_what_the_toolkit_itself_says_is_in_the_language_of_the_window(made, options):
    def said():
        return QCoreApplication.translate("QFileDialog", "Files of type:")

    window = made(replace(options, language="ko"))
    assert said() == "파일 형식:"
    window.set_language("en")
    assert said() == "Files of type:"
    window.set_language("ko")
    assert said() == "파일 형식:"


@pytest.mark.parametrize("name", ["QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI"])
def test_a_picture_is_drawn_at_no_scale_of_the_persons_screen(monkeypatch, name):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv(name, "2")
    launch._leave_display()
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert name not in os.environ
