"""Asking how many examples are to be held out, and by which seed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core import edits
from core.edits import Edit
from core.edits.held_out import HELD_SHARE_LIMITS, SEED_LIMITS, held_counts
from core.errors import EditError
from core.state import State
from gui.controls.dressed import Dressed
from gui.controls.number_field import NumberField
from gui.controls.steps import Steps
from gui.look.theme import Look
from gui.words.labels import error_text
from gui.words.translation import tr

SHARE, SEED = 50.0, 1.0
_WIDEST = HELD_SHARE_LIMITS[1] * 100


class SplitDialog(QDialog):
    """A share in percent and a seed, and what they would hold out; nothing is done before the end.

    Parameters
    ----------
    look
    state
        The document it is asked of.
    """

    asked = Signal(object)
    """The `Edit` that was agreed to."""

    def __init__(self, look: Look, state: State, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("split")
        self.setWindowTitle(tr("split.title"))
        self._state = state
        share = Steps(5, 1, 10, 5, _WIDEST)
        self.share = NumberField(look, "split.share", (1, _WIDEST), share, parent=self)
        seed = Steps(1, 1, 10, *SEED_LIMITS)
        self.seed = NumberField(look, "split.seed", SEED_LIMITS, seed, whole=True, parent=self)
        self.share.set_number(SHARE)
        self.seed.set_number(SEED)
        self.outcome = QLabel()
        self.outcome.setObjectName("split.outcome")
        self.outcome.setWordWrap(True)
        self._hold, cancel = QPushButton(tr("split.hold")), QPushButton(tr("split.cancel"))
        self._hold.setObjectName("split.hold")
        cancel.setObjectName("split.cancel")
        self._hold.setDefault(True)
        buttons = QDialogButtonBox()
        buttons.addButton(self._hold, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._agree)
        buttons.rejected.connect(self.reject)
        self._arrange(buttons, look)
        for field in (self.share, self.seed):
            field.committed.connect(self._show)
        self._show()
        Dressed(look, self)

    def _arrange(self, buttons: QDialogButtonBox, look: Look) -> None:
        rows, fields = QVBoxLayout(self), QGridLayout()
        for row, (key, field) in enumerate((("share", self.share), ("seed", self.seed))):
            caption = QLabel(tr(f"split.{key}"))
            field.set_words(tr(f"split.{key}"), tr(f"split.{key}.tip"))
            field.setFixedWidth(look.px(140))
            fields.addWidget(caption, row, 0)
            fields.addWidget(field, row, 1)
        fields.setColumnStretch(0, 1)
        fields.setHorizontalSpacing(look.px(24))
        self.outcome.setMinimumWidth(look.px(420))
        rows.setSpacing(look.px(12))
        rows.addLayout(fields)
        rows.addWidget(self.outcome)
        rows.addWidget(buttons)

    @property
    def edit(self) -> Edit:
        """What the fields say now."""
        return edits.split(self.share.number / 100, int(self.seed.number))

    def _show(self) -> None:
        """Say what would be held out, or why nothing can be."""
        try:
            by_class = held_counts(self._state, self.share.number / 100)
        except EditError as error:
            self._hold.setEnabled(False)
            self.outcome.setText(error_text(error))
            return
        self._hold.setEnabled(True)
        count = int(by_class.sum())
        rest = self._state.example_count - count
        params = {"held_out": f"{count:,}", "training": f"{rest:,}"}
        if by_class.min() == by_class.max():
            text = tr("split.outcome.each", each=f"{by_class[0]:,}", **params)
        else:
            text = tr("split.outcome", **params)
        self.outcome.setText(text)

    def _agree(self) -> None:
        for field in (self.share, self.seed):
            field.leave()  # what is still being typed counts
            if field.is_wrong():
                return
        self.asked.emit(self.edit)
        self.accept()
