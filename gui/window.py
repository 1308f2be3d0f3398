"""The main window: header, rail, page and formula strip around one session."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from core import edits
from core.arrays import IntArray
from core.evaluation import Evaluation
from core.scenario import builtin
from core.state import State
from gui import files
from gui.aside import Asides, Place, Side
from gui.formula.strip import FormulaStrip
from gui.header import Header
from gui.pages import PAGES, make_page, page_kind
from gui.pages.page import Page
from gui.rail.rail import Rail
from gui.session import Session, Viewing
from gui.theme import Look, Type
from gui.translation import set_language, tr, words

SMALLEST = (960, 600)


class MainWindow(QWidget):
    """Everything on screen. It wires the parts and holds no mathematics and no words."""

    language_changed = Signal(object)
    """The language code a person has chosen."""

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
        self.session.document.mark_saved(path)
        self._asks = True
        self.pages: dict[str, Page] = {}
        self._cards: dict[str, str] = {}
        self.page: Page
        self.header = Header(self.look, self.session, tuple(PAGES))
        self.rail = Rail(self.look, self.session)
        self.strip = FormulaStrip(self.look, self.session)
        self._stack = QStackedWidget()
        self.strip.class_hovered.connect(self._highlight_on_page)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self._stack, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        rows.addLayout(middle, 1)
        rows.addWidget(self.strip)
        self.setMinimumSize(*SMALLEST)
        # Nothing is in focus at first: a ring around some button would be the first thing seen.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()
        self._connect()
        self._arrive(page)
        self.look.changed.connect(self.apply_look)
        self.apply_look()
        self.show_evaluation(self.session.evaluation)
        self.asides = Asides(
            self.look, self.session, self, self._sides_of_scores, self._place_of_news
        )
        self.asides.moved.connect(self._mark_moved)

    def _sides_of_scores(self) -> tuple[Side, ...]:
        return self.page, self.rail, self.strip

    def _place_of_news(self) -> Place:
        return self.page.place_of_news()

    def _mark_moved(self, examples: IntArray) -> None:
        self.page.mark_moved(examples)

    def _connect(self) -> None:
        self.session.evaluated.connect(self.show_evaluation)
        self.header.page_chosen.connect(self.show_page)
        self.header.scenario_chosen.connect(self.open_builtin)
        self.header.language_chosen.connect(self.set_language)
        self.header.open_asked.connect(self.open_file)
        self.header.save_asked.connect(self.save_file)
        # Open and Save have theirs in the header's menu; a second one would silence both.
        for keys, slot in (
            (QKeySequence.StandardKey.Undo, self.session.undo),
            # Spelled out: the standard key is one of the two, another on each platform.
            ("Ctrl+Y", self.session.redo),
            ("Ctrl+Shift+Z", self.session.redo),
            ("Ctrl+P", self.header.pin.click),
            ("Ctrl+Shift+P", self.header.swap.click),
            ("F6", self._change_sides),
            (QKeySequence.StandardKey.FullScreen, self._toggle_full_screen),
            ("Ctrl+Q", self.close),
        ):
            QShortcut(QKeySequence(keys), self, slot)
        for number, tab in enumerate(self.header.tabs.values(), start=1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, tab.click)

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
            page = make_page(key, self.look, self.session)
            self.pages[key] = page
            self._stack.addWidget(page)
            page.class_hovered.connect(self.strip.set_highlight)
            page.page_asked.connect(self.show_page)
            if page.turns is not None and key in self._cards:
                page.turns.turn_to(self._cards[key])
            page.turned.connect(self._note_place)
            self._put_strip_after(page)
        self.page = self.pages[key]
        self.session.view = Viewing(kind.asked, self.page.prepare_again)
        self._stack.setCurrentWidget(self.page)
        self.header.show_page(key)
        self.strip.show_whole_loss(self.page.whole_loss)
        self.page.show_evaluation(self.session.evaluation)
        self._note_place()

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

    def _put_strip_after(self, page: Page) -> None:
        """Let Tab come to the formula after the page above it, however late that was made."""
        # Not by walking along nextInFocusChain: holding what it gives ends in a crash at exit.
        stops = [
            one
            for one in page.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
        ]
        if stops:
            self.setTabOrder(stops[-1], self.strip)

    def open_builtin(self, key: str) -> None:
        """Load one of the scenarios that come with the program; one undo step."""
        for item in builtin():
            if item.key == key and self._may_leave():
                self.session.edit(edits.load(item.load()))

    def open_file(self) -> None:
        """Ask for a scenario file and load it; one undo step."""
        opened = files.ask_and_load(self) if self._may_leave() else None
        if opened is not None:
            path, state = opened
            self.session.edit(edits.load(state))
            self.session.document.mark_saved(path)

    def save_file(self) -> None:
        """Ask where to save the document, with what was typed last, and do it."""
        self._finish_typing()
        document = self.session.document
        path = files.ask_and_save(self, document.to_save, document.path)
        if path is not None:
            document.mark_saved(path)

    def _finish_typing(self) -> None:
        """Take what stands in an open field, as on leaving it."""
        field = self.focusWidget()
        if isinstance(field, QLineEdit):
            field.clearFocus()
            self.session.flush()

    def set_language(self, code: str) -> None:
        """Speak another language from now on."""
        self.session.catch_up()  # panels out of sight take their words from what is there now
        set_language(code)
        self.look.changed.emit()
        self.language_changed.emit(code)

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

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _highlight_on_page(self, class_index: int | None) -> None:
        self.page.set_highlight(class_index)

    # -- how it looks -----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over palette, font and title."""
        self.setPalette(self.look.palette())
        self.setFont(self.look.font(Type.BODY))
        QToolTip.setFont(self.look.font(Type.SMALL))
        QToolTip.setPalette(self.look.palette())
        self.setWindowTitle(f"{words(self.session.state.title)} — {tr('app.name')}")

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation` in every visible part."""
        self.header.show_evaluation(evaluation)
        self.rail.show_evaluation(evaluation)
        self.strip.show_evaluation(evaluation)
        arrived = self.session.document.original is not self._document and not evaluation.pending
        if not (arrived and self._arrive()):
            self.page.show_evaluation(evaluation)
        title = f"{words(evaluation.state.title)} — {tr('app.name')}"
        if title != self.windowTitle():
            self.setWindowTitle(title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale type and marks with the window."""
        super().resizeEvent(event)
        self.session.catch_up()
        self.look.fit(self.width(), self.height())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what becomes of changes to a file; a built-in scenario is anyone's to play with."""
        if self._asks and not self._may_leave():
            event.ignore()

    def close_unasked(self) -> None:
        """Close as the system wants it, asking nothing; what was being typed counts."""
        self._finish_typing()
        self._asks = False
        self.close()
        QApplication.exit(0)  # also where a dialog waits for an answer

    def _may_leave(self) -> bool:
        """Whether the document may give way, once it is known what becomes of its changes."""
        self._finish_typing()
        document = self.session.document
        if document.path is None or not document.modified:
            return True
        choice = files.ask_about_changes(self, document.path)
        if choice == files.Choice.SAVE:
            self.save_file()
        return choice != files.Choice.CANCEL and not (
            choice == files.Choice.SAVE and document.modified
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the page behind the cards."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self.look.color("page"))
