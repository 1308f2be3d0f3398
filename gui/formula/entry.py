"""Typing a number into the formula: from the text of the field to an edit, or to a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtWidgets import QWidget

from core.edits import Edit
from gui.charts.formula.boxes import Target
from gui.formula.field import NumberField
from gui.look.theme import Look
from gui.session import Session
from gui.words import numbers
from gui.words.labels import typing_text
from gui.words.number_text import NumberTextError, parse
from gui.words.translation import tr


class NumberEntry(QObject):
    """Opens a field over a number of `strip` and edits the session with what is typed."""

    def __init__(
        self,
        look: Look,
        session: Session,
        strip: QWidget,
        to_edit: Callable[[tuple[Target, float]], Edit],
    ) -> None:
        super().__init__(strip)
        self.field = NumberField(look, strip)
        self._session = session
        self._strip = strip
        self._to_edit = to_edit
        self._target: Target | None = None
        self._before = ""
        self.field.submitted.connect(self._submit)
        self.field.closed.connect(self._give_focus_back)

    @property
    def target(self) -> Target | None:
        """The number being typed, while the field is open."""
        return self._target if self.field.isVisible() else None

    def open(self, target: Target, name: str, value: float, over: QRectF) -> None:
        """Open the field over the number `target`, called `name`."""
        self._target = target
        self._before = numbers.field(value)
        self.field.setAccessibleName(name)
        self.field.open(over, self._before)

    def _submit(self, text: str) -> None:
        # Untouched text must not round a value that has more digits than the field shows.
        if self._target is None or text == self._before:
            self.field.accept()
            return
        try:
            value = parse(text)
        except NumberTextError as error:
            self.field.refuse(typing_text(error, text.strip()))
            return
        if self._target.class_index is not None:
            if self._session.take(self.field, self._to_edit((self._target, value))):
                self.field.accept()
        elif self._session.edit(self._to_edit((self._target, value))):
            self.field.accept()
        else:
            self.field.refuse(tr(f"formula.field.{self._target.kind}"))

    def _give_focus_back(self) -> None:
        self._strip.setFocus(Qt.FocusReason.OtherFocusReason)
