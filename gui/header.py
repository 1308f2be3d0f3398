"""The header: title, scenarios, pages, pin, undo, redo, reset, language."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from core.evaluation import Evaluation
from core.scenario import builtin
from gui.labels import edit_text
from gui.session import Session
from gui.theme import Look, Type
from gui.translation import LANGUAGES, language, tr, words
from gui.widgets.button import Button, Kind
from gui.widgets.tips import literal, on_button

_TITLE_WIDTH = 420.0


class Header(QWidget):
    """Buttons along the top; it reports what was asked and leaves the doing to the window.

    Signals
    -------
    page_chosen(key), scenario_chosen(key), language_chosen(code)
    open_asked(), save_asked()
    """

    page_chosen = Signal(object)
    scenario_chosen = Signal(object)
    language_chosen = Signal(object)
    open_asked = Signal()
    save_asked = Signal()

    def __init__(self, look: Look, session: Session, pages: tuple[str, ...]) -> None:
        super().__init__()
        self.setObjectName("header")
        self._look = look
        self._session = session
        self._evaluation = session.evaluation
        self._name = QLabel()
        self._name.setObjectName("header.name")
        self._menu = QMenu(self)
        self._menu.setObjectName("header.scenarios.menu")
        self.scenarios = Button(look, "header.scenarios", Kind.FLAT)
        self.scenarios.setMenu(self._menu)
        self.tabs = {page: Button(look, f"header.page.{page}", Kind.TAB) for page in pages}
        self.swap = Button(look, "header.swap", glyph="swap")
        self.pin = Button(look, "header.pin", glyph="pin")
        self.pin.setCheckable(True)
        self.undo = Button(look, "header.undo", glyph="undo")
        self.redo = Button(look, "header.redo", glyph="redo")
        self.reset = Button(look, "header.reset")
        self.language = Button(look, "header.language")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._name)
        self._row.addWidget(self.scenarios)
        for tab in self.tabs.values():
            self._row.addWidget(tab)
            tab.clicked.connect(self._page_clicked)
        self._row.addStretch(1)
        for button in (self.swap, self.pin, self.undo, self.redo, self.reset, self.language):
            self._row.addWidget(button)
        self._build_menu()
        self.pin.clicked.connect(self._pin_clicked)
        self.swap.clicked.connect(session.swap_pin)
        self.undo.clicked.connect(session.undo)
        self.redo.clicked.connect(session.redo)
        self.reset.clicked.connect(session.reset)
        self.language.clicked.connect(self._language_clicked)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def _build_menu(self) -> None:
        self._scenarios = {}
        for item in builtin():
            action = self._menu.addAction("")
            action.setData((item.key, item.title))
            action.triggered.connect(self._scenario_triggered)
            self._scenarios[item.key] = action
        self._menu.aboutToShow.connect(self._mark_current)
        self._menu.addSeparator()
        self._open = self._menu.addAction("")
        self._open.setShortcut(QKeySequence.StandardKey.Open)
        self._open.triggered.connect(self.open_asked)
        self._save = self._menu.addAction("")
        self._save.setShortcut(QKeySequence.StandardKey.Save)
        self._save.triggered.connect(self.save_asked)

    def _write_menu(self) -> None:
        """Say what each scenario is called and, in a column beside that, what it is for.

        Spaces make the column: what stands after a tab has its width reserved twice.
        """
        measure = self._look.metrics(Type.BODY)
        titles = {key: words(action.data()[1]) for key, action in self._scenarios.items()}
        column = max(map(measure.horizontalAdvance, titles.values())) + self._look.px(32)
        for key, action in self._scenarios.items():
            short = column - measure.horizontalAdvance(titles[key])
            room = " " * round(short / measure.horizontalAdvance(" "))
            what = tr(f"scenario.{key.replace('-', '_')}")
            action.setText(on_button(f"{titles[key]}{room}{what}"))

    def _mark_current(self) -> None:
        """Tick the scenario on show; an edited one keeps its title and its tick."""
        for action in self._scenarios.values():
            current = action.data()[1] == self._evaluation.state.title
            # The others get no empty box to tick: one chooses here, one does not switch.
            action.setCheckable(current)
            action.setChecked(current)

    def _page_clicked(self) -> None:
        for key, tab in self.tabs.items():
            if tab is self.sender():
                self.page_chosen.emit(key)

    def _scenario_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.scenario_chosen.emit(action.data()[0])

    def _pin_clicked(self) -> None:
        if self._session.document.pinned is None:
            self._session.pin()
        else:
            self._session.unpin()

    def _language_clicked(self) -> None:
        self.language_chosen.emit(self._other_language())

    def _other_language(self) -> str:
        codes = list(LANGUAGES)
        return codes[(codes.index(language()) + 1) % len(codes)]

    def show_page(self, key: str) -> None:
        """Mark the tab of the page that is shown (silent)."""
        for name, tab in self.tabs.items():
            tab.setChecked(name == key)

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        px = self._look.px
        self.setFixedHeight(px(59))
        self._row.setContentsMargins(px(20), 0, px(20), 0)
        self._row.setSpacing(px(12))
        self._name.setFont(self._look.font(Type.HEADING))
        self._name.setText(tr("app.name"))
        self._menu.setFont(self._look.font(Type.BODY))
        self._write_menu()
        self._open.setText(tr("header.open"))
        self._save.setText(tr("header.save"))
        for number, (key, tab) in enumerate(self.tabs.items(), start=1):
            tab.set_words(tr(f"page.{key}"), f"{tr(f'page.{key}.tip')} (Ctrl+{number}, F6)")
        self.reset.set_words(tr("header.reset"), tr("header.reset.tip"))
        self.swap.set_words(tr("header.swap"), tr("header.swap.tip"))
        other = self._other_language()
        self.language.set_words(LANGUAGES[other], tr("header.language.tip"))
        self.show_evaluation(self._evaluation)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show the title and what can be undone."""
        self._evaluation = evaluation
        document, state = self._session.document, evaluation.state
        title = words(state.title)
        room = self._look.px(_TITLE_WIDTH)
        text = self._look.metrics(Type.SMALL).elidedText(title, Qt.TextElideMode.ElideRight, room)
        tip = (
            tr("header.scenarios.tip")
            if text == title
            else f"{title}\n{tr('header.scenarios.tip')}"
        )
        text = on_button(text)
        if (self.scenarios.text(), self.scenarios.toolTip()) != (text, literal(tip)):
            self.scenarios.set_words(text, tip)
            self.scenarios.setAccessibleName(title)
        for button, key, label in (
            (self.undo, "header.undo", document.undo_label),
            (self.redo, "header.redo", document.redo_label),
        ):
            button.setEnabled(label is not None)
            tip = tr(f"{key}.tip", what=edit_text(label, state)) if label else tr(f"{key}.none")
            if button is self.undo and document.steps_dropped:
                tip = f"{tip}\n{tr('header.undo.dropped')}"
            if (button.text(), button.toolTip()) != (tr(key), literal(tip)):
                button.set_words(tr(key), tip)
        self.reset.setEnabled(state is not document.original and state != document.original)
        self._show_pin(pinned=document.pinned is not None)

    def _show_pin(self, *, pinned: bool) -> None:
        self.pin.setChecked(pinned)
        self.swap.setVisible(pinned)
        key = "header.unpin" if pinned else "header.pin"
        if self.pin.text() != tr(key):
            self.pin.set_words(tr(key), tr(f"{key}.tip"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet and the line under it."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._look.color("card"))
            line = self.rect().adjusted(0, self.height() - 1, 0, 0)
            painter.fillRect(line, self._look.color("border"))
