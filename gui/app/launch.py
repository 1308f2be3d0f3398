"""Starting the window, or drawing it into a picture without a display."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gui.base.streams import complain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from core.state import State
    from gui.app.options import Options
    from gui.window.window import MainWindow

_SCALES = ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_ENABLE_HIGHDPI_SCALING", "QT_FONT_DPI")

_EXCHANGE = 5e-4
"""Seconds after which a thread beside the window gives the interpreter up.

Painting a window asks for it hundreds of times: each time it may have to wait for so long.
"""
_LONGEST = 20_000
"""Milliseconds that a picture waits for what is found beside the window."""


def _state(options: Options) -> State:
    from core.scenario.files import DEFAULT_KEY, builtin, load_path

    if options.scenario is not None:
        return load_path(options.scenario)
    return next(item for item in builtin() if item.key == DEFAULT_KEY).load()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector out of the start: next to nothing that is made there becomes garbage."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_uncollected()
def make_application() -> QApplication:
    """The QApplication with the program's name, style and icon (the one there is, if there is)."""
    from importlib.resources import as_file, files

    import pyqtgraph as pg
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from gui.base import access, guard

    guard.install()
    access.install()
    sys.setswitchinterval(_EXCHANGE)
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("losslab")
    application.setApplicationDisplayName("Loss Lab")
    # Docks match a window to losslab.desktop by this name.
    application.setDesktopFileName("losslab")
    application.setStyle("Fusion")
    with as_file(files("resources") / "icons" / "losslab.svg") as icon:
        application.setWindowIcon(QIcon(str(icon)))
    pg.setConfigOptions(antialias=True)
    return application


@_uncollected()
def make_window(options: Options, state: State | None = None) -> MainWindow:
    """The main window that `options` asks for, not yet shown; `state` goes before its scenario."""
    from gui.look.theme import Look
    from gui.look.themes import CHOICES, PRINT, SYSTEM
    from gui.window.window import MainWindow
    from gui.words.toolkit import ToolkitWords
    from gui.words.translation import language

    _speak(options)
    look = Look()
    usual = SYSTEM if options.render is None else "light"
    theme = options.theme or _remembered(options, "theme", usual)
    look.wear(theme if theme in {*CHOICES, PRINT} else usual)
    look.set_zoom(_zoom(_remembered(options, "zoom", "1.0")))
    look.use_plain_glyphs(on=options.render is not None and options.render.suffix.lower() == ".pdf")
    look.fit(*options.size)
    window = MainWindow(state or _state(options), look, options.scenario, options.page)
    window.resize(*options.size)
    if options.projector:
        window.show_projector(on=True)
    if options.present:
        window.hall.presenting.begin()
    toolkit = ToolkitWords(window)
    toolkit.speak(language())
    window.appearance.language_changed.connect(toolkit.speak)
    _tell_of_fonts(language())
    window.appearance.language_changed.connect(_tell_of_fonts)
    # What is there now stays to the end: the collector need not go through it during a drag.
    gc.freeze()
    return window


def open_window(
    options: Options, state: State | None = None, shown: Callable[[], None] = lambda: None
) -> int:
    """Open the window on `state` and stay until it is closed; the exit status.

    Once it is there, `shown` is called.
    """
    from dataclasses import replace
    from functools import partial

    from PySide6.QtCore import QTimer

    from gui.app.kept import keep_choices, keep_place, size_at_start, stand_as_before
    from gui.base import crash
    from gui.base.ending import SignalWatch, end_at_once_beside_work
    from gui.files.recovery import Recovery
    from gui.window.ahead import Ahead

    application = make_application()
    screen = application.primaryScreen().availableGeometry()
    window = make_window(replace(options, size=size_at_start(screen.size())), state)
    stand_as_before(window)
    crash.install(window)
    keep_choices(window)
    # Python sees Ctrl+C in the terminal only while it runs; a quitting default needs no timer.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    watch = SignalWatch(window.close_unasked, window)
    window.show()
    if options.scenario is not None:
        window.documents.recent.note(options.scenario)
    if options.scenario is not None or options.linked:
        window.documents.readings.offer()
    if options.given is not None:
        QTimer.singleShot(0, window, partial(window.data.preview_given, options.given))
    shown()
    recovery = Recovery(window.look, window.session, window.documents, window)
    window.hall.presenting.switched.connect(recovery.leave)
    if not options.present:
        recovery.offer()
    QTimer.singleShot(0, window.activateWindow)
    ahead = Ahead(window.make_ahead, window)
    ahead.begin()
    status = application.exec()
    keep_place(window)
    ahead.stop()
    watch.close()
    recovery.end(asked=window.asks)
    end_at_once_beside_work(status)
    return status


def _speak(options: Options) -> None:
    """The language that is asked for, or else chosen before, or the system's."""
    from PySide6.QtCore import QLocale

    from gui.words.translation import LANGUAGES, set_language

    system = QLocale.system().name().split("_")[0]
    chosen = options.language or _remembered(options, "language", system)
    set_language(chosen if chosen in LANGUAGES else "en")


def _tell_of_fonts(code: str) -> None:
    """Say where nothing of this language can be read; the window is drawn all the same."""
    from PySide6.QtGui import QFontDatabase

    if code == "ko" and not QFontDatabase.families(QFontDatabase.WritingSystem.Korean):
        complain("there is no font with Hangul; install one, such as Noto Sans CJK or Nanum Gothic")


def _remembered(options: Options, name: str, default: str) -> str:
    """What a person has chosen another time; a picture is the same for everybody."""
    from gui.base.remembered import remembered

    return default if options.into_file else remembered(name, default)


def _zoom(text: str) -> float:
    """The step that is nearest to what was remembered; 1 where that is no number."""
    from gui.look.theme import ZOOMS

    try:
        return min(ZOOMS, key=lambda zoom: abs(zoom - float(text)))
    except ValueError:
        return 1.0


def _leave_display() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in _SCALES:  # the size asked for is that of the picture
        os.environ.pop(name, None)


def save_report(options: Options, state: State | None = None) -> int:
    """Write a report into ``options.report`` without a display; the exit status."""
    _leave_display()
    from core.saving import write_file
    from gui.base.ending import end_at_once_beside_work
    from gui.report.report import Report
    from gui.words.translation import language

    application = make_application()
    _speak(options)
    _tell_of_fonts(language())
    path = options.report or Path("losslab.pdf")
    report = Report(state or _state(options), options.byline)
    for _ in report.pieces():
        application.processEvents()
    status = 0
    try:
        write_file(path, [report.content])
    except OSError as error:
        complain(f"{path}: the report could not be written: {error.strerror or error}")
        status = 1
    end_at_once_beside_work(status)
    return status


def render_window(options: Options, state: State | None = None) -> int:
    """Draw the window into ``options.render`` without a display; the exit status."""
    _leave_display()
    from gui.base.ending import end_at_once_beside_work
    from gui.window.cards import NoCardError

    make_application()
    window = make_window(options, state)
    try:
        status = _draw(window, options, options.render or Path("losslab.png"))
    except NoCardError as error:
        complain(f"argument --card: {error}")
        status = 2
    finally:
        window.close()
    end_at_once_beside_work(status)
    return status


def _draw(window: MainWindow, options: Options, path: Path) -> int:
    """Write the window, or the card that is asked for, into a file once it is at rest."""
    from gui.base.work import let_work_end
    from gui.files.figure import NOTHING, save_figure
    from gui.pages import PAGES
    from gui.window.cards import bring_card
    from gui.words.translation import words

    target: QWidget = window
    ground = window.look.color("page")
    if options.card is not None:
        pages = PAGES if options.page is None else (options.page,)
        target, ground = bring_card(window, options.card, pages), NOTHING
    window.show()
    if not let_work_end(_LONGEST):
        complain(f"{path}: drawn before all that it shows was found")
    title = words(window.session.state.title)
    try:
        save_figure(path, target, title, scale=options.scale, ground=ground)
    except OSError as error:
        complain(f"{path}: the picture could not be written: {error.strerror or error}")
        return 1
    return 0
