"""What is kept of a window for the next start, and how that is forgotten."""

import signal

import pytest
from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from core.scenario.files import save_path
from gui.app import command_line
from gui.app.kept import keep_place, size_at_start, stand_as_before
from gui.app.launch import open_window
from gui.app.options import Options
from gui.base.remembered import remember, remembered
from gui.window.window import MainWindow
from tests.gui.window_hand import part, scenario, settle

PLACE = QRect(60, 50, 500, 300)


class Kept:
    """A window that was shown, closed and opened again; a plain one will do for its place."""

    def __init__(self, qtbot):
        self._qtbot = qtbot

    def _window(self):
        window = QWidget()
        self._qtbot.addWidget(window)
        return window

    def close_one(self, place=PLACE, state=Qt.WindowState.WindowNoState):
        window = self._window()
        window.setGeometry(place)
        window.show()
        window.setWindowState(state)
        settle()
        window.close()
        keep_place(window)

    def open_next(self):
        window = self._window()
        stand_as_before(window)
        window.show()
        settle()
        return window


@pytest.fixture
def kept(qtbot):
    return Kept(qtbot)


def test_a_window_stands_where_the_last_one_stood(kept):
    kept.close_one()
    assert kept.open_next().geometry() == PLACE
    assert size_at_start(QSize(1920, 1080)) == (500, 300)


def test_a_maximised_one_is_so_again_and_knows_its_usual_size(kept):
    kept.close_one(state=Qt.WindowState.WindowMaximized)
    window = kept.open_next()
    assert window.isMaximized()
    assert window.normalGeometry().size() == PLACE.size()


@pytest.mark.parametrize("maximised", [True, False])
def test_full_screen_is_not_remembered_but_what_was_before_it(kept, maximised):
    before = Qt.WindowState.WindowMaximized if maximised else Qt.WindowState.WindowNoState
    kept.close_one(state=before | Qt.WindowState.WindowFullScreen)
    window = kept.open_next()
    assert not window.isFullScreen()
    assert window.isMaximized() is maximised
    assert window.normalGeometry().size() == PLACE.size()


def test_a_place_on_a_screen_that_is_gone_is_moved_to_one_that_there_is(kept):
    kept.close_one(PLACE.translated(9000, 7000))
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert room.contains(kept.open_next().geometry())


@pytest.mark.parametrize("junk", ["", "no base64 !", "AdnQywADAAA="])
def test_junk_in_the_settings_is_a_first_start(kept, junk):
    remember("geometry", junk)
    remember("size", junk)
    kept.open_next()
    assert size_at_start(QSize(1920, 1080)) == (1600, 900)


@pytest.mark.parametrize(
    ("size", "room", "found"),
    [
        (None, (1366, 768), (1229, 691)),
        (None, (3840, 2160), (1600, 900)),
        ("1200x700", (1920, 1080), (1200, 700)),
        ("1900x1000", (1366, 768), (1366, 768)),
    ],
)
def test_a_window_opens_no_larger_than_the_screen(qapp, size, room, found):
    if size is not None:
        remember("size", size)
    assert size_at_start(QSize(*room)) == found


def test_the_program_remembers_place_choices_and_its_file(qapp, tmp_path):
    path = tmp_path / "wide.losslab.json"
    save_path(scenario("wide-margin"), path)

    def work():
        window = next(
            one for one in qapp.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()
        )
        window.resize(900, 600)
        part(window, "menu.theme.dark", QAction).trigger()
        window.show_projector(on=True)
        window.close()

    QTimer.singleShot(0, work)
    handler = signal.getsignal(signal.SIGINT)
    try:
        assert open_window(Options(scenario=path)) == 0
    finally:
        signal.signal(signal.SIGINT, handler)
    assert remembered("size") == "900x600"
    assert remembered("theme") == "dark"  # that of the hall is none of a person's choosing
    assert str(path) in remembered("recent")


def test_all_of_it_is_forgotten_on_request_and_said(qapp, capsys):
    remember("theme", "dark")
    remember("zoom", 1.5)
    assert command_line.main(["--reset-settings"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("forgotten: theme, zoom (")
    assert remembered("theme") == ""
    assert command_line.main(["--reset-settings"]) == 0
    assert capsys.readouterr().out == "there was nothing to forget\n"
