"""The marks of a chart for screen readers: each has a role, a name, a value, a place and acts."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

from gui.base.access import NO_INTERFACE, PaintedInterface
from gui.marks.marked import Marked
from gui.words.translation import tr

AT_MOST = 1_000
"""So many marks of a chart are told one by one; of more, the first ones and how many follow."""

_PRESS = QAccessibleActionInterface.pressAction()
_FOCUS = QAccessibleActionInterface.setFocusAction()


class ChartInterface(QAccessibleWidget):
    """A chart whose children are its marks in the order of the keys, made when asked for."""

    def __init__(self, chart: QWidget) -> None:
        super().__init__(chart, QAccessible.Role.List)
        self._children: dict[int, MarkInterface] = {}

    @property
    def chart(self) -> Marked[Any]:
        """The chart itself."""
        return cast("Marked[Any]", self.object())

    def childCount(self) -> int:
        return min(AT_MOST + 1, len(self.chart.told()))

    def child(self, index: int, /) -> QAccessibleInterface:
        # None is made to be thrown away: PySide may take what comes to its place for it.
        if 0 <= index < self.childCount() and index not in self._children:
            self._children[index] = MarkInterface(self, index)
        found = self._children.get(index) if index < self.childCount() else None
        return cast("QAccessibleInterface", found)  # None is an answer, as the stubs do not know

    def indexOfChild(self, child: QAccessibleInterface, /) -> int:
        return child.place if isinstance(child, MarkInterface) else -1

    def childAt(self, x: int, y: int, /) -> QAccessibleInterface:
        point = self.widget().mapFromGlobal(QPoint(x, y)).toPointF()
        return self._child_of(self.chart.mark_at(point))

    def focusChild(self) -> QAccessibleInterface:
        return self._child_of(self.chart.here if self.widget().hasFocus() else None)

    def _child_of(self, key: object) -> QAccessibleInterface:
        told = self.chart.told()
        return self.child(told.index(key) if key in told else -1)


class MarkInterface(PaintedInterface, QAccessibleActionInterface):
    """The mark at one place in the order of the keys, whichever that is; the last may be a rest."""

    def __init__(self, owner: ChartInterface, place: int) -> None:
        PaintedInterface.__init__(self)
        QAccessibleActionInterface.__init__(self)
        self._owner = owner
        self.place = place

    def isValid(self) -> bool:
        owner = self._owner  # Qt frees it with the chart, while an aid may keep the mark
        return isValid(owner) and owner.isValid() and self.place < owner.childCount()

    @property
    def _key(self) -> object:
        """Which mark it is now; None where there is none, and of the rest."""
        known = self.isValid() and self.place < AT_MOST
        return self._owner.chart.told()[self.place] if known else None

    def role(self) -> QAccessible.Role:
        return self._owner.chart.mark_role

    def text(self, kind: QAccessible.Text, /) -> str:
        """Name and value as the chart shows them; the description has every digit."""
        if not self.isValid():
            return ""
        chart, key = self._owner.chart, self._key
        if key is None:
            more = tr("chart.more", count=f"{len(chart.told()) - AT_MOST:,}")
            return more if kind == QAccessible.Text.Name else ""
        if kind == QAccessible.Text.Name:
            return chart.name_of(key)
        if kind == QAccessible.Text.Value:
            return chart.value_of(key)
        return chart.tip_of(key) if kind == QAccessible.Text.Description else ""

    def rect(self) -> QRect:
        key = self._key
        if key is None:
            return QRect()
        place = self._owner.chart.place_of(key).toAlignedRect()
        return QRect(self._owner.widget().mapToGlobal(place.topLeft()), place.size())

    def state(self) -> QAccessible.State:
        key, state = self._key, QAccessible.State()
        state.focusable = key is not None
        if key is not None and self._owner.widget().hasFocus():
            state.focused = self._owner.chart.here == key
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType, /) -> Any:  # noqa: ANN401 - stubs
        return self if kind == QAccessible.InterfaceType.ActionInterface else NO_INTERFACE

    def actionNames(self) -> list[str]:
        key = self._key
        if key is None:
            return []
        return [_PRESS, _FOCUS] if self._owner.chart.is_choosable(key) else [_FOCUS]

    def doAction(self, name: str, /) -> None:
        """As a person does by a click or by keys."""
        if name not in self.actionNames():
            return
        if name == _PRESS:
            self._owner.chart.choose(self._key)
        else:
            self._owner.chart.go_to(self._key)
            self._owner.widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyBindingsForAction(self, name: str, /) -> list[str]:
        return []

    def parent(self) -> QAccessibleInterface:
        return self._owner
