"""The header: title, menu, pages, pin, undo, redo, reset, language."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from core import edits
from core.evaluation import Evaluation
from core.scenario.files import builtin
from core.text import MAX_NAME
from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.controls.button import Button, Kind
from gui.controls.inline_edit import InlineEdit
from gui.controls.label import Label
from gui.controls.menu import Menu
from gui.look.theme import Change, Look, Type
from gui.session import Session
from gui.words.actions import hint
from gui.words.labels import edit_text
from gui.words.tips import literal, on_button
from gui.words.translation import LANGUAGES, language, tr, words

_HAIR = "\u200a"  # the narrowest of spaces
_HEIGHT = 59.0
_TITLE_ROOM = 400.0
"""Design pixels for the title and what belongs to it, however long: the tabs stay in place."""
_FILE_ROOM = 150.0
"""Of these the name of the file has so many, and what the title leaves."""
_MARK = " •"


@spoken_as(plainly(Role.PageTabList))
class _Tabs(QWidget):
    """The tabs of the pages, side by side."""

    def __init__(self, tabs: Iterable[Button]) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        for tab in tabs:
            self.row.addWidget(tab)


@spoken_as(plainly(Role.ToolBar))
class Header(QWidget):
    """Buttons along the top; it reports what was asked and leaves the doing to the window.

    Signals
    -------
    page_chosen(key), scenario_chosen(key), language_chosen(code)
    """

    page_chosen = Signal(object)
    scenario_chosen = Signal(object)
    language_chosen = Signal(object)

    def __init__(self, look: Look, session: Session, pages: tuple[str, ...]) -> None:
        super().__init__()
        self.setObjectName("header")
        self._look = look
        self._session = session
        self._evaluation = session.evaluation
        self._title = ""
        self._name = QLabel()
        self._name.setObjectName("header.name")
        self.scenario_menu = Menu(look, "header.scenarios.menu", self)
        self.menu = Button(look, "header.menu", Kind.FLAT, "menu")
        self.scenarios = Button(look, "header.scenarios", Kind.FLAT)
        self.scenarios.setMenu(self.scenario_menu)
        self.rename = Button(look, "header.rename", Kind.FLAT, "pencil")
        self.file = Label(look, "header.file", Type.SMALL, "muted")
        self._path: Path | None = None
        self._changed = False
        self.title = QWidget()
        self.title.setObjectName("header.title")
        self.editor = InlineEdit(look, "header.title.editor", self.title, MAX_NAME)
        self.tabs = {page: Button(look, f"header.page.{page}", Kind.TAB) for page in pages}
        self.swap = Button(look, "header.swap", glyph="swap")
        self.pin = Button(look, "header.pin", glyph="pin")
        self.pin.setCheckable(True)
        self.undo = Button(look, "header.undo", glyph="undo")
        self.redo = Button(look, "header.redo", glyph="redo")
        self.reset = Button(look, "header.reset")
        self.language = Button(look, "header.language")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.menu)
        self._row.addWidget(self._name)
        self._row.addWidget(self.title)
        self._fill_title()
        self._tabs = _Tabs(self.tabs.values())
        self._row.addWidget(self._tabs)
        for tab in self.tabs.values():
            tab.clicked.connect(self._page_clicked)
        self._row.addStretch(1)
        for button in (self.swap, self.pin, self.undo, self.redo, self.reset, self.language):
            self._row.addWidget(button)
        self._build_menu()
        self.rename.clicked.connect(self.open_editor)
        self.editor.accepted.connect(self._renamed)
        self.pin.clicked.connect(self._pin_clicked)
        self.swap.clicked.connect(session.swap_pin)
        self.undo.clicked.connect(session.undo)
        self.redo.clicked.connect(session.redo)
        self.reset.clicked.connect(session.reset)
        self.language.clicked.connect(self._language_clicked)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def _fill_title(self) -> None:
        beside = QHBoxLayout(self.title)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.scenarios)
        beside.addWidget(self.rename)
        beside.addWidget(self.file)
        beside.addStretch(1)

    def _build_menu(self) -> None:
        self._scenarios = {}
        for item in builtin():
            action = self.scenario_menu.addAction("")
            action.setData((item.key, item.title))
            action.triggered.connect(self._scenario_triggered)
            self._scenarios[item.key] = action
        self.scenario_menu.aboutToShow.connect(self._mark_current)
        self.scenario_menu.addSeparator()

    def _write_menu(self) -> None:
        """Say what each scenario is called and, in a column beside that, what it is for.

        Spaces make the column: what stands after a tab has its width reserved twice.
        """
        width = self._look.metrics(Type.BODY).horizontalAdvance
        titles = {key: words(action.data()[1]) for key, action in self._scenarios.items()}
        column = max(map(width, titles.values())) + self._look.px(32)
        for key, action in self._scenarios.items():
            short = column - width(titles[key])
            room = " " * int(short / width(" "))
            room = "  " + _HAIR * round((short - width(room)) / width(_HAIR)) + room[2:]
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

    def open_editor(self) -> None:
        """Let the document's title be edited where it stands."""
        self._session.flush()  # a change still to be shown would close the editor again
        self.editor.open(self.title.rect().adjusted(0, 1, 0, -1), words(self._session.state.title))

    def _renamed(self, title: str) -> None:
        self._session.edit(edits.rename_document(title))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 on the title, as on every other name."""
        if event.key() == Qt.Key.Key_F2 and (self.scenarios.hasFocus() or self.rename.hasFocus()):
            self.open_editor()
        else:
            super().keyPressEvent(event)

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

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._look.px(_HEIGHT))

    def show_page(self, key: str) -> None:
        """Mark the tab of the page that is shown (silent)."""
        for name, tab in self.tabs.items():
            tab.setChecked(name == key)

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts, sizes and texts."""
        if not what & ~Change.COLORS:
            self.update()
            return
        px = self._look.px
        self._row.setContentsMargins(px(20), 0, px(20), 0)
        self._row.setSpacing(px(12))
        self._tabs.row.setSpacing(px(12))
        self.setAccessibleName(tr("app.name"))
        self._tabs.setAccessibleName(tr("header.pages"))
        self._name.setFont(self._look.font(Type.HEADING))
        self._name.setText(tr("app.name"))
        self._write_menu()
        self.title.setFixedWidth(px(_TITLE_ROOM))
        self.title.setFixedHeight(self._look.target(38))
        self.rename.set_words("", tr("header.rename.tip", key=hint("rename")))
        sides = hint("change_sides")
        for number, (key, tab) in enumerate(self.tabs.items(), start=1):
            tip = f"{tr(f'page.{key}.tip')} ({hint(f'page.{number}')}, {sides})"
            tab.set_words(tr(f"page.{key}"), tip)
        widest = max(self._look.width(tr(f"header.{key}"), Type.SMALL) for key in ("pin", "unpin"))
        # Its other word must not push what stands beside it.
        self.pin.setMinimumWidth(self.pin.room_beside_text() + math.ceil(widest))
        self.reset.set_words(tr("header.reset"), tr("header.reset.tip"))
        self.menu.set_words("", tr("header.menu.tip", key=hint("menu")))
        self.swap.set_words(tr("header.swap"), tr("header.swap.tip", key=hint("swap")))
        other = self._other_language()
        self.language.set_words(LANGUAGES[other], tr("header.language.tip"))
        self.show_evaluation(self._evaluation)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show the title and what can be undone."""
        self._evaluation = evaluation
        document, state = self._session.document, evaluation.state
        title = words(state.title)
        if title != self._title:
            self._title = title
            self.editor.give_up()  # what was typed was meant for another title
        self._show_title()
        for button, name, label in (
            (self.undo, "undo", document.undo_label),
            (self.redo, "redo", document.redo_label),
        ):
            button.setEnabled(label is not None)
            tip = tr(f"header.{name}.none")
            if label is not None:
                tip = tr(f"header.{name}.tip", what=edit_text(label, state), key=hint(name))
                tip = f"{tip}\n{tr('header.steps.tip')}"
            if button is self.undo and document.steps_dropped:
                tip = f"{tip}\n{tr('header.undo.dropped')}"
            text = tr(f"header.{name}")
            if (button.text(), button.toolTip()) != (text, literal(tip)):
                button.set_words(text, tip)
        self.reset.setEnabled(state is not document.original and state != document.original)
        self._show_pin(pinned=document.pinned is not None)

    def show_file(self, path: Path | None, *, changed: bool) -> None:
        """Name the document's file, and mark changes that are not saved (silent)."""
        if (path, changed) != (self._path, self._changed):
            self._path, self._changed = path, changed
            self._show_title()

    def _show_title(self) -> None:
        """The title and the file's name, as far as both have room, and the mark of changes."""
        look, title = self._look, self._title
        named = "" if self._path is None else self._path.name
        metrics, right = look.metrics(Type.SMALL), Qt.TextElideMode.ElideRight
        taken = self.scenarios.room_beside_text() + self.rename.sizeHint().width()
        room = look.px(_TITLE_ROOM) - taken - math.ceil(look.width(_MARK, Type.SMALL))
        beside = room - math.ceil(look.width(title, Type.SMALL))
        shown = metrics.elidedText(named, right, max(look.px(_FILE_ROOM), beside))
        text = metrics.elidedText(title, right, room - math.ceil(look.width(shown, Type.SMALL)))
        self._show_file(named, f"{shown}{_MARK}".strip() if self._changed else shown)
        tip = tr("header.scenarios.tip")
        tip = tip if text == title else f"{title}\n{tip}"
        text = on_button(text)
        if (self.scenarios.text(), self.scenarios.toolTip()) != (text, literal(tip)):
            self.scenarios.set_words(text, tip)
            self.scenarios.setAccessibleName(title)

    def _show_file(self, named: str, text: str) -> None:
        told = [tr("header.file.changed")] if self._changed else []
        self.file.set_text(text, "\n".join([*([str(self._path)] if named else []), *told]))
        name = ", ".join([*([named] if named else []), *told])
        if name != self.file.accessibleName():
            self.file.setAccessibleName(name)
        self.file.setFixedWidth(math.ceil(self._look.width(text, Type.SMALL)))

    def _show_pin(self, *, pinned: bool) -> None:
        self.pin.setChecked(pinned)
        self.swap.setVisible(pinned)
        key = "header.unpin" if pinned else "header.pin"
        if self.pin.text() != tr(key):
            self.pin.set_words(tr(key), tr(f"{key}.tip", key=hint("pin")))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet and the line under it."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._look.color("card"))
            line = self.rect().adjusted(0, self.height() - 1, 0, 0)
            painter.fillRect(line, self._look.color("border"))
