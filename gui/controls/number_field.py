"""A field for one number."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from gui.controls.exact import ExactNumber
from gui.controls.held_key import HeldKey
from gui.controls.noted_edit import NotedEdit
from gui.controls.steps import Steps
from gui.look.theme import Change, Look, Type
from gui.words import numbers
from gui.words.labels import typing_text
from gui.words.number_text import LONGEST, NumberTextError, parse, parse_column
from gui.words.translation import tr

_MOST_LETTERS = 200_000
"""Of the clipboard: numbers for 1,000 classes have fewer, and more would hold the window."""
_STEP_KEYS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
# A long number is set smaller before it loses more than decimals.
_SIZES = (1.0, 0.88, 0.76, 0.66)


Limits = tuple[float, float]


class NumberField(ExactNumber, HeldKey, NotedEdit):
    """Shows a number, takes a typed one, and steps with the vertical arrow keys.

    Parameters
    ----------
    look
        How the window looks now.
    name
        The object name.
    limits
        Smallest and largest number accepted; None where the document alone decides.
    steps
        How far the arrow keys move.
    above
        Whether `limits[0]` itself is not meant: the note then says "more than 0".
    whole
        Whether only whole numbers are accepted.
    """

    committed = Signal(object)
    """A number (float) a person typed: not the one that stood there, and within the limits."""
    column_pasted = Signal(object)
    """Several numbers, one from each line, where the field was told to `take_columns`."""
    fitted = Signal()
    """The number was written anew for another width."""

    def __init__(
        self,
        look: Look,
        name: str,
        limits: Limits | None,
        steps: Steps,
        *,
        above: bool = False,
        whole: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, name, parent)
        self._limits = limits
        self._steps = steps
        self._above = above
        self._whole = whole
        self._number = self._before = 0.0
        self._factor = 1.0
        self._extra, self._line = 0, 0.0
        self._columns = self._comes_in = False
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._written = self._fit = ""
        self._most: int | None = None
        self.returnPressed.connect(self._enter)
        self.textChanged.connect(self._notice)
        self.apply_look()
        self._write()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts and sizes."""
        super().apply_look(what)
        self._factor, self._extra = 1.0, 0
        if not self.isModified():
            self._write()

    def set_number(self, number: float) -> None:
        """Show `number`; silent. What a person is typing stays."""
        if number == self._number:
            return
        self._number = number
        self._describe()
        if not self.isModified():
            self._settle()
            self._write()

    def set_limits(self, limits: Limits | None, steps: Steps, *, above: bool = False) -> None:
        """Accept other numbers from now on."""
        self._limits, self._steps, self._above = limits, steps, above

    def take_columns(self) -> None:
        """Announce a pasted column rather than refuse it."""
        self._columns = True

    def refuse(self, reason: str) -> None:
        """Say why the document did not take what was committed or pasted."""
        self._number = self._before
        self._restore()
        self._describe()
        self.complain(reason)

    # -- what is shown ----------------------------------------------------------------------------

    def _write(self) -> None:
        self._fit, factor = self._fitting()
        text, decimals = self._fit, self.decimals()
        if self._most is not None and decimals is not None and decimals > self._most:
            text = numbers.fixed(self._number, self._most)
        if factor != self._factor:
            self._factor = factor
            self.setFont(self._look.font(Type.BODY, factor))
        self._written = text
        self.setText(text)
        self.setModified(False)
        self.line_up(self._line)

    def _fitting(self) -> tuple[str, float]:
        """The number with as many decimals as find room, and the size of type that takes.

        What is rounded keeps its zeros: −2.00 stands for −1.9997.
        """
        text = numbers.field(self._number)
        if len(text) <= 5:
            return text, 1.0
        room = self._room()
        widths = (self._look.metrics(Type.BODY, factor).horizontalAdvance for factor in _SIZES)
        text, size = numbers.fitted(self._number, room, *widths)
        return text, _SIZES[size]

    def _room(self) -> int:
        """The width there is for the number, wherever its point stands."""
        margins = self.textMargins()
        return self.width() - margins.left() - margins.right() + self._extra - 5

    def decimals(self) -> int | None:
        """For how many decimals of a rounded number there is room; None of one shown as it is."""
        if self.isModified() or "×" in self._fit or "e" in self._fit or abs(self._number) < 1e-2:
            return None
        rounded = self._fit != numbers.field(self._number)
        return len(self._fit.partition(".")[2]) if rounded else None

    def show_decimals(self, most: int | None) -> None:
        """Show no more decimals than that of a number that is rounded anyway (silent)."""
        if most != self._most:
            self._most = most
            if not self.isModified():
                self._write()

    def tail(self) -> float:
        """The width of the number from its point on; 0 of a whole one, and while it is typed."""
        _, point, rest = self.text().partition(".")
        width = self._look.metrics(Type.BODY, self._factor).horizontalAdvance
        return width(point + rest) if point and not self.isModified() else 0.0

    def line_up(self, tail: float) -> None:
        """Let the point stand where that of a number with this `tail` does, if there is room."""
        self._line = tail
        text = self._look.metrics(Type.BODY, self._factor).horizontalAdvance(self.text())
        wanted = tail - self.tail()
        # Half of it would put neither points nor ends in line.
        fits = wanted <= self._room() - text + 1 and not self.isModified()
        extra = max(0, round(wanted)) if fits else 0
        if abs(extra - self._extra) > 1:  # one pixel more or less is not worth drawing it again
            margins = self.textMargins()
            margins.setRight(margins.right() + extra - self._extra)
            self._extra = extra
            self.setTextMargins(margins)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.isModified():
            self._write()
            self.fitted.emit()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(84), self._look.target(35))

    def _notice(self, text: str) -> None:
        """What an aid writes comes without keys, but it was typed all the same."""
        if text != self._written:
            self.setModified(True)

    # -- what is typed ----------------------------------------------------------------------------

    def _typed(self) -> float | str:
        """The number that was typed, or what is wrong with it."""
        text = self.text().strip()
        try:
            number = parse(text)
        except NumberTextError as error:
            return self._sentence(error, text)
        if self._whole and number != round(number):
            return self._sentence(NumberTextError("not_whole"), text)
        if self._limits is not None and not self._limits[0] <= number <= self._limits[1]:
            return self._sentence(NumberTextError("out_of_range"), text)
        return number

    def _sentence(self, error: NumberTextError, text: str) -> str:
        if self._limits is None:
            return typing_text(error, text)
        low, high = (numbers.limit(limit) for limit in self._limits)
        if self._whole:
            low, high = (f"{int(limit):,}" for limit in self._limits)
        kind = "whole" if self._whole else "above" if self._above else "range"
        accepted = tr(f"field.accepted.{kind}", low="0" if self._above else low, high=high)
        return f"{typing_text(error, text)} {accepted}"

    def _enter(self) -> None:
        if not self.isModified():
            return
        typed = self._typed()
        if isinstance(typed, str):
            self.complain(typed)
            self.selectAll()
        else:
            self._accept(typed)

    def _accept(self, number: float) -> None:
        changed = number != self._number
        self._before, self._number = self._number, number
        self._restore()
        self._describe()
        if changed:
            self.committed.emit(number)

    def _restore(self) -> None:
        self._settle()
        self._write()

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        self._comes_in = event.reason() == Qt.FocusReason.MouseFocusReason

    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        """The click that comes in selects the number: what is typed then takes its place."""
        super().mouseReleaseEvent(event)
        if self._comes_in and not self.hasSelectedText():
            self.selectAll()
        self._comes_in = False

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        if event.reason() in {
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        }:
            return
        self.leave()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._restore()

    def give_up(self) -> None:
        """Forget what was typed; the number in force comes back."""
        if self.isModified() or self.is_wrong():
            self._restore()

    def leave(self) -> None:
        """Take what was typed; if it cannot be used, the old number comes back, the note stays."""
        if not self.isModified():
            return
        typed = self._typed()
        if isinstance(typed, str):
            self._write()
            self.complain(typed)
            if self._note is not None:
                self._note.dismiss_at_next_input()
        else:
            self._accept(typed)

    # -- the keyboard -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEP_KEYS:
            self._step(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._escape(event)
        elif event.matches(QKeySequence.StandardKey.Copy) and self._copies_all():
            QApplication.clipboard().setText(numbers.full(self._number).replace(numbers.MINUS, "-"))
        elif event.matches(QKeySequence.StandardKey.Paste) and self._pastes_column():
            event.accept()
        else:
            super().keyPressEvent(event)

    def _copies_all(self) -> bool:
        return not self.isModified() and self.selectedText() == self.text()

    def _pastes_column(self) -> bool:
        """Whether the clipboard held several lines, or far too much, and that is dealt with."""
        text = QApplication.clipboard().text()
        if len(text) > _MOST_LETTERS:
            self.complain(self._sentence(NumberTextError("too_long", longest=LONGEST), ""))
            return True
        text = text.strip()
        lines = text.splitlines()
        if len(lines) < 2 or not self._columns:
            return False
        try:
            column = parse_column(text)
        except NumberTextError as error:
            self.complain(self._sentence(error, text))
        else:
            self._before = self._number
            self._restore()
            self.column_pasted.emit(column)
        return True

    def _step(self, event: QKeyEvent) -> None:
        typed = self._typed() if self.isModified() else self._number
        start = self._number if isinstance(typed, str) else typed
        number = self._steps.after_key(event, start)
        if number is None:
            event.ignore()
            return
        if self._limits is not None:
            number = min(self._limits[1], max(self._limits[0], number))
        self._number = number
        self._restore()
        self._describe()
        self.step_to(event, number)

    def _escape(self, event: QKeyEvent) -> None:
        if self.drop():
            return
        if self.isModified() or self._wrong:
            self._restore()
            self.selectAll()
        else:
            event.ignore()
