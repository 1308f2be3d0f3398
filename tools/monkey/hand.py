"""Performs operations on the window with real events, and answers whatever asks in between."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Self
from unittest.mock import patch

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QProgressDialog, QWidget
from shiboken6 import isValid

from gui.window.window import MainWindow
from tools.faults import settle
from tools.focus_sweep import focusable
from tools.monkey.operations import Operation

_NONE = Qt.KeyboardModifier.NoModifier
_MODIFIERS = {
    "": _NONE,
    "C": Qt.KeyboardModifier.ControlModifier,
    "S": Qt.KeyboardModifier.ShiftModifier,
    "A": Qt.KeyboardModifier.AltModifier,
    "CS": Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
}
_BUTTONS = {
    "L": Qt.MouseButton.LeftButton,
    "R": Qt.MouseButton.RightButton,
    "M": Qt.MouseButton.MiddleButton,
}


class Hand:
    """Works one window. `held` is the mouse button that is down, ``""`` for none."""

    def __init__(self, folder: Path) -> None:
        self.window: MainWindow | None = None
        self.held = ""
        self.events = 0
        self._folder = folder
        self._answer = 0
        self._acts: dict[str, Callable[[MainWindow, Operation], None]] = {
            "move": self._move, "press": self._press, "release": self._release,
            "double": self._double, "wheel": self._wheel, "key": self._key, "hold": self._hold,
            "type": self._type, "compose": self._compose, "tip": self._tip, "menu": self._menu,
            "size": self._size, "page": self._page, "language": self._language,
            "scenario": self._scenario, "pin": self._pin, "swap": self._swap,
            "reset": self._reset, "open": self._open, "save": self._save, "focus": self._focus,
        }  # fmt: skip
        # Dialogs run loops of their own, and only what the loop calls gets at them.
        self._helper = QTimer()
        self._helper.setInterval(20)
        self._helper.timeout.connect(self._attend)

    def __enter__(self) -> Self:
        hand = self

        class Dialog:
            """Chooses one of the monkey's files, or none."""

            @staticmethod
            def getOpenFileName(*_: object) -> tuple[str, str]:  # noqa: N802 - Qt's name
                found = ["", *sorted(map(str, hand._folder.iterdir()))]
                return found[hand._answer % len(found)], ""

            @staticmethod
            def getSaveFileName(*_: object) -> tuple[str, str]:  # noqa: N802 - Qt's name
                names = ["", "saved.json", "saved", "no folder/saved.json"]
                name = names[hand._answer % len(names)]
                return str(hand._folder / name) if name else "", ""

        self._patch = patch("gui.files.dialogs.QFileDialog", Dialog)
        self._patch.start()
        self._helper.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._helper.stop()
        self._patch.stop()

    def perform(self, operation: Operation) -> None:
        """Do one operation and let all that follows from it happen."""
        assert self.window is not None
        self._answer = operation.get("answer", 0)
        self._acts[operation["do"]](self.window, operation)
        self.events += 1
        settle()
        if not self.window.isVisible():  # it was closed; the same one goes on
            self.window.show()
            settle()

    def let_go(self) -> None:
        """Leave nothing pressed or open."""
        assert self.window is not None
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        if self.held:
            self._release(self.window, {"x": 5, "y": 5})
        settle()

    def _attend(self) -> None:
        modal = QApplication.activeModalWidget()
        if modal is None or isinstance(modal, QProgressDialog) or not isValid(modal):
            return
        if isinstance(modal, QMessageBox) and modal.buttons():
            modal.buttons()[self._answer % len(modal.buttons())].click()
        elif isinstance(modal, QDialog):
            modal.done(self._answer % 2)
        else:
            modal.close()

    # -- the pointer ------------------------------------------------------------------------------

    @staticmethod
    def _at(operation: Operation) -> QPoint:
        return QPoint(operation["x"], operation["y"])

    def _move(self, window: MainWindow, operation: Operation) -> None:
        QTest.mouseMove(window.windowHandle(), self._at(operation))

    def _press(self, window: MainWindow, operation: Operation) -> None:
        button, modifier = _BUTTONS[operation["button"]], _MODIFIERS[operation["with"]]
        popup, at = QApplication.activePopupWidget(), self._at(operation)
        if popup is not None:
            QTest.mousePress(popup, button, modifier, popup.mapFromGlobal(window.mapToGlobal(at)))
        else:
            QTest.mousePress(window.windowHandle(), button, modifier, at)
        self.held = operation["button"]

    def _release(self, window: MainWindow, operation: Operation) -> None:
        if self.held:
            button, modifier = _BUTTONS[self.held], _MODIFIERS[operation.get("with", "")]
            QTest.mouseRelease(window.windowHandle(), button, modifier, self._at(operation))
        self.held = ""

    def _double(self, window: MainWindow, operation: Operation) -> None:
        button, at = _BUTTONS[operation["button"]], self._at(operation)
        QTest.mouseDClick(window.windowHandle(), button, _NONE, at)
        QTest.mouseRelease(window.windowHandle(), button, _NONE, at)
        self.events += 3

    def _wheel(self, window: MainWindow, operation: Operation) -> None:
        at, by = QPointF(self._at(operation)), QPoint(0, operation["by"])
        handle, modifier = window.windowHandle(), _MODIFIERS[operation["with"]]
        QTest.wheelEvent(handle, at, by, QPoint(), modifier)

    def _tip(self, window: MainWindow, operation: Operation) -> None:
        at = self._at(operation)
        widget = window.childAt(at) or window
        place = widget.mapFrom(window, at)
        event = QHelpEvent(QEvent.Type.ToolTip, place, window.mapToGlobal(at))
        QApplication.sendEvent(widget, event)

    def _menu(self, window: MainWindow, operation: Operation) -> None:
        at = self._at(operation)
        widget = window.childAt(at) or window
        place, reason = widget.mapFrom(window, at), QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(widget, QContextMenuEvent(reason, place, window.mapToGlobal(at)))

    # -- the keyboard -----------------------------------------------------------------------------

    def _key(self, window: MainWindow, operation: Operation) -> None:
        key, modifier = Qt.Key[f"Key_{operation['key']}"], _MODIFIERS[operation.get("with", "")]
        popup = QApplication.activePopupWidget()
        if popup is not None:
            QTest.keyClick(popup, key, modifier)
        else:
            QTest.keyClick(window.windowHandle(), key, modifier)
        self.events += 1

    def _hold(self, window: MainWindow, operation: Operation) -> None:
        key = Qt.Key[f"Key_{operation['key']}"]
        focus: QWidget = QApplication.focusWidget() or window
        for number in range(operation["times"]):
            press = QKeyEvent(QEvent.Type.KeyPress, key, _NONE, "", number > 0)
            QApplication.sendEvent(focus if isValid(focus) else window, press)
        if operation["up"] and isValid(focus):
            QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyRelease, key, _NONE))
        self.events += operation["times"]

    def _type(self, window: MainWindow, operation: Operation) -> None:
        for letter in operation["text"]:
            focus = QApplication.focusWidget() or window
            QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, 0, _NONE, letter))
            self.events += 1

    def _compose(self, window: MainWindow, operation: Operation) -> None:
        ended = QInputMethodEvent("", [])
        ended.setCommitString(operation["text"])
        for event in (QInputMethodEvent("ㄱ", []), ended):
            QApplication.sendEvent(QApplication.focusWidget() or window, event)

    # -- the window -------------------------------------------------------------------------------

    def _size(self, window: MainWindow, operation: Operation) -> None:
        window.resize(operation["wide"], operation["tall"])

    def _page(self, window: MainWindow, operation: Operation) -> None:
        window.header.tabs[operation["page"]].click()

    def _language(self, window: MainWindow, _: Operation) -> None:
        window.header.language.click()

    def _scenario(self, window: MainWindow, operation: Operation) -> None:
        window.header.scenario_chosen.emit(operation["scenario"])

    def _pin(self, window: MainWindow, _: Operation) -> None:
        window.header.pin.click()

    def _swap(self, window: MainWindow, _: Operation) -> None:
        window.header.swap.click()

    def _reset(self, window: MainWindow, _: Operation) -> None:
        window.header.reset.click()

    def _open(self, window: MainWindow, _: Operation) -> None:
        self._key(window, {"key": "O", "with": "C"})

    def _save(self, window: MainWindow, _: Operation) -> None:
        self._key(window, {"key": "S", "with": "C"})

    def _focus(self, window: MainWindow, operation: Operation) -> None:
        found = focusable(window)
        found[operation["number"] % len(found)].setFocus(Qt.FocusReason.TabFocusReason)
