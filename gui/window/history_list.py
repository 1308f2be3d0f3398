"""All steps of the document's history, to jump to any of them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.evaluation import Evaluation
from gui.controls.dressed import Dressed
from gui.look.theme import Change, Look, Type
from gui.session import Session
from gui.words.actions import sequences
from gui.words.labels import step_text
from gui.words.tips import literal
from gui.words.translation import tr, words

_SIZE = (400.0, 460.0)


class HistoryList(QDialog):
    """The steps from the oldest to the last one undone; the present one is bold.

    It stays open beside the work. A click, or Enter, goes to the state after a step.

    Signals
    -------
    asked(steps)
        So many steps forth, or below 0 back.
    """

    asked = Signal(object)

    def __init__(self, look: Look, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self._look = look
        self._session = session
        self._present = 0
        self._shown: list[str] = []
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setObjectName("history.list")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        self._around = QVBoxLayout(self)
        self._around.addWidget(self.hint)
        self._around.addWidget(self.list)
        self.list.itemClicked.connect(self._go)
        session.evaluated.connect(self._follow)
        look.changed.connect(self.apply_look)
        Dressed(look, self)
        self.apply_look()
        self.resize(QSize(*map(look.px, _SIZE)))

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over sizes and words."""
        px = self._look.px
        self._around.setContentsMargins(px(16), px(16), px(16), px(16))
        self._around.setSpacing(px(10))
        self.setWindowTitle(tr("history.title"))
        self.list.setAccessibleName(tr("history.title"))
        self.hint.setText(tr("history.hint"))
        self.list.setFont(self._look.font(Type.BODY))
        if self.isVisible():
            self.show_steps()

    def _follow(self, _: Evaluation) -> None:
        if self.isVisible() and not self._session.document.in_gesture:
            self.show_steps()

    def show_steps(self) -> None:
        """Show the steps as they are now, and the present one."""
        document, state = self._session.document, self._session.state
        back, forth = document.labels(), document.labels(redo=True)
        title = words(document.first_title)
        dropped = tr("header.undo.dropped")
        texts = [dropped if document.steps_dropped else tr("history.first", title=title)]
        texts += [step_text(label, state) for label in (*reversed(back), *forth)]
        self._present = len(back)
        if texts != self._shown:
            self._shown = texts
            self.list.clear()
            self.list.addItems(texts)
        for row in range(self.list.count()):
            self._mark(self.list.item(row), row - self._present)
        self.list.setCurrentRow(self._present)
        self.list.scrollToItem(self.list.currentItem())

    def _mark(self, item: QListWidgetItem, ahead: int) -> None:
        """What is undone is pale, the present bold; screen readers are told."""
        item.setFont(self._look.font(Type.STRONG if ahead == 0 else Type.BODY))
        item.setForeground(self._look.color("muted" if ahead > 0 else "text"))
        item.setToolTip(literal(item.text()))
        told = item.text()
        if ahead >= 0:
            told = tr("history.undone" if ahead else "history.present", step=told)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, told)

    def _go(self, item: QListWidgetItem) -> None:
        row = self.list.row(item)
        self._session.catch_up()  # the present step may have moved since it was shown
        steps = row - self._present
        if steps:
            self.asked.emit(steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the step that the arrow keys have come to; undo and redo work here too."""
        key = QKeySequence(event.keyCombination())
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go(self.list.currentItem())
        elif key in sequences("undo"):
            self.asked.emit(-1)
        elif key in sequences("redo"):
            self.asked.emit(1)
        else:
            super().keyPressEvent(event)
