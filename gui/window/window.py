"""The main window: header, rail, page and formula strip around one session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from core.arrays import IntArray
from core.evaluation import HEAVY, Evaluation
from core.saving import stamp_of
from core.state import State
from gui.base.access import plainly, spoken_as
from gui.base.portions import Portions, later
from gui.controls.access import Role
from gui.controls.card import Card
from gui.controls.dressed import Dressed, dress_application
from gui.files.bringing.bring_in import BringIn
from gui.files.documents import Documents
from gui.formula.strip import FormulaStrip
from gui.header import Header
from gui.look.theme import Change, Look, Mode, Type
from gui.pages import PAGES, page_kind
from gui.pages.page import Page
from gui.rail.rail import Rail
from gui.session import Session, Viewing
from gui.window.acts import Acts
from gui.window.appearance import Appearance
from gui.window.aside import Asides, Place, Side
from gui.window.front import Front, is_large, lay_out_now, place_at_desk, stop_in_sight
from gui.window.hall import Hall
from gui.window.history import History
from gui.window.key_sheet import KeySheet
from gui.window.latin import LatinKeys
from gui.window.main_menu import BESIDE_SCENARIOS, MainMenu
from gui.window.menu_key import MenuKey
from gui.window.out import Out
from gui.window.projector import Projector
from gui.window.telling import Telling
from gui.window.title import show_title
from gui.words.translation import tr

SMALLEST = (800, 450)  # a screen of 1366 × 768 at 150 % has 911 × 512, less its bars


@spoken_as(plainly(Role.Window))
class MainWindow(QWidget):
    """Everything on screen. It wires the parts and holds no mathematics and no words."""

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
        dress_application(self.look, Change.ALL)  # as long as few widgets hear of it
        self.session = Session(state, self)
        look, session = self.look, self.session
        session.document.mark_saved(path, stamp_of(path) if path else None)
        self.appearance = Appearance(look, session, self)
        self.asks = True
        self.pages: dict[str, Page] = {}
        self._cards: dict[str, str] = {}
        self.page: Page
        self.header = Header(look, session, tuple(PAGES))
        self.rail = Rail(look.follower(), session)
        self.strip = FormulaStrip(look, session)
        self._front = Front(look)
        self._portions = Portions(self)
        for part in (self.header, self.rail, self._front, self.strip):
            part.setParent(self)
        self.projector = Projector(look, session, self.rail, self)
        self.strip.class_hovered.connect(self._highlight_on_page)
        self.documents = Documents(look, session, self, self.header.title, self._front.stack)
        self.data = BringIn(look, session, self.documents, self, self._front.stack)
        self.history = History(look, session, self.header, self)
        self.keys = KeySheet(look, self)
        self.hall = Hall(look, session, self.projector, self._front, self.strip, self.keys, self)
        self.out = Out(look, session, self._front, self)
        self._menu_key = MenuKey(self)
        self._latin = LatinKeys(self)
        self.setMinimumSize(*SMALLEST)
        # Nothing is in focus at first: a ring around some button would be the first thing seen.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()
        self.acts = Acts(self, self._slots(), self.documents.menus | self.history.menus)
        self.menu = MainMenu(look, self.acts, self)
        self.header.menu.setMenu(self.menu)
        self.acts.put_into(self.header.scenario_menu, BESIDE_SCENARIOS)
        self._connect()
        self._arrive(page)
        look.changed.connect(self.apply_look)
        self.apply_look()
        self.show_evaluation(session.evaluation)
        self.asides = Asides(look, session, self, self._sides_of_scores, self._place_of_news)
        self.asides.moved.connect(self._mark_moved)
        self.telling = Telling(session, self, self.hall.presenting)
        self.appearance.language_changed.connect(self.telling.set_words)

    def _slots(self) -> dict[str, Callable[[], object]]:
        """What each act does."""
        tabs = enumerate(self.header.tabs.values(), start=1)
        return {
            "quit": self.close,
            **{f"page.{number}": tab.click for number, tab in tabs},
            "change_sides": self._change_sides,
            "full_screen": self._toggle_full_screen,
            **self.appearance.slots,
            "sheet": self.keys.toggle,
            "menu": self._show_menu,
            **(self.documents.slots | self.data.slots | self.history.slots),
            **(self.hall.slots | self.out.slots),
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
        self.hall.rearranged.connect(self._rearrange)
        self.hall.presenting.switched.connect(self.acts.obey_remote)
        self.hall.presenting.switched.connect(self.documents.ask_nothing)
        self.projector.menu_asked.connect(self._show_menu)
        self.header.scenario_chosen.connect(self.documents.open_builtin)
        self.header.language_chosen.connect(self.set_language)
        self.menu.language_chosen.connect(self.set_language)
        self.menu.theme_chosen.connect(self.appearance.wear)
        self.appearance.theme_changed.connect(self.menu.apply_look)
        self._menu_key.asked.connect(self._show_menu)
        self.documents.saved.connect(self._show_title)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self.acts.leave_pages_to_tables)
            application.styleHints().colorSchemeChanged.connect(self.appearance.follow_system)

    # -- what the parts ask for -------------------------------------------------------------------

    def show_page(self, key: str) -> None:
        """Bring a page to the front, making it if it is new; hidden ones are not rendered."""
        self._portions.finish()  # the other parts still wait for what the last change made
        kind, there = page_kind(key), self.pages.get(key)
        prepare = kind.prepare if there is None else there.prepare_again
        if not self.session.ahead(partial(prepare, self.session.evaluation)):
            self.header.show_page(self.page.key)
            return
        if key not in self.pages:
            page = self.pages[key] = self._front.make(key, self.session, self.strip)
            page.page_asked.connect(self.show_page)
            if page.turns is not None and key in self._cards:
                page.turns.turn_to(self._cards[key])
            page.turned.connect(self._note_place)
            page.turned.connect(self.hall.arrange)
            for card in page.findChildren(Card):
                card.fill_asked.connect(self.hall.fill)
        self.page = self.pages[key]
        self.page.setAccessibleName(tr(f"page.{key}"))
        self.session.view = Viewing(kind.asked, self.page.prepare_again)
        self.projector.bring(self.page)
        self.hall.bring(self.page)
        self._place()
        self._front.bring(self.page)
        self.header.show_page(key)
        shown = self.page.portions(self.session.evaluation)
        formula = later(partial(self.strip.show_whole_loss, self.page.whole_loss))
        self._portions.do(chain(shown, formula), at_once=not is_large(self.session.state))
        self._note_place()  # a page turns another card to the front when it begins to be shown

    def make_ahead(self, key: str) -> Iterator[None]:
        """Make a page that nobody has asked for yet in pieces, unless the document is large."""
        if key not in self.pages and self.session.state.size <= HEAVY:
            yield from self._front.make_in_pieces(key, self.session, self.strip)

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
        self.show_page(target := page or told_page or present or next(iter(PAGES)))
        return self.page is self.pages.get(target)

    def _note_place(self) -> None:
        """Let the document know what is in front."""
        for key, page in self.pages.items():
            if page.turns is not None:
                self._cards[key] = page.turns.card
        self.session.document.look(self.page.key, dict(self._cards))

    def set_language(self, code: str) -> None:
        """Speak another language from now on."""
        self.appearance.speak(code)

    def show_projector(self, *, on: bool) -> None:
        """Lay the window out for a hall, in the colours for that, or for a desk again."""
        self.appearance.lay_out(Mode.PROJECTOR if on else Mode.DESK)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave the keyboard to nobody where its control was hidden: only Tab takes it on."""
        focus = QApplication.focusWidget()
        if focus is not None and not focus.isVisible():
            focus.clearFocus()
            return True
        return super().focusNextPrevChild(forward)

    def _change_sides(self) -> None:
        """Take the keyboard from the rail to the page and back, past all that lies between."""
        on_page = self.page.isAncestorOf(QApplication.focusWidget() or self)
        side: Rail | Page = self.rail if on_page else self.page
        if (stop := stop_in_sight(side, side.first_stop())) is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where nothing that has the keyboard wants it."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.hall.escape() and self.look.mode is Mode.PROJECTOR:
            self.show_projector(on=False)

    def _rearrange(self) -> None:
        self._place()
        self._front.follow()
        self.page.show_evaluation(self.session.evaluation)

    def _show_menu(self) -> None:
        # Alt comes through where no shortcut does.
        if self.keys.isHidden() and self.hall.blank.isHidden():
            self.menu.popup(self.mapToGlobal(self.rect().topLeft()))

    def _find(self) -> None:
        """Take the keyboard to where the name of an example is searched for."""
        self.show_page("batch")
        self.hall.uncover("examples")
        self.page.search()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _highlight_on_page(self, class_index: int | None) -> None:
        self.page.set_highlight(class_index)

    # -- how it looks -----------------------------------------------------------------------------

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over palette, font and title."""
        self.projector.follow(self.page)
        dress_application(self.look, what)
        if what & Change.COLORS:
            self.setPalette(self.look.palette())
            self.update()
        if what & ~Change.COLORS:
            self.acts.set_words()
            self.acts.allow({**self.appearance.possible(), "rail": self.projector.folded})
            self.setFont(self.look.font(Type.BODY))
            self.page.setAccessibleName(tr(f"page.{self.page.key}"))
            self.header.setVisible(not self.projector.folded)
            self._place()
            self._show_title()

    def dress(self, dialog: QDialog) -> None:
        """Let a dialog look as the window does."""
        Dressed(self.look, dialog)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation` in every visible part; of a large document one after the other."""
        at_once = not (self.session.unhurried and is_large(evaluation.state))
        self._portions.do(self._shown(evaluation), at_once=at_once)

    def _shown(self, evaluation: Evaluation) -> Iterator[None]:
        self._show_title()
        for part in (self.header, self.rail, self.strip, self.projector):
            part.show_evaluation(evaluation)
            yield
        arrived = self.session.document.original is not self._document and not evaluation.pending
        if not (arrived and self._arrive()):
            yield from self.page.portions(evaluation)

    def _show_title(self) -> None:
        show_title(self, self.header, self.session.document)
        self.acts.allow(self.documents.possible())

    def showEvent(self, event: QShowEvent) -> None:
        """The native window is there now."""
        super().showEvent(event)
        for keys in (self._menu_key, self._latin, self.hall):
            keys.watch(self.windowHandle())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale type and marks with the window; the page follows."""
        super().resizeEvent(event)
        self.session.catch_up()
        self.look.fit(self.width(), self.height())
        self._place()

    def _place(self) -> None:
        """Put the parts where they belong: by hand, each once, however much has changed."""
        if self.projector.folded:
            self._front.setGeometry(self.projector.place(self.rect(), self.strip))
        else:
            place_at_desk(self.rect(), self.header, self.rail, self._front, self.strip)
            if self.projector.on:
                self._front.setGeometry(self.projector.place_views(self._front.geometry()))
        self.hall.arrange()
        lay_out_now()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what becomes of changes, whatever they were made to; nobody presents any more."""
        self.hall.presenting.end()
        if self.asks and not self.documents.may_close():
            event.ignore()

    def close_unasked(self) -> None:
        """Close as the system wants it, asking nothing; what was being typed counts."""
        self.documents.finish_typing()
        self.asks = False
        self.close()
        if self.thread().loopLevel():  # else it would end the loops that are yet to come
            QApplication.exit(0)  # also where a dialog waits for an answer

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the page behind the cards."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self.look.color("page"))
