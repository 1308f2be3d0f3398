"""Tool tips by place, for widgets that paint what the pointer may be over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from gui.words.tips import literal

TipAt = Callable[[QPoint], tuple[str, QRect] | None]


class TipFilter(QObject):
    """Asks `tip` for the text at a place, and the area for which it holds; None for no tool tip.

    A filter, because no widget here may override ``event``: when a handler that Qt calls from
    inside such an override raises, PySide 6.11 on Python 3.11 ends the process instead of
    reporting the error.
    """

    def __init__(self, widget: QWidget, tip: TipAt) -> None:
        super().__init__(widget)
        self._widget = widget
        self._tip = tip
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return False
        found = self._tip(event.pos())
        if found is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), literal(found[0]), self._widget, found[1])
        return True
