"""Keeps an error in one event or one frame from ending the program.

Qt calls overrides such as ``focusInEvent`` or ``paint`` while another Python handler is still under
way: hiding a slider passes the focus on, pyqtgraph's ``paintEvent`` has its items painted. Where an
error comes through such an override, PySide 6.11 goes on with it pending and ends the process.
Therefore the overrides of every Python class derived from a class of Qt's get a guard,
pyqtgraph's and those still to be defined included: none has to think of it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from types import FunctionType, MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
    QAccessibleValueInterface,
)
from PySide6.QtWidgets import QGraphicsItem

# What Qt calls besides the handlers, whose names end in "Event".
_PAINTERS = frozenset({"drawBackground", "drawForeground", "paint", "paintSection", "drawRow"})
_ANSWERS = frozenset(
    {
        *("event", "eventFilter", "viewportEvent", "sceneEvent", "sceneEventFilter"),
        *("sizeHint", "minimumSizeHint", "heightForWidth", "hasHeightForWidth", "sizeHintForRow"),
        *("sizeHintForColumn", "boundingRect", "shape", "contains", "opaqueArea", "itemChange"),
        *("focusNextPrevChild", "inputMethodQuery", "hitButton", "nextCheckState", "validate"),
        *("checkStateSet", "sliderChange", "currentChanged", "selectionChanged", "dataChanged"),
        *("rowCount", "columnCount", "data", "headerData", "flags", "createEditor", "helpEvent"),
        *("setEditorData", "setModelData", "updateEditorGeometry", "editorEvent"),
        *("scrollContentsBy", "moveCursor"),
    }
)
# What aids ask: of these classes Qt calls everything, and next to nothing has an answer of its own.
_SPOKEN = (QAccessibleInterface, QAccessibleActionInterface, QAccessibleValueInterface)
# Where the base class has no answer of its own.
_EMPTY: Mapping[str, Callable[[], object]] = MappingProxyType(
    {
        **dict.fromkeys(("rowCount", "columnCount", "childCount", "minimumStepSize"), int),
        **dict.fromkeys(("currentValue", "minimumValue", "maximumValue"), int),
        **dict.fromkeys(("keyBindingsForAction", "actionNames", "relations"), list),
        "indexOfChild": lambda: -1,
        "isValid": bool,
        "rect": QRect,
        "role": lambda: QAccessible.Role.NoRole,
        "state": QAccessible.State,
        "text": str,
    }
)

_MARK = "_guarded"


def is_called_by_qt(name: str) -> bool:
    """Whether an override of this name is called by Qt itself."""
    return name.endswith("Event") or name in _PAINTERS or name in _ANSWERS


def is_guarded(function: object) -> bool:
    """Whether `function` has its guard."""
    return hasattr(function, _MARK)


def _nothing() -> None:
    """The answer to what nobody has to answer."""


def guarded(owner: type, override: Callable[..., Any]) -> Callable[..., Any]:
    """Report what `override` raises through ``sys.excepthook`` instead of raising it.

    A handler then counts as done; a question gets the answer of the base class of `owner`.
    """
    name = override.__name__

    @wraps(override)
    def guarding(self: object, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the override
        try:
            return override(self, *args, **kwargs)
        except Exception:  # noqa: BLE001 - whatever it is, the excepthook shows and logs it
            sys.excepthook(*sys.exc_info())
        if name == "closeEvent":
            args[0].ignore()  # what could not ask about the document stays open with it
        if name not in _ANSWERS and not issubclass(owner, _SPOKEN):
            return None
        try:
            return getattr(super(owner, self), name)(*args, **kwargs)
        except Exception:  # noqa: BLE001 - there is nothing to add to what was reported
            return _EMPTY.get(name, _nothing)()

    setattr(guarding, _MARK, True)
    return guarding


def guard_overrides(kind: type) -> None:
    """Guard what `kind` and the plain classes mixed into it override of Qt."""
    native = [base for base in kind.__mro__ if base.__module__.startswith("PySide6.")]
    spoken = issubclass(kind, _SPOKEN)
    names = {
        name
        for base in native
        for name in vars(base)
        if is_called_by_qt(name) or (spoken and not name.startswith("_"))
    }
    for name in names:
        owner = next(base for base in kind.__mro__ if name in vars(base))
        function = vars(owner)[name]
        if isinstance(function, FunctionType) and not is_guarded(function):
            setattr(kind, name, guarded(owner, function))


def _descendants(kind: type) -> Iterator[type]:
    children: list[type] = kind.__subclasses__()
    for child in children:
        if not child.__module__.startswith("PySide6."):
            yield child
        yield from _descendants(child)


def install() -> None:
    """Guard every class derived from Qt's, those of today and those still to be defined."""
    for root in (QObject, QGraphicsItem, *_SPOKEN):
        for kind in _descendants(root):
            guard_overrides(kind)
        _guard_descendants_to_come(root)


def _guard_descendants_to_come(root: type) -> None:
    # mypy knows neither a superclass that comes as a value nor a method set from outside.
    def guard_new(kind: Any, /, **keywords: object) -> None:  # noqa: ANN401 - a class
        super(root, kind).__init_subclass__(**keywords)  # type: ignore[arg-type]
        guard_overrides(kind)

    root.__init_subclass__ = classmethod(guard_new)  # type: ignore[assignment,method-assign]
