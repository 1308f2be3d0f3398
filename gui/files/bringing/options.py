"""What can be changed about data, one under the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from gui.controls.choice import Choice
from gui.controls.label import Label
from gui.controls.segmented import SegmentedControl
from gui.files.bringing.settings import Row
from gui.look.theme import Look, Type
from gui.words.tips import literal
from gui.words.translation import tr

_NAMED = {"all_of_class"}
"""Rows whose values are names from the data and have no words of their own."""
_Control = SegmentedControl | Choice | QLineEdit


class Option(QWidget):
    """One row: a title, and under it what there is to choose or to type."""

    chosen = Signal(object, object)

    def __init__(self, look: Look, row: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = row.key
        name = f"bring.{row.key}"
        self._title = Label(look, f"{name}.title", Type.LABEL, "muted", parent=self)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.control: _Control
        if row.many:
            self.control = Choice(look, name, parent=self)
            self.control.chosen.connect(self._choose)
        elif row.values:
            self.control = SegmentedControl(look, name, self)
            self.control.chosen.connect(self._choose)
        else:
            self.control = QLineEdit(self)
            self.control.setObjectName(name)
            self.control.editingFinished.connect(self._type)
        self.control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._text = ""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.px(5))
        rows.addWidget(self._title)
        rows.addWidget(self.control)

    def show_row(self, row: Row) -> None:
        """Show what is in force (silent)."""
        kind = row.key.partition(".")[0]
        title = tr(f"bring.{kind}", name=row.title)
        self._title.set_text(title)
        tip = tr(f"bring.{kind}.tip")
        options = [(value, *_words_of(kind, value)) for value in row.values]
        control = self.control
        if isinstance(control, QLineEdit):
            self._text = row.current
            control.setText(row.current)
            control.setToolTip(literal(tip))
        elif isinstance(control, Choice):
            control.set_options(title, tip, options)
            control.set_current(row.current)
        else:
            control.set_options(options)
            control.set_current(row.current)
        if not isinstance(control, Choice):
            control.setAccessibleName(title)

    def _choose(self, value: object) -> None:
        self.chosen.emit(self.key, value)

    def _type(self) -> None:
        text = self.control.text() if isinstance(self.control, QLineEdit) else ""
        if text != self._text:
            self._text = text
            self.chosen.emit(self.key, text)


def _words_of(kind: str, value: str) -> tuple[str, str]:
    """What a value is called, and its tip."""
    if kind in _NAMED:
        return value, tr(f"bring.{kind}.tip")
    if kind == "encoding":
        return value.upper() or tr("bring.encoding.seen"), tr("bring.encoding.tip")
    return tr(f"bring.{kind}.{value}"), tr(f"bring.{kind}.{value}.tip")


class Options(QWidget):
    """All rows there are just now."""

    changed = Signal(object, object)
    """A row's key, and what was chosen."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: dict[str, Option] = {}
        self.setObjectName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, look.px(4), 0)
        self._column.setSpacing(look.px(15))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these (silent)."""
        while self._column.count():
            self._column.takeAt(0)
        wanted = {row.key for row in rows}
        for row in rows:
            if row.key not in self._rows:
                self._rows[row.key] = option = Option(self._look, row, self)
                option.chosen.connect(self.changed)
            option = self._rows[row.key]
            option.show_row(row)
            option.show()
            self._column.addWidget(option)
        for key, option in self._rows.items():
            if key not in wanted:
                option.hide()
        self._column.addStretch(1)
        for before, after in pairwise(rows):
            QWidget.setTabOrder(self._rows[before.key].control, self._rows[after.key].control)
