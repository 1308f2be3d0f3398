"""What leaves the window: figures of it, into files and onto the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gui.controls.card import Card
from gui.controls.menu import Menu
from gui.files import putting
from gui.files.figure import NOTHING, save_figure
from gui.files.figure_dialog import FigureDialog, Target
from gui.files.numbers import Numbers
from gui.look.theme import Look
from gui.look.themes import PRINT
from gui.pages.page import Page
from gui.session import Session
from gui.window.cards import cards_of
from gui.window.copying import Copying
from gui.window.front import Front
from gui.window.reporting import Reporting
from gui.words.translation import tr, words

_PAGE, _WINDOW = "page", "window"


class Out(QObject):
    """Saves and copies figures; the menu of every card has both."""

    def __init__(self, look: Look, session: Session, front: Front, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._session = session
        self._front = front
        self._window = window
        self._numbers = Numbers(session, window)
        self._copying = Copying(look, session, front, window)
        self._reporting = Reporting(look, session, window)
        self.slots: dict[str, Callable[[], object]] = {
            "save_figure": self.save_figure,
            "save_report": self._reporting.save,
            "copy_as": self._copying.ask,
            "copy_link": self._copying.copy_link,
            "save_numbers": self._numbers.save,
            "save_weights": self._numbers.save_weights,
        }
        """What each act does that has to do with this."""
        # Comes here from every part of a card that has no menu of its own.
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent):
            by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            at = (
                QApplication.widgetAt(event.globalPos()) if by_mouse else QApplication.focusWidget()
            )
            while at is not None and not isinstance(at, Card):
                at = at.parentWidget()
            if isinstance(at, Card):
                self._show_menu(at, event.globalPos())
                return True
        return False

    def _show_menu(self, card: Card, at: QPoint) -> None:
        menu = Menu(self._look, "card.menu", self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, act in (("save", self._save), ("copy", self._copy_card)):
            entry = menu.addAction(tr(f"figure.card.{name}"))
            entry.setObjectName(f"card.menu.{name}")
            entry.triggered.connect(partial(act, card))
        menu.popup(at)

    def _copy_card(self, card: Card, _checked: bool = False) -> None:
        self._copying.copy_card(card)

    # -- into a file ------------------------------------------------------------------------------

    def save_figure(self) -> None:
        """Ask what is to be saved, and save it: at first the card that fills the page, or all."""
        page = self._page
        self._save(None if page is None else page.full)

    @property
    def _page(self) -> Page | None:
        page = self._front.stack.currentWidget()
        return page if isinstance(page, Page) else None

    def _save(self, card: Card | None, _checked: bool = False) -> None:
        self._session.catch_up()
        current = _PAGE if card is None else card.objectName()
        dialog = FigureDialog(self._look, self._window, self._targets(), current)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._put(dialog)
        dialog.deleteLater()

    def _targets(self) -> list[Target]:
        page = self._page
        if page is None:
            return [(_WINDOW, tr("figure.window"), self._window)]
        name = tr("figure.page", name=page.accessibleName())
        cards = [(card.objectName(), card.accessibleName(), card) for card in cards_of(page)]
        window = self._window
        return [(_PAGE, name, page), *cards, (_WINDOW, tr("figure.window"), window)]

    def _put(self, dialog: FigureDialog) -> None:
        title = words(self._session.state.title)
        endings = (".png", ".svg", ".pdf")
        path = putting.ask_where_to_put(self._window, tr("figure.title"), title, endings)
        if path is not None:
            write = partial(self._write, dialog)
            putting.put(self._window, path, write, again=partial(self._put, dialog))

    def _write(self, dialog: FigureDialog, path: Path, overwrite: bool) -> None:
        title, target = words(self._session.state.title), dialog.target
        with self._dressed_for(path.suffix.lower(), in_print=dialog.printed):
            ground = NOTHING if isinstance(target, Card) else self._look.color("page")
            scale = dialog.scale
            save_figure(path, target, title, scale=scale, ground=ground, overwrite=overwrite)

    @contextmanager
    def _dressed_for(self, ending: str, *, in_print: bool) -> Iterator[None]:
        """As a file of this kind asks for, or paper, for what is painted meanwhile.

        On the screen nothing is.
        """
        choice = self._look.choice
        self._look.use_plain_glyphs(on=ending == ".pdf")
        if in_print:
            self._look.wear(PRINT)
        self._front.follow()
        try:
            yield
        finally:
            self._look.use_plain_glyphs(on=False)
            self._look.wear(choice)
            self._front.follow()
