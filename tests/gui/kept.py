"""A window that one test after another of a file works, put back between them to how it opened.

Opening one takes longer than most tests. What a test does to the document, its history and the pin
is taken back, and the page of the start is shown; where another size, look, language or card is
left, the window is opened anew. A test that leaves anything else opens a window of its own.
"""

from dataclasses import dataclass

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.document import Document
from core.moments import Memento
from gui.window.window import MainWindow
from gui.words.translation import language, set_language
from tests import leftovers
from tests.gui.window_hand import made_active, open_window, scenario, settle


class _Owner:
    """Stands in for pytest-qt's bot, which would close the window with the test."""

    def addWidget(self, widget, before_close_func=None):
        pass

    def waitUntil(self, condition):
        assert any(condition() or QTest.qWait(10) for _ in range(500))


def _how(window):
    """What a test of a document leaves as it was."""
    look, page = window.look, window.page
    return (
        language(),
        page.objectName(),
        page.turns.card if page.turns is not None else None,
        page.full,
        window.size(),
        look.theme,
        look.mode,
        look.zoom,
        window.isFullScreen(),
        window.isVisible(),
        window.session.document.in_gesture,
    )


@dataclass
class _Kept:
    window: MainWindow
    memento: Memento
    place: tuple
    how: tuple

    def is_as_it_was(self):
        """Go back to the page of the start, presenting no more; whether all else is as it was."""
        window = self.window
        if window.isVisible():
            window.hall.presenting.end()
            if window.page.key != self.place[0]:
                window.show_page(self.place[0])
                settle()
        return _how(window) == self.how

    def put_back(self, memento):
        """Have document, history, pin, keyboard and pointer where they were."""
        window, session = self.window, self.window.session
        set_language(self.how[0])
        session.document.restore(memento)
        session.document.look(*self.place)
        session.flush()
        if (focus := window.focusWidget()) is not None:
            focus.clearFocus()
        made_active(_Owner(), window)

    def close(self):
        leftovers.KEPT.discard(self.window)
        self.window.session.document.mark_saved(None)
        self.window.close()
        self.window.deleteLater()
        settle()


class Keeper:
    """The windows that are kept for the tests of one file."""

    def __init__(self):
        self._kept = {}

    def window(self, key, opened):
        """The window that `opened`, given a bot, has opened under this key, as it was then."""
        if key in self._kept:
            self._kept[key].put_back(self._kept[key].memento)
            return self._kept[key].window
        window = opened(_Owner())
        leftovers.KEPT.add(window)
        document = window.session.document
        self._kept[key] = _Kept(window, document.memento(), document.place, _how(window))
        return window

    def open(self, state=None, **how):
        """A window on this state, as `open_window` opens it."""
        key = tuple(how.items())
        memento = Document(state or scenario()).memento()
        if key in self._kept:
            self._kept[key].put_back(memento)
            return self._kept[key].window
        return self.window(key, lambda owner: open_window(owner, state, **how))

    def look_over(self):
        """Close what the test that has ended left otherwise, and its tool tip."""
        for shown in QApplication.topLevelWidgets():
            if shown.objectName() == "qtooltip_label":
                shown.close()
        for key, kept in list(self._kept.items()):
            if not kept.is_as_it_was():
                self._kept.pop(key).close()

    def close(self):
        """Close them all."""
        for kept in self._kept.values():
            kept.close()
