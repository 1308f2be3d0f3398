"""The window with one view at a time: for the last row of a hall, zoomed far, or very small."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from core.evaluation import Evaluation
from gui.formula.strip import FormulaStrip
from gui.look.theme import Look, Mode, Room
from gui.pages.page import Page
from gui.rail.rail import Rail
from gui.session import Session
from gui.window.bar import Bar


class Projector(QObject):
    """What stands in place of the header, and where the rest goes, while there is little room.

    Of a page one view is shown. Where that does not suffice, the rail is folded away; it lies over
    the page when it is asked for, and under the formula of one example the whole loss is written.

    Signals
    -------
    moved()
        The parts have other places now, or the page shows another of its views.
    page_chosen(key), menu_asked()
    """

    moved = Signal()
    page_chosen = Signal(object)
    menu_asked = Signal()

    def __init__(self, look: Look, session: Session, rail: Rail, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._rail = rail
        self._views: dict[str, str] = {}
        self._alone: str | None = None
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
        bar.lower()  # made late it would come over what lies over the window
        bar.menu.clicked.connect(self.menu_asked)
        bar.rail.clicked.connect(self.toggle_rail)
        bar.view_chosen.connect(self.show_view)
        bar.page_chosen.connect(self.page_chosen)
        return bar

    @cached_property
    def total(self) -> FormulaStrip:
        """The whole loss, under the formula of one example."""
        total = FormulaStrip(self._look.follower(), self._session, name="formula.total")
        total.setParent(self._window)
        total.lower()
        total.show_whole_loss(True)
        return total

    @property
    def total_now(self) -> FormulaStrip | None:
        """The whole loss, where it has a place now."""
        whole = self._page is not None and self._page.whole_loss
        return self.total if self.folded and not whole else None

    @property
    def on(self) -> bool:
        """Whether one view of a page is shown at a time."""
        return self._look.room <= Room.ONE_VIEW

    @property
    def folded(self) -> bool:
        """Whether the rail is folded away, and the header with it."""
        return self._look.room is Room.NO_RAIL

    def follow(self, page: Page) -> None:
        """Take over the window's look, and show or leave the page's one view."""
        self._rail.look.take_over(self._look, Mode.OVER if self.folded else Mode.DESK)
        if self.on:
            self.bar.look.take_over(self._look)
            self.total.look.take_over(self._look)
        self.bring(page)

    def bring(self, page: Page) -> None:
        """A page has come to the front."""
        if page is not self._page or self.on:
            self._alone = None
        self._page = page
        if self._made:
            self.bar.setVisible(self.folded or (self.on and bool(page.views)))
            self.total.setVisible(self.folded and not page.whole_loss)
        self._open &= self.folded
        if not self.on:
            page.show_view(self._alone)
        else:
            self.bar.show_only_views(not self.folded)
            view = self._views.get(page.key, next(iter(page.views), None))
            page.show_view(view)
            self.bar.show_page(page.key, tuple(page.views), view)
        self._rail.setVisible(not self.folded or self._open)
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

    def show_alone(self, name: str | None) -> bool:
        """Where all of a page has room, show one view of it alone, or all again; if it is that."""
        changed = not self.on and name != self._alone
        if changed and self._page is not None:
            self._alone = name
            self.bring(self._page)
            self.moved.emit()
        return changed

    @property
    def alone(self) -> str | None:
        """The view that is shown alone though there is room for all."""
        return self._alone

    def toggle_rail(self) -> None:
        """Bring the rail over the page, or fold it away."""
        if self.folded and self._page is not None:
            self._open = not self._open
            self.bar.rail.set_glyph("left" if self._open else "right")
            self.bring(self._page)
            self.moved.emit()

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation` in what is to be seen."""
        if self.on:
            self.bar.show_evaluation(evaluation)
            self.total.show_evaluation(evaluation)

    def place_views(self, area: QRect) -> QRect:
        """Put the names of the views into `area` beside the rail; what is left is the page's."""
        above = 0 if self.bar.isHidden() else self.bar.sizeHint().height()
        self.bar.setGeometry(area.left(), area.top(), area.width(), above)
        return area.adjusted(0, above, 0, 0)

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
