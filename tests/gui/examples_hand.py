"""A hand on the table of examples: it points at cells by row and column."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from gui.look.theme import Look
from gui.panels.examples.columns import Kind
from gui.panels.examples.panel import ExamplesPanel
from gui.session import Session
from tests.gui.hand import Heard
from tests.gui.window_hand import LEFT, NONE, Hand, part, settle, show


class Table:
    """The card with the table in a window of its own, and its session."""

    def __init__(self, qtbot, state, size=(1466, 460)):
        self.session = Session(state)
        self.panel = ExamplesPanel(Look(), self.session)
        self.session.evaluated.connect(self.panel.show_evaluation)
        show(qtbot, self.panel, *size)
        self.view = self.panel.view
        self.hand = Hand(self.panel)
        self.heard = Heard(self.panel, "example_hovered", "opened", "filtered")

    @property
    def state(self):
        return self.session.state

    def column(self, kind, index=0, loss=""):
        """The number of a column."""
        for number, column in enumerate(self.view.rows.columns):
            same = column.index == index if kind is Kind.SCORE else True
            if column.kind is kind and same and loss in {"", column.loss}:
                return number
        raise LookupError(kind)

    def texts(self, kind, index=0, loss=""):
        """What the cells of a column say, from top to bottom."""
        number = self.column(kind, index, loss)
        return [self.view.rows.text(row, number) for row in range(len(self.view.rows.rows))]

    def names(self):
        return self.texts(Kind.NAME)

    def place(self, row, number):
        """The middle of a cell, in the panel."""
        rect = self.view.visualRect(self.view.rows.index(row, number))
        return self.view.viewport().mapTo(self.panel, rect.center())

    def click(self, row, number=0, modifiers=NONE):
        at = self.place(row, number)
        self.hand.hover(self.panel, at)
        window = self.panel.windowHandle()
        QTest.mousePress(window, LEFT, modifiers, at)
        QTest.mouseRelease(window, LEFT, modifiers, at)
        settle()

    def double_click(self, row, number):
        self.click(row, number)
        viewport = self.view.viewport()
        at = viewport.mapFrom(self.panel, self.place(row, number))
        event = QMouseEvent(
            QEvent.Type.MouseButtonDblClick,
            at,
            viewport.mapToGlobal(at),
            LEFT,
            LEFT,
            NONE,
        )
        QApplication.sendEvent(viewport, event)
        settle()

    def click_heading(self, number):
        heading = self.view.heading
        x = heading.sectionViewportPosition(number) + heading.sectionSize(number) // 2
        at = heading.viewport().mapTo(self.panel, QPoint(x, heading.height() // 2))
        self.hand.click(self.panel, at)

    def key(self, code, modifiers=NONE):
        QTest.keyClick(QApplication.focusWidget(), code, modifiers)
        settle()

    def type(self, text):
        for letter in text:
            QTest.keyClick(QApplication.focusWidget(), letter)
        settle()

    def press(self, name):
        self.hand.click(part(self.panel, name))

    def menu(self, name):
        """The menu of this name that is open."""
        found = [m for m in self.view.findChildren(QMenu, name) if m.isVisible()]
        assert len(found) == 1, f"{len(found)} menus {name}"
        return found[0]

    def choose(self, name, text):
        """Choose the entry with this text in an open menu."""
        menu = self.menu(name)
        action = next(action for action in menu.actions() if action.text() == text)
        QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())
        settle()

    @property
    def current(self):
        index = self.view.currentIndex()
        return index.row(), index.column()


CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
