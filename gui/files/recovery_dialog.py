"""What a program that ended too early has left, to be had back or thrown away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.recovery import Left
from gui.controls.dressed import Dressed
from gui.controls.label import Label
from gui.look.theme import Change, Look, Type
from gui.words.tips import literal
from gui.words.translation import language, tr, words

_MOST = 4
"""Documents shown at once; others come up when these are dealt with."""
_WIDTH = 460.0
"""Design pixels of a line; a longer one ends in "…"."""


class RecoveryDialog(QDialog):
    """Offers each document with its title, file and time. The window behind it stays in use.

    Parameters
    ----------
    look
    parent
        The window.
    """

    recovery_asked = Signal(object)
    """A `Left` that is wanted back."""
    discard_asked = Signal(object)
    """A `Left` that nobody wants."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recovery")
        self._look = look
        self._left: Sequence[Left] = ()
        self._body = QWidget(self)
        self._around = QVBoxLayout(self)
        self._dressed = Dressed(look, self)
        look.changed.connect(self._follow)

    def show_left(self, left: Sequence[Left]) -> None:
        """Show these, the first ones first."""
        self._left = tuple(left)
        self._build()

    def _follow(self, _: Change) -> None:
        self._build()

    def _build(self) -> None:
        """Make everything anew: it is little, and is asked for seldom."""
        look = self._look
        self.setWindowTitle(tr("recovery.title"))
        self._around.removeWidget(self._body)
        self._body.setParent(None)
        self._body.deleteLater()
        self._body = QWidget(self)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(18))
        text = QLabel(tr("recovery.text"))
        text.setObjectName("recovery.text")
        column.addWidget(text)
        rows = QGridLayout()
        rows.setHorizontalSpacing(look.px(8))
        rows.setVerticalSpacing(look.px(16))
        rows.setColumnStretch(0, 1)
        for number, left in enumerate(self._left[:_MOST]):
            self._add_row(rows, number, left)
        column.addLayout(rows)
        column.addLayout(self._foot())
        margin = look.px(24)
        self._around.setContentsMargins(margin, margin, margin, look.px(18))
        self._around.addWidget(self._body)
        self._dressed.wear_look()
        self._body.show()
        self.adjustSize()
        first = self.findChild(QPushButton, "recovery.0.recover")
        if first is not None:
            first.setDefault(True)
            first.setFocus()

    def _add_row(self, rows: QGridLayout, number: int, left: Left) -> None:
        look, name = self._look, f"recovery.{number}"
        title = words(left.title)
        when = QLocale(language()).toString(
            QDateTime.fromSecsSinceEpoch(int(left.time)), tr("recovery.time")
        )
        file = tr("recovery.no_file") if left.path is None else left.path.name
        told = Label(look, f"{name}.title", Type.STRONG)
        told.set_text(title, title)
        place = Label(look, f"{name}.place", Type.SMALL, "muted")
        place.set_text(f"{when} · {file}", str(left.path or file))
        words_of_it = QVBoxLayout()
        words_of_it.setSpacing(look.px(2))
        for label in (told, place):
            label.setMaximumWidth(look.px(_WIDTH))
            label.setMinimumWidth(min(label.sizeHint().width(), look.px(_WIDTH)))
            label.setFixedHeight(label.sizeHint().height())
            words_of_it.addWidget(label)
        rows.addLayout(words_of_it, number, 0)
        acts = ("recover", self._ask_recovery), ("discard", self._ask_discard)
        for column, (key, ask) in enumerate(acts, start=1):
            button = _button(f"{name}.{key}", f"recovery.{key}")
            button.setAccessibleName(f"{button.text()}: {title}")
            button.clicked.connect(ask)
            rows.addWidget(button, number, column)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        more = len(self._left) - _MOST
        if more > 0:
            count = QLabel(tr("recovery.more", count=more))
            count.setObjectName("recovery.more")
            foot.addWidget(count)
        foot.addStretch(1)
        later = _button("recovery.later", "recovery.later")
        later.clicked.connect(self.reject)
        foot.addWidget(later)
        return foot

    def _ask_recovery(self) -> None:
        self.recovery_asked.emit(self._of_sender())

    def _ask_discard(self) -> None:
        self.discard_asked.emit(self._of_sender())

    def _of_sender(self) -> Left:
        """What stands in the row whose button was pressed."""
        return self._left[int(self.sender().objectName().split(".")[1])]


def _button(name: str, key: str) -> QPushButton:
    button = QPushButton(tr(key))
    button.setObjectName(name)
    button.setAccessibleName(tr(key))
    button.setToolTip(literal(tr(f"{key}.tip")))
    button.setAutoDefault(False)
    return button
