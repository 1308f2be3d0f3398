"""How screen readers are told of the small controls."""

from __future__ import annotations

from typing import Any, Protocol, cast

from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleValueInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QPushButton, QWidget

from gui.base.access import NO_INTERFACE, Maker

Role = QAccessible.Role

_PRESS = QAccessibleActionInterface.pressAction()
_MENU = QAccessibleActionInterface.showMenuAction()
_STEPS = {
    QAccessibleActionInterface.increaseAction(): 1,
    QAccessibleActionInterface.decreaseAction(): -1,
}
_VALUE = QAccessible.Text.Value


class ButtonInterface(QAccessibleWidget):
    """A button under its own role: Qt takes whatever can be checked for a check box."""

    def role(self) -> QAccessible.Role:
        """What it was made as, or a button that opens a menu."""
        return Role.ButtonMenu if self._has_menu() else super().role()

    def state(self) -> QAccessible.State:
        """Add whether it is on: a tab is selected, everything else checked."""
        state, button = super().state(), self._button()
        if self.role() is Role.PageTab:
            state.selectable, state.selected = True, button.isChecked()
        else:
            state.checkable, state.checked = button.isCheckable(), button.isChecked()
        state.pressed, state.hasPopup = button.isDown(), self._has_menu()
        return state

    def actionNames(self) -> list[str]:
        """It can be pressed, which opens the menu if it has one."""
        return [_MENU if self._has_menu() else _PRESS, *super().actionNames()]

    def doAction(self, name: str) -> None:
        """Press it as a person does."""
        button = self._button()
        if name == _MENU and isinstance(button, QPushButton):
            button.showMenu()
        elif name == _PRESS:
            button.click()
        else:
            super().doAction(name)

    def _button(self) -> QAbstractButton:
        return cast(QAbstractButton, self.object())

    def _has_menu(self) -> bool:
        button = self._button()
        return isinstance(button, QPushButton) and button.menu() is not None


def button_as(role: QAccessible.Role) -> Maker:
    """Describe a button under this role."""

    def make(button: QAbstractButton) -> ButtonInterface:
        return ButtonInterface(button, role, "")

    return make


class Pressable(Protocol):
    """Something other than a button that can be pressed."""

    def press(self) -> None:
        """Do what Enter or a double click does."""


class PressInterface(QAccessibleWidget):
    """A painted text that acts like a button."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, Role.Button, "")

    def actionNames(self) -> list[str]:
        """It can be pressed."""
        return [_PRESS, *super().actionNames()]

    def doAction(self, name: str) -> None:
        """Press it."""
        if name == _PRESS:
            cast(Pressable, self.object()).press()
        else:
            super().doAction(name)


class TextInterface(QAccessibleWidget):
    """A text that is passed over while it says nothing."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, Role.StaticText, "")

    def state(self) -> QAccessible.State:
        """Add that there is nothing to be found where nothing stands."""
        state = super().state()
        if not self.text(QAccessible.Text.Name):
            state.invisible = True
        return state


class Numeric(Protocol):
    """A control over real numbers that an aid may move."""

    @property
    def number(self) -> float:
        """What it stands at."""

    def value_text(self) -> str:
        """That number as it is said."""

    def limits(self) -> tuple[float, float]:
        """From where to where it goes."""

    def stepped(self, count: int) -> float:
        """The number so many steps on."""

    def go_to(self, number: float) -> None:
        """Go to a number as if a person had moved it there."""


class SliderInterface(QAccessibleWidget):
    """A slider over real numbers, which Qt's own, over integers, cannot be."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, Role.Slider, "")
        self._value = _Value(self)

    def slider(self) -> Numeric:
        """What is described."""
        return cast(Numeric, self.object())

    def text(self, what: QAccessible.Text) -> str:
        """Its number is its value."""
        return self.slider().value_text() if what is _VALUE else super().text(what)

    def actionNames(self) -> list[str]:
        """It goes up and down by steps."""
        return [*_STEPS, *super().actionNames()]

    def doAction(self, name: str) -> None:
        """Go one step."""
        if name in _STEPS:
            self.slider().go_to(self.slider().stepped(_STEPS[name]))
        else:
            super().doAction(name)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:  # noqa: ANN401 - an address
        """Its number can be read and set."""
        if kind is QAccessible.InterfaceType.ValueInterface:
            return self._value
        found: Any = super().interface_cast(kind)  # an address or None, whatever the stubs say
        return NO_INTERFACE if found is None else found


class _Value(QAccessibleValueInterface):
    def __init__(self, owner: SliderInterface) -> None:
        super().__init__()
        self._owner = owner

    def currentValue(self) -> float:
        return self._owner.slider().number

    def setCurrentValue(self, value: float) -> None:
        self._owner.slider().go_to(float(value))

    def minimumValue(self) -> float:
        return self._owner.slider().limits()[0]

    def maximumValue(self) -> float:
        return self._owner.slider().limits()[1]

    def minimumStepSize(self) -> float:
        return abs(self._owner.slider().stepped(1) - self.currentValue())
