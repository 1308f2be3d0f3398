"""How screen readers are told of a plot: as one picture, or as the number that its line sets."""

from __future__ import annotations

from typing import cast

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from gui.controls.access import SliderInterface


class _Alone(QAccessibleWidget):
    """Mixed into an interface: what Qt paints a plot on is no thing of its own."""

    def childCount(self) -> int:
        return 0

    def child(self, index: int, /) -> QAccessibleInterface:
        return cast("QAccessibleInterface", None)  # an answer, as the stubs do not know


class PlotInterface(_Alone):
    """A plot; what it shows is in its description."""

    def __init__(self, plot: QWidget) -> None:
        super().__init__(plot, QAccessible.Role.Chart, "")


class LineInterface(_Alone, SliderInterface):
    """A plot whose upright line sets a number."""
