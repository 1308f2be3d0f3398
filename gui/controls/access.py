"""How screen readers are told of the small controls."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget

from gui.base.access import Maker

Role = QAccessible.Role

_PRESS = QAccessibleActionInterface.pressAction()


class ButtonInterface(QAccessibleWidget):
    """A button under its own role: Qt takes whatever can be checked for a check box."""

    def state(self) -> QAccessible.State:
        """Add whether it is on."""
        state = super().state()
        button = self.object()
        if isinstance(button, QAbstractButton):
            state.checkable = button.isCheckable()
            state.checked = button.isChecked()
            state.pressed = button.isDown()
        return state

    def actionNames(self) -> list[str]:
        """It can be pressed."""
        return [_PRESS, *super().actionNames()]

    def doAction(self, name: str) -> None:
        """Press it as a person does."""
        button = self.object()
        if name == _PRESS and isinstance(button, QAbstractButton):
            button.click()
        else:
            super().doAction(name)


def button_as(role: QAccessible.Role) -> Maker:
    """Describe a button under this role."""

    def make(button: QAbstractButton) -> ButtonInterface:
        return ButtonInterface(button, role, "")

    return make
