"""A plot with something to drag, and exact values under the pointer."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from gui.charts.curves.plot import Plot
from gui.controls.hand import Hand
from gui.look.painting import KeyboardFocus
from gui.look.theme import Look

G = TypeVar("G")
Point = tuple[float, float]


class DragPlot(Hand[G], KeyboardFocus, Plot):
    """What is dragged is taken where the pointer is near it; a press elsewhere brings it there.

    Attributes
    ----------
    shape
        The pointer near what can be dragged.
    """

    at_press = True
    shape = Qt.CursorShape.SizeHorCursor

    def __init__(self, look: Look, name: str, left_width: float = 44.0) -> None:
        super().__init__(look, name, left_width)
        self._near = False
        self._probe: Point | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # -- what a plot says -------------------------------------------------------------------------

    def is_near(self, at: QPointF) -> bool:
        """Whether a press takes what is dragged where it is."""
        raise NotImplementedError

    def read_at(self, event: QMouseEvent) -> tuple[Point | None, str] | None:
        """Where to mark what the pointer reads, and what it says; None where nothing is read."""
        raise NotImplementedError

    # -- what all do alike ------------------------------------------------------------------------

    def probe(self) -> Point | None:
        """The place being read, or None."""
        return self._probe

    def is_lively(self) -> bool:
        """Whether what is dragged shows that it can be moved or is being moved."""
        return self._near or self.grip is not None or self.ring

    def brings(self, event: QMouseEvent) -> bool:
        return not self.is_near(event.position())

    def hand_changed(self) -> None:
        """Draw what is held, or no longer held; nothing is read meanwhile."""
        if self.grip is not None:
            self._read(None)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or read the plot under the pointer."""
        if self.grip is None:
            near = self.is_near(event.position())
            if near != self._near:
                self._near = near
                self.viewport().setCursor(self.shape if near else Qt.CursorShape.ArrowCursor)
                self.viewport().update()
            self._read(event)
        super().mouseMoveEvent(event)

    def _read(self, event: QMouseEvent | None) -> None:
        read = None if event is None else self.read_at(event)
        probe, text = (None, "") if read is None else read
        if event is None or read is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPosition().toPoint(), text, self)
        if probe != self._probe:
            self._probe = probe
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the reading away."""
        self._near = False
        self._read(None)
        self.viewport().update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys now move what is dragged."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they no longer do."""
        super().focusOutEvent(event)
        self.viewport().update()
