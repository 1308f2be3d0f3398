"""What screen readers and other aids are told of a widget that Qt cannot describe by itself.

A class says how it is spoken of where it is defined::

    @spoken_as(Button)
    class Radio(QRadioButton): ...

The interface is made when an aid first asks for it. Three things about PySide 6.11 to know:

- It keeps every interface to the end of the process. Therefore an interface holds nothing of its
  widget: it asks `object` each time. Nor may it be registered by hand, which ends in a crash.
- An aid may ask while the widget's own constructor is still running. An interface reads what Qt
  knows from the beginning, or what the class has a default for.
- ``interface_cast`` must give an interface object, what the base class gave, or `NO_INTERFACE`;
  None crashes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import VoidPtr

Maker = Callable[[Any], QAccessibleInterface]
"""Makes the interface of a widget of the class it was given for."""

NO_INTERFACE = VoidPtr(0)
"""What ``interface_cast`` answers where there is none."""

_Kind = TypeVar("_Kind", bound=type[QWidget])
_makers: dict[type, Maker] = {}
_installed = False


def spoken_as(maker: Maker) -> Callable[[_Kind], _Kind]:
    """Let `maker` describe the widgets of a class, and of those derived from it."""

    def remember(kind: _Kind) -> _Kind:
        _makers[kind] = maker
        return kind

    return remember


def plainly(role: QAccessible.Role) -> Maker:
    """Describe a widget as Qt does, only under its right role."""

    def make(widget: QWidget) -> QAccessibleInterface:
        return QAccessibleWidget(widget, role, "")

    return make


class PaintedInterface(QAccessibleInterface):
    """A part of a widget that is painted: no object of its own, and nothing in it."""

    def window(self) -> QWindow:
        return self.parent().window()

    def object(self) -> Any:  # noqa: ANN401 - None is an answer, as the stubs do not know
        return None

    def child(self, index: int, /) -> Any:  # noqa: ANN401
        return None

    def childAt(self, x: int, y: int, /) -> Any:  # noqa: ANN401
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface, /) -> int:
        return -1

    def setText(self, kind: QAccessible.Text, text: str, /) -> None:
        """It cannot be written over."""


def announce(widget: QWidget, text: str, *, at_once: bool = False) -> None:
    """Have `text` read out: when there is a pause, or `at_once` over what is being read."""
    if QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, text)
        if at_once:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)


def install() -> None:
    """Let Qt ask here first; once in a process."""
    global _installed  # noqa: PLW0603 - Qt keeps one list of factories for the process
    if not _installed:
        _installed = True
        QAccessible.installFactory(_make)


def _make(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    for kind in type(thing).__mro__:
        if kind in _makers:
            return _makers[kind](thing)
    return None
