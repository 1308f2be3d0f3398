"""The main window: header, rail, page and formula strip around one session."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QToolTip,
    QWidget,
)

from core.arrays import IntArray
from core.evaluation import HEAVY, Evaluation
from core.saving import stamp_of
from core.state import State
from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.controls.card import Card
from gui.files.documents import Documents
from gui.formula.strip import FormulaStrip
from gui.header import Header
from gui.look.theme import Change, Look, Mode, Type
from gui.look.themes import SYSTEM
from gui.pages import PAGES, make_page, page_kind
from gui.pages.page import Page
from gui.rail.rail import Rail
from gui.session import Session, Viewing
from gui.window.acts import Acts
from gui.window.aside import Asides, Place, Side
from gui.window.front import Front, lay_out_now
from gui.window.key_sheet import KeySheet
from gui.window.main_menu import MainMenu
from gui.window.menu_key import MenuKey
from gui.window.projector import Projector
from gui.window.telling import Telling
from gui.words.translation import set_language, tr, words

SMALLEST = (960, 600)


@spoken_as(plainly(Role.Window))
class MainWindow(QWidget):
    """Everything on screen. It wires the parts and holds no mathematics and no words."""

    language_changed = Signal(object)
    """The language code a person has chosen."""
    theme_changed = Signal(object)
    """The theme a person has chosen, by its key, or that of the system."""

    def __init__(
        self,
        state: State,
        look: Look | None = None,
        path: Path | None = None,
        page: str | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.look = look or Look()
        self.session = Session(state, self)
        self.session.document.mark_saved(path, stamp_of(path) if path else None)
        self._asks = True
        self.pages: dict[str, Page] = {}
        self._made: dict[str, Page] = {}
        self._cards: dict[str, str] = {}
        self.page: Page
        self.header = Header(self.look, self.session, tuple(PAGES))
        self.rail = Rail(self.look.follower(), self.session)
        self.strip = FormulaStrip(self.look, self.session)
        self._front = Front(self.look)
        for part in (self.header, self.rail, self._front, self.strip):
            part.setParent(self)
        self.projector = Projector(self.look, self.session, self.rail, self)
        self.strip.class_hovered.connect(self._highlight_on_page)
        self.documents = Documents(
            self.look, self.session, self, self.header.title, self._front.stack
        )
        self.keys = KeySheet(self.look, self)
        self._menu_key = MenuKey(self)
        self.setMinimumSize(*SMALLEST)
        # Nothing is in focus at first: a ring around some button would be the first thing seen.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()
        self.acts = Acts(self, self._slots())
        self.menu = MainMenu(self.look, self.acts, self)
        self.header.menu.setMenu(self.menu)
        self.acts.put_into(self.header.scenario_menu, ("new", "open", "save", "save_as"))
        self._connect()
        self._arrive(page)
        self.look.changed.connect(self.apply_look)
        self.apply_look()
        self.show_evaluation(self.session.evaluation)
        self.asides = Asides(
            self.look, self.session, self, self._sides_of_scores, self._place_of_news
        )
        self.asides.moved.connect(self._mark_moved)
        self.telling = Telling(self.session, self)
        self.language_changed.connect(self.telling.set_words)

    def _slots(self) -> dict[str, Callable[[], object]]:
        """What each act does."""
        tabs = enumerate(self.header.tabs.values(), start=1)
        return {
            "new": self.documents.new,
            "open": self.documents.open_file,
            "save": self.documents.save,
            "save_as": self.documents.save_as,
            "quit": self.close,
            "undo": self.session.undo,
            "redo": self.session.redo,
            "reset": self.session.reset,
            **{f"page.{number}": tab.click for number, tab in tabs},
            "change_sides": self._change_sides,
            "full_screen": self._toggle_full_screen,
            "projector": self._toggle_projector,
            "sheet": self.keys.toggle,
            "menu": self._show_menu,
            "previous": self.rail.examples.go_back,
            "next": self.rail.examples.go_on,
            "find": self._find,
            "pin": self.header.pin.click,
            "swap": self.header.swap.click,
        }

    def _sides_of_scores(self) -> tuple[Side, ...]:
        return self.page, self.rail, self.strip

    def _place_of_news(self) -> Place:
        return self.page.place_of_news()

    def _mark_moved(self, examples: IntArray) -> None:
        self.page.mark_moved(examples)

    def _connect(self) -> None:
        self.session.evaluated.connect(self.show_evaluation)
        self.header.page_chosen.connect(self.show_page)
        self.projector.page_chosen.connect(self.show_page)
        self.projector.moved.connect(self._rearrange)
        self.header.scenario_chosen.connect(self.documents.open_builtin)
        self.header.language_chosen.connect(self.set_language)
        self.menu.language_chosen.connect(self.set_language)
        self.menu.theme_chosen.connect(self.set_theme)
        self._menu_key.asked.connect(self._show_menu)
        self.documents.saved.connect(self._show_title)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._leave_pages_to_tables)
            application.styleHints().colorSchemeChanged.connect(self._follow_system)

    def _leave_pages_to_tables(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A table turns its own pages, also while one of its cells is being typed in."""
        while now is not None and not isinstance(now, QAbstractItemView):
            now = now.parentWidget()
        for name in ("previous", "next"):
            self.acts[name].setEnabled(now is None)

    # -- what the parts ask for -------------------------------------------------------------------

    def show_page(self, key: str) -> None:
        """Bring a page to the front, making it if it is new; hidden ones are not rendered."""
        kind, there = page_kind(key), self.pages.get(key)
        prepare = kind.prepare if there is None else there.prepare_again
        if not self.session.ahead(partial(prepare, self.session.evaluation)):
            self.header.show_page(
                next(name for name in self.pages if self.pages[name] is self.page)
            )
            return
        if key not in self.pages:
            self._make(key)
            page = self.pages[key] = self._made.pop(key)
            if page.turns is not None and key in self._cards:
                page.turns.turn_to(self._cards[key])
            page.turned.connect(self._note_place)
            for card in page.findChildren(Card):
                card.fill_asked.connect(self._fill)
        self.page = self.pages[key]
        self._name_pages()
        self.session.view = Viewing(kind.asked, self.page.prepare_again)
        self.projector.bring(self.page)
        self._place()
        self._front.bring(self.page)
        self.header.show_page(key)
        self.strip.show_whole_loss(self.page.whole_loss)
        self.page.show_evaluation(self.session.evaluation)
        self._note_place()

    def make_ahead(self, key: str) -> None:
        """Make a page that nobody has asked for yet, unless the document is large."""
        if key not in self.pages and self.session.state.size <= HEAVY:
            self._make(key)

    def _make(self, key: str) -> None:
        """Make a page that is not there; nothing is shown on it yet."""
        if key not in self._made:
            # A page out of sight takes over sizes and words when it is shown.
            page = self._made[key] = make_page(key, self.look.follower(), self.session)
            self._front.add(page, self.strip)
            page.class_hovered.connect(self.strip.set_highlight)
            page.page_asked.connect(self.show_page)

    def _arrive(self, page: str | None = None) -> bool:
        """Bring to the front what a document that has just come says, unless `page` is asked for.

        What it leaves open stays as it is. Whether the page has come and shows the document.
        """
        self._document = self.session.document.original
        told_page, told_cards = self.session.document.place
        self._cards |= told_cards
        for key, card in told_cards.items():
            turns = self.pages[key].turns if key in self.pages else None
            if turns is not None:
                turns.turn_to(card)
        present = next((key for key, one in self.pages.items() if one is self.page), None)
        target = page or told_page or present or next(iter(PAGES))
        self.show_page(target)
        return self.page is self.pages.get(target)

    def _note_place(self) -> None:
        """Let the document know what is in front."""
        for key, page in self.pages.items():
            if page.turns is not None:
                self._cards[key] = page.turns.card
        front = next(key for key, page in self.pages.items() if page is self.page)
        self.session.document.look(front, dict(self._cards))

    def set_language(self, code: str) -> None:
        """Speak another language from now on."""
        self.session.catch_up()  # panels out of sight take their words from what is there now
        set_language(code)
        self.look.speak()
        self.language_changed.emit(code)

    def set_theme(self, choice: str) -> None:
        """Wear a theme from now on, or the one that goes with the system."""
        self.session.catch_up()  # as for a language
        self.look.wear(choice)
        self.menu.apply_look()
        self.theme_changed.emit(choice)

    def _follow_system(self) -> None:
        if self.look.choice == SYSTEM:
            self.look.wear(SYSTEM)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave the keyboard to nobody where its control was hidden: only Tab takes it on."""
        focus = QApplication.focusWidget()
        if focus is not None and not focus.isVisible():
            focus.clearFocus()
            return True
        return super().focusNextPrevChild(forward)

    def _change_sides(self) -> None:
        """Take the keyboard from the rail to the page and back, past all that lies between."""
        focus = QApplication.focusWidget()
        on_page = focus is not None and self.page.isAncestorOf(focus)
        target = self.rail.first_stop() if on_page else self.page.first_stop()
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _toggle_projector(self) -> None:
        self.show_projector(on=not self.projector.on)

    def show_projector(self, *, on: bool) -> None:
        """Lay the window out for a hall, in the colours for that, or for a desk again."""
        self.session.catch_up()  # as for a language
        if on:
            self._worn = self.look.choice
        self.look.wear("projector" if on else self._worn)
        self.look.set_mode(Mode.PROJECTOR if on else Mode.DESK)
        self.menu.apply_look()

    def _fill(self, card: Card) -> None:
        """Let a card fill the page, or give the page back."""
        self.session.catch_up()
        self.page.fill(None if self.page.full is card else card)
        self._front.follow()
        self.page.show_evaluation(self.session.evaluation)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where nothing that has the keyboard wants it."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.page.full is not None:
            self._fill(self.page.full)
        elif self.projector.on:
            self.show_projector(on=False)

    def _rearrange(self) -> None:
        self._place()
        self.page.show_evaluation(self.session.evaluation)

    def _show_menu(self) -> None:
        if not self.keys.isVisible():  # Alt comes through where no shortcut does
            self.menu.popup(self.mapToGlobal(self.rect().topLeft()))

    def _find(self) -> None:
        """Take the keyboard to where the name of an example is searched for."""
        self.show_page("batch")
        self.page.search()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _highlight_on_page(self, class_index: int | None) -> None:
        self.page.set_highlight(class_index)

    # -- how it looks -----------------------------------------------------------------------------

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over palette, font and title."""
        self.projector.follow(self.page)
        if what & Change.COLORS:
            palette = self.look.palette()
            self.setPalette(palette)
            # Menus and dialogs take theirs from the application.
            QApplication.setPalette(palette)
            QToolTip.setPalette(palette)
            self.update()
        if what & ~Change.COLORS:
            self.acts.set_words()
            self.setFont(self.look.font(Type.BODY))
            QToolTip.setFont(self.look.font(Type.SMALL))
            self._name_pages()
            self.header.setVisible(self.look.mode is Mode.DESK)
            self._place()
            self._show_title()

    def _name_pages(self) -> None:
        for key, page in self.pages.items():
            page.setAccessibleName(tr(f"page.{key}"))

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation` in every visible part."""
        self.header.show_evaluation(evaluation)
        self.rail.show_evaluation(evaluation)
        self.strip.show_evaluation(evaluation)
        self.projector.show_evaluation(evaluation)
        arrived = self.session.document.original is not self._document and not evaluation.pending
        if not (arrived and self._arrive()):
            self.page.show_evaluation(evaluation)
        self._show_title()

    def _show_title(self) -> None:
        """Name document and file in the title bar, with the mark of changes that wait for a file.

        In the middle of a drag nothing is compared: what moves has changed.
        """
        document = self.session.document
        names = [words(document.state.title), document.path.name if document.path else ""]
        title, file = (name.replace("[*]", "[*][*]") for name in names)
        parts = [f"{title}[*]", *([file] if file else []), tr("app.name")]
        text = " — ".join(parts)
        if text != self.windowTitle():
            self.setWindowTitle(text)
        self.setWindowModified(document.in_gesture or document.modified)

    def showEvent(self, event: QShowEvent) -> None:
        """The native window is there now."""
        super().showEvent(event)
        self._menu_key.watch(self.windowHandle())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale type and marks with the window; the page follows."""
        super().resizeEvent(event)
        self.session.catch_up()
        self.look.fit(self.width(), self.height())
        self._place()

    def _place(self) -> None:
        """Put the parts where they belong: by hand, each once, however much has changed."""
        if self.projector.on:
            self._front.setGeometry(self.projector.place(self.rect(), self.strip))
            lay_out_now()
            return
        above, below = self.header.sizeHint().height(), self.strip.sizeHint().height()
        beside, width = self.rail.sizeHint().width(), self.width()
        middle = self.height() - above - below
        self.header.setGeometry(0, 0, width, above)
        self.rail.setGeometry(0, above, beside, middle)
        self._front.setGeometry(beside, above, width - beside, middle)
        self.strip.setGeometry(0, above + middle, width, below)
        lay_out_now()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what becomes of changes, whatever they were made to."""
        if self._asks and not self.documents.may_close():
            event.ignore()

    def close_unasked(self) -> None:
        """Close as the system wants it, asking nothing; what was being typed counts."""
        self.documents.finish_typing()
        self._asks = False
        self.close()
        QApplication.exit(0)  # also where a dialog waits for an answer

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the page behind the cards."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self.look.color("page"))
