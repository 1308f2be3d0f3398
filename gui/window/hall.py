"""What a lecturer does before others: go on and back, blank, point, bring one thing up alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

from gui.controls.card import Card
from gui.formula.strip import FormulaStrip
from gui.look.theme import Look, Mode
from gui.pages.page import Page
from gui.session import Session
from gui.window.blank import Blank
from gui.window.front import Front
from gui.window.hall_keys import HallKeys
from gui.window.presenting import Presenting
from gui.window.progress import Progress
from gui.window.projector import Projector
from gui.window.ring import PointerRing
from gui.words.actions import Place, actions_at

_Act = Callable[[], object]


class Hall(QObject):
    """Presenting, cards that fill the page, the black window, the pointer's ring, and their keys.

    Parameters
    ----------
    look, session
    projector
        The layout for the last row.
    front
        Where the page in front is.
    strip
        The formula at a desk.
    sheet
        Behind which no key acts.
    window

    Signals
    -------
    rearranged()
        The page in front shows others of its parts.
    """

    rearranged = Signal()

    def __init__(
        self,
        look: Look,
        session: Session,
        projector: Projector,
        front: Front,
        strip: FormulaStrip,
        sheet: QWidget,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._look = look
        self._session = session
        self._projector = projector
        self._front = front
        self._strip = strip
        self._sheet = sheet
        self._page: Page | None = None
        self.presenting = Presenting(look, session, window, self._formulas)
        self.presenting.changed.connect(self._show_progress)
        self.blank = Blank(window)
        self.ring = PointerRing(look, window, self.blank)
        self._progress = Progress(look, window)
        self.slots: dict[str, _Act] = {
            "present": self.presenting.toggle,
            "next": self.presenting.go_on,
            "previous": self.presenting.go_back,
            "blank": self.blank.toggle,
            "ring": self.ring.toggle,
            "rail": projector.toggle_rail,
        }
        """What each act does that has to do with this."""
        self._keys = HallKeys(self._acts_by_key(), self._is_active, self)

    def _acts_by_key(self) -> dict[str, _Act]:
        found: dict[str, _Act] = {}
        slots = {**self.slots, "reveal": self.presenting.go_on, "leave": self.escape}
        for one in actions_at(Place.HALL):
            for number, key in enumerate(one.keys, start=1):
                panel = partial(self.show_panel, number)
                found[key] = panel if one.name == "panel" else slots[one.name]
        return found

    def _is_active(self) -> bool:
        """Whether the single keys act: somebody may be looking, and nothing lies over the page."""
        looked_at = self.presenting.on or self._look.mode is Mode.PROJECTOR
        return looked_at and self.blank.isHidden() and self._sheet.isHidden()

    def watch(self, window: QWindow) -> None:
        """Watch the native window for the single keys from now on."""
        self._keys.watch(window)

    # -- what is asked for ------------------------------------------------------------------------

    def fill(self, card: Card) -> None:
        """Let a card fill the page, or give the page back."""
        if self._page is not None:
            self._session.catch_up()
            self._page.fill(None if self._page.full is card else card)
            self.rearranged.emit()

    def uncover(self, view: str) -> None:
        """Bring a view of the page in front into sight, whatever else is shown alone."""
        page = self._page
        if page is not None and page.full is not None and page.full not in page.views[view]:
            self.fill(page.full)
        self._projector.show_view(view)
        if self._projector.alone != view:
            self._projector.show_alone(None)

    def show_panel(self, number: int) -> None:
        """Show one of the page's views alone, by its number from 1; at a desk again all of it."""
        page = self._page
        if self._projector.on:
            self._projector.show_view_at(number)
        elif page is not None and 1 <= number <= len(page.views):
            name = tuple(page.views)[number - 1]
            card = page.card_of(name)
            if card is not None:
                self.fill(card)
                return
            self._session.catch_up()
            self._projector.show_alone(None if self._projector.alone == name else name)

    def escape(self) -> bool:
        """Leave what was entered last: the full card, presenting; False if there was neither."""
        page = self._page
        if page is not None and page.full is not None:
            self.fill(page.full)
        elif not self._projector.show_alone(None):
            if not self.presenting.on:
                return False
            self.presenting.end()
        return True

    # -- what follows -----------------------------------------------------------------------------

    def bring(self, page: Page) -> None:
        """A page has come to the front."""
        self._page = page
        self.presenting.bring(page)

    def arrange(self) -> None:
        """The window's parts have their places."""
        self.presenting.arrange()
        if self.blank.isVisible():
            self.blank.cover()

    def _formulas(self) -> tuple[QWidget, ...]:
        """Where the loss of the example is written besides the page."""
        under = self._projector.total_now
        return (self._strip,) if under is None else (self._strip, under)

    def _show_progress(self) -> None:
        if self.presenting.on:
            self._progress.show_progress(*self.presenting.progress, self._front.geometry())
        else:
            self._progress.hide()
