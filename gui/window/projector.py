"""The window laid out for the last row of a hall: fewer things, larger."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from core.evaluation import Evaluation
from gui.formula.strip import FormulaStrip
from gui.look.theme import Look, Mode
from gui.pages.page import Page
from gui.rail.rail import Rail
from gui.session import Session
from gui.window.bar import Bar

RAIL_SCALE = 1.3
"""How much larger the rail is than at a desk: what is to be read has 2 % of the height."""


class Projector(QObject):
    """What stands in place of the header, and where the rest goes, while the mode is on.

    The rail is folded away; it lies over the page when it is asked for. Of a page one view is
    shown. Under the formula of one example the whole loss is written.

    Signals
    -------
    moved()
        The parts have other places now, or the page shows another of its views.
    page_chosen(key)
    """

    moved = Signal()
    page_chosen = Signal(object)

    def __init__(self, look: Look, session: Session, rail: Rail, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._rail = rail
        self._views: dict[str, str] = {}
        self._open = False
        self._page: Page | None = None
        self._session = session
        self._window = window
        self._made = False

    @cached_property
    def bar(self) -> Bar:
        """The line along the top; made when it is first wanted, as the formula below is."""
        self._made = True
        bar = Bar(self._look.follower(), self._session)
        bar.setParent(self._window)
        bar.rail.clicked.connect(self.toggle_rail)
        bar.view_chosen.connect(self.show_view)
        bar.page_chosen.connect(self.page_chosen)
        return bar

    @cached_property
    def total(self) -> FormulaStrip:
        """The whole loss, under the formula of one example."""
        total = FormulaStrip(self._look.follower(), self._session, name="formula.total")
        total.setParent(self._window)
        total.show_whole_loss(True)
        return total

    @property
    def total_now(self) -> FormulaStrip | None:
        """The whole loss, where it has a place now."""
        whole = self._page is not None and self._page.whole_loss
        return self.total if self.on and not whole else None

    @property
    def on(self) -> bool:
        """Whether the window is laid out for a projector."""
        return self._look.mode is Mode.PROJECTOR

    def follow(self, page: Page) -> None:
        """Take over the window's look, and show or leave the page's one view."""
        desk = 1.0 if not self.on else RAIL_SCALE
        self._rail.look.take_over(self._look, Mode.DESK, desk)
        if self.on:
            self.bar.look.take_over(self._look)
            self.total.look.take_over(self._look)
        self.bring(page)

    def bring(self, page: Page) -> None:
        """A page has come to the front."""
        self._page = page
        if self._made:
            self.bar.setVisible(self.on)
            self.total.setVisible(self.on and not page.whole_loss)
        if not self.on:
            self._open = False
            page.show_view(None)
        else:
            view = self._views.get(page.key, next(iter(page.views), None))
            page.show_view(view)
            self.bar.show_page(page.key, tuple(page.views), view)
        self._rail.setVisible(not self.on or self._open)
        if self._open:
            self._rail.raise_()

    def show_view(self, name: str) -> None:
        """Show another view of the page in front."""
        if self.on and self._page is not None and name in self._page.views:
            self._views[self._page.key] = name
            self.bring(self._page)
            self.moved.emit()

    def show_view_at(self, number: int) -> None:
        """Show the view of the page in front that has this number, from 1."""
        names = () if self._page is None else tuple(self._page.views)
        if 1 <= number <= len(names):
            self.show_view(names[number - 1])

    def toggle_rail(self) -> None:
        """Bring the rail over the page, or fold it away."""
        if self.on and self._page is not None:
            self._open = not self._open
            self.bar.rail.set_glyph("left" if self._open else "right")
            self.bring(self._page)
            self.moved.emit()

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation` in what is to be seen."""
        if self.on:
            self.bar.show_evaluation(evaluation)
            self.total.show_evaluation(evaluation)

    def place(self, area: QRect, strip: QWidget) -> QRect:
        """Put bar, rail and formulas into `area`; what is left is the page's."""
        above = self.bar.sizeHint().height()
        below = strip.sizeHint().height()
        total = 0 if self.total_now is None else self.total.sizeHint().height()
        self.bar.setGeometry(area.left(), area.top(), area.width(), above)
        middle = area.adjusted(0, above, 0, -below - total)
        strip.setGeometry(area.left(), middle.bottom() + 1, area.width(), below)
        self.total.setGeometry(area.left(), middle.bottom() + 1 + below, area.width(), total)
        beside = self._rail.sizeHint().width()
        self._rail.setGeometry(area.left(), middle.top(), beside, area.height() - above)
        return middle
