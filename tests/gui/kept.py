"""A window that one test after another of a file works, put back between them to how it opened.

Opening one takes longer than most tests. Document, history and pin are put back, and page, card,
size, theme, zoom, language and hall. A test that leaves anything else behind, such as an order of
the table or one who listens to a signal, or that is about a window that has just opened, opens one
of its own.
"""

from dataclasses import dataclass

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.document import Document
from core.moments import Memento
from gui.base.work import works_beside
from gui.look.themes import THEMES
from gui.window.window import MainWindow
from gui.words.translation import language, set_language, tr
from tests import leftovers
from tests.gui.hand import default_state
from tests.gui.window_hand import made_active, open_window, scenario, settle


class _Owner:
    """Stands in for pytest-qt's bot, which would close the window with the test."""

    def addWidget(self, widget, before_close_func=None):
        pass

    def waitUntil(self, condition):
        assert any(condition() or QTest.qWait(10) for _ in range(500))


def _how(window):
    """How a window is shown, whatever its document."""
    look = window.look
    return language(), window.size(), look.theme, look.zoom, window.projector.on


def _is_folded(rail):
    """Whether a rail shows no more of the loss than at first, and the first of all classes."""
    more, bar = rail.loss.more, rail.classes.scroll_bar
    return more.text() == tr("rail.loss.more") and bar.value() == 0


def _is_fit(window):
    """Whether it can be put back: nothing stands over its page, holds it or works for it."""
    at_rest = window.isVisible() and not window.isFullScreen() and not works_beside()
    at_rest = at_rest and _is_folded(window.rail)
    return at_rest and window.page.full is None and not window.session.document.in_gesture


@dataclass
class _Kept:
    window: MainWindow
    memento: Memento
    place: tuple
    how: tuple
    left: tuple
    """How the last test left it."""

    def put_back(self, memento):
        """Have everything as it was when the window opened, and the document of `memento`."""
        window, document = self.window, self.window.session.document
        window.hall.presenting.end()
        set_language(self.left[0])
        if self.left != self.how:
            self._show_as_at_first()
        document.restore(memento)
        document.look(*self.place)
        window.session.flush()
        if window.page.key != self.place[0]:
            window.show_page(self.place[0])
        turns, card = window.page.turns, self.place[1].get(window.page.key)
        if turns is not None and card not in {None, turns.card}:
            turns.turn_to(card)
        if (focus := window.focusWidget()) is not None:
            focus.clearFocus()
        made_active(_Owner(), window)

    def _show_as_at_first(self):
        window, (said, size, theme, zoom, in_hall) = self.window, self.how
        if window.projector.on is not in_hall:
            window.show_projector(on=in_hall)
        if window.look.theme is not theme:
            window.look.wear(next(name for name, one in THEMES.items() if one is theme))
        window.look.set_zoom(zoom)
        if self.left[0] != said:
            window.set_language(said)
        window.resize(size)

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
        how = _how(window)
        self._kept[key] = _Kept(window, document.memento(), document.place, how, how)
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
        _close_tip()
        for key, kept in list(self._kept.items()):
            kept.left = _how(kept.window)
            if not _is_fit(kept.window):
                self._kept.pop(key).close()

    def close(self):
        """Close them all."""
        for kept in self._kept.values():
            kept.close()


class Stands:
    """Widgets in windows of their own that are kept for the tests of one file, as windows are.

    A stand has a `session`, and its window as `window` or `rail`.
    """

    def __init__(self):
        self._kept = {}

    def open(self, make, state=None, *how):
        """What `make` makes of a bot, a state and the rest, on a document of its own."""
        key = make, how
        if key not in self._kept:
            stand = make(_Owner(), state, *how)
            leftovers.KEPT.add(_top(stand))
            self._kept[key] = stand, self._how(stand)
            return stand
        stand, _ = self._kept[key]
        document = Document(state if state is not None else default_state())
        stand.session.document.restore(document.memento())
        stand.session.flush()
        if (focus := _top(stand).focusWidget()) is not None:
            focus.clearFocus()
        made_active(_Owner(), _top(stand))
        return stand

    @staticmethod
    def _how(stand):
        look = getattr(stand, "look", None)
        dressed = None if look is None else (look.theme, look.scale, look.mode)
        return language(), _top(stand).size(), dressed

    def look_over(self):
        """Close what the test that has ended left otherwise, and its tool tip."""
        _close_tip()
        for key, (stand, how) in list(self._kept.items()):
            at_rest = _top(stand).isVisible() and not stand.session.document.in_gesture
            folded = not hasattr(stand, "rail") or _is_folded(stand.rail)
            if not at_rest or not folded or self._how(stand) != how:
                del self._kept[key]
                self._close(stand)

    @staticmethod
    def _close(stand):
        leftovers.KEPT.discard(_top(stand))
        _top(stand).close()
        _top(stand).deleteLater()
        settle()

    def close(self):
        """Close them all."""
        for stand, _ in self._kept.values():
            self._close(stand)


def _top(stand):
    return stand.rail if hasattr(stand, "rail") else stand.window


def _close_tip():
    for shown in QApplication.topLevelWidgets():
        if shown.objectName() == "qtooltip_label":
            shown.close()
