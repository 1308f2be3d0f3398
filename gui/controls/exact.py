"""A control that stands for one number says it to the last digit."""

from __future__ import annotations

from gui.controls.pinned import with_pinned
from gui.words import numbers
from gui.words.tips import literal


class ExactNumber:
    """Mixed into a widget: its tool tip is the number, what it was when pinned, and some words."""

    _number = 0.0
    _pinned: float | None = None
    _words = ""

    @property
    def number(self) -> float:
        """The number in force."""
        return self._number

    def set_words(self, name: str, tool_tip: str) -> None:
        """Set the name for screen readers and what the tool tip says after the exact value."""
        self.setAccessibleName(name)  # type: ignore[attr-defined] # of the widget
        self._words = tool_tip
        self._describe()

    def set_pinned(self, pinned: float | None) -> None:
        """Say what the number was when it was pinned; silent."""
        if pinned != self._pinned:
            self._pinned = pinned
            self._describe()

    def exact(self) -> str:
        """The number, and the pinned one if it was another."""
        return with_pinned(numbers.exact(self._number), self._number, self._pinned)

    def _describe(self) -> None:
        tip = f"{self.exact()}\n{self._words}" if self._words else self.exact()
        self.setToolTip(literal(tip))  # type: ignore[attr-defined] # of the widget
