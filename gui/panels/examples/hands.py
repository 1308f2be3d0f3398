"""The table under a person's hands: its keys, the clipboard and the mouse."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication

from gui.base.work import GivenUpError, wait_for
from gui.panels.examples.columns import Kind
from gui.panels.examples.copying import FEW_CELLS, MOST_CELLS, copied_text
from gui.panels.examples.fields import Way, way_of
from gui.panels.examples.view import ExamplesView
from gui.words.translation import tr


class ExamplesTable(ExamplesView):
    """Turns keys and clicks into what the view's signals ask for."""

    copy_refused = Signal(object)
    """Why what is selected was not copied."""

    # -- keys -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit, sort, copy, paste, add, duplicate, hold out, remove; all else moves around."""
        key, column = Qt.Key(event.key()), self.currentIndex().column()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if modifiers == Qt.KeyboardModifier.AltModifier and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            if column >= 0:
                self.sort_asked.emit(self.rows.columns[column], key == Qt.Key.Key_Down)
        elif (way := way_of(event)) is not None:
            self.go(way)
        elif key in {Qt.Key.Key_F2, Qt.Key.Key_Space} and not modifiers:
            self.edit_asked.emit(column, None)
        elif self._is_act(event, modifiers):
            event.accept()
        elif event.text().strip() and event.text().isprintable() and not control:
            self.edit_asked.emit(column, event.text())
        else:
            super().keyPressEvent(event)

    def _is_act(self, event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> bool:
        """Whether the key does something with whole rows or with the clipboard; it is done then."""
        none, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
        acts: dict[tuple[int, Qt.KeyboardModifier], Callable[[], None]] = {
            (Qt.Key.Key_Delete, none): self.remove_asked.emit,
            (Qt.Key.Key_Insert, none): self.add_asked.emit,
            (Qt.Key.Key_D, control): self.duplicate_asked.emit,
            (Qt.Key.Key_H, control): self.hold_out_asked.emit,
        }
        act = acts.get((event.key(), modifiers))
        if event.matches(QKeySequence.StandardKey.Copy):
            act = self.copy
        elif event.matches(QKeySequence.StandardKey.Paste):
            act = self.paste_asked.emit
        if act is not None:
            act()
        return act is not None

    def go(self, way: Way) -> bool:
        """Go on from the present cell; False where there is none in this direction."""
        if way is Way.OPEN:
            self.opened.emit()
            return True
        index = self.after(self.currentIndex(), way)
        if index is not None:
            self.setCurrentIndex(index)
        elif way in {Way.NEXT, Way.BACK}:
            return super().focusNextPrevChild(way is Way.NEXT)
        return index is not None

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the cells; from the last one, and back from the first, it leaves."""
        return self.go(Way.NEXT if forward else Way.BACK)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A name may begin with a letter that is put together from several keys."""
        if not event.preeditString() and not event.commitString():
            return
        self.composed.emit()
        field = QApplication.focusWidget()
        if field is not None and field is not self:
            QApplication.sendEvent(field, event)

    # -- the clipboard ----------------------------------------------------------------------------

    def copy(self) -> None:
        """Give the clipboard the cell with the keyboard, or the selected rows, tabs between."""
        model, rows = self.rows, self.selected_rows().tolist()
        columns = model.columns
        if len(rows) < 2:
            index = self.currentIndex()
            if not index.isValid():
                return
            rows, columns = [index.row()], (columns[index.column()],)
        cells, examples = len(rows) * len(columns), model.rows[rows].tolist()
        if cells > MOST_CELLS:
            sizes = {"found": f"{cells:,}", "most": f"{MOST_CELLS:,}"}
            self.copy_refused.emit(tr("examples.copy.too_many", **sizes))
            return
        make = partial(copied_text, model.evaluation, columns, examples)
        try:
            many = cells > FEW_CELLS
            text = wait_for(self, tr("examples.copy.going"), make) if many else make()
        except GivenUpError:
            return
        QApplication.clipboard().setText(text)

    # -- the mouse --------------------------------------------------------------------------------

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.edit_asked.emit(index.column(), None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = not event.modifiers() and event.button() == Qt.MouseButton.LeftButton
        if plain and index.isValid() and index == self.currentIndex():
            column = self.rows.columns[index.column()]
            # The mark of the choice at the right end: one click is enough.
            edge = self.visualRect(index).right() - self._look.px(34)
            if column.kind is Kind.LABEL and event.position().x() > edge:
                self.edit_asked.emit(index.column(), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        row = self.rowAt(round(event.position().y()))
        self._set_hover(int(self.rows.rows[row]) if row >= 0 else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hover(None)

    def _set_hover(self, example: int | None) -> None:
        if example != self._hover:
            self._hover = example
            self.hovered.emit(example)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self.menu_asked.emit(event.globalPos())
