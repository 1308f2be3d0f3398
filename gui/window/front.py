"""The place of the page in front, which follows the rest of the window in a turn of its own."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.state import State
from gui.controls.card import GrowButton
from gui.formula.strip import FormulaStrip
from gui.look.theme import Look
from gui.pages import pieces_of_page
from gui.pages.page import Page
from gui.session import Session

_LARGE = 3 << 16
"""Numbers in scores and features from which on showing all parts of the window together is felt."""


def is_large(state: State) -> bool:
    """Whether the parts of the window are better shown one after the other."""
    return state.size > _LARGE


def lay_out_now() -> None:
    """Let every layout that has been asked for be done before anything is painted.

    Else a window that was resized is painted twice: at once, and again when they are done.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def place_at_desk(
    area: QRect, header: QWidget, rail: QWidget, front: QWidget, strip: QWidget
) -> None:
    """Header above, rail at the left, formula below: each placed once, however much has changed."""
    above, below = header.sizeHint().height(), strip.sizeHint().height()
    beside, width = rail.sizeHint().width(), area.width()
    middle = area.height() - above - below
    header.setGeometry(0, 0, width, above)
    rail.setGeometry(0, above, beside, middle)
    front.setGeometry(beside, above, width - beside, middle)
    strip.setGeometry(0, above + middle, width, below)


class Front(QWidget):
    """Pages, of which one is in front.

    Header, rail and strip take over another size, language or theme at once, the page one turn of
    the event loop later: neither half holds the window for long, and of several sizes that came in
    between, the page is laid out for the last alone. Pages out of sight follow when they are shown.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.stack = QStackedWidget(self)
        self.stack.setObjectName("pages")
        self._made: dict[str, Page] = {}
        self._begun: dict[str, Iterator[Page | None]] = {}
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self.follow)
        look.changed.connect(self._follow_later)

    def make(self, key: str, session: Session, strip: FormulaStrip) -> Page:
        """The page of a key, made if it is not there; nothing is shown on it yet.

        Tab comes from its end to the strip, however late it was made.
        """
        for _ in self.make_in_pieces(key, session, strip):
            pass
        return self._made[key]

    def make_in_pieces(self, key: str, session: Session, strip: FormulaStrip) -> Iterator[None]:
        """The same, pausing after each piece; whoever makes it meanwhile makes the rest."""
        if key not in self._made:
            # A page out of sight takes over sizes and words when it is shown.
            pieces = pieces_of_page(key, self._look.follower(), session)
            try:
                for page in self._begun.setdefault(key, pieces):
                    if page is None:
                        yield
                    else:
                        self._take(key, page, strip)
            except Exception:
                del self._begun[key]  # who asks for it again has it made anew
                raise

    def _take(self, key: str, page: Page, strip: FormulaStrip) -> None:
        self._made[key] = page
        page.class_hovered.connect(strip.set_highlight)
        self.stack.addWidget(page)
        # Not by walking along nextInFocusChain: holding what it gives ends in a crash at exit.
        stops = [one for one in page.findChildren(QWidget) if _is_stop(one)]
        if stops:
            self.setTabOrder(stops[-1], strip)
        del self._begun[key]

    def bring(self, page: Page) -> None:
        """Bring a page to the front, as large and in the look as the window is now."""
        self._fit(page)
        self.stack.setCurrentWidget(page)
        lay_out_now()

    def follow(self) -> None:
        """Be as large, and in the look, as the window is now."""
        page = self.stack.currentWidget()
        if isinstance(page, Page):
            self._fit(page)
        lay_out_now()

    def _fit(self, page: Page) -> None:
        self._turn.stop()
        page.look.take_over(self._look, times=page.growth)
        self.stack.setGeometry(self.rect())
        # One that is about to be shown must not be laid out for another size first.
        page.setGeometry(self.stack.rect())

    def _follow_later(self) -> None:
        if self.isVisible():
            self._turn.start()
        else:
            self.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page its new size in the next turn."""
        super().resizeEvent(event)
        self._follow_later()


def stop_in_sight(side: QWidget, first: QWidget) -> QWidget | None:
    """Where the keyboard goes that comes to a side of the window: to its `first` stop.

    Or to another where that is hidden, behind a card that fills the page say, or disabled.
    """
    stops = (first, *(one for one in side.findChildren(QWidget) if _is_stop(one)))
    return next((one for one in stops if one.isVisible() and one.isEnabled()), None)


def _is_stop(widget: QWidget) -> bool:
    """Whether Tab stops at a part of a page that may be its last.

    The button behind a heading comes before what its card shows, but is raised over the heading,
    which makes it the card's last child.
    """
    if isinstance(widget, GrowButton) or widget.focusProxy() is not None:
        return False
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
