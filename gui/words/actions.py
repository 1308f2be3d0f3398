"""The one table of actions: what can be done by which key or gesture, and where that holds.

Shortcuts, the keys named in tool tips and menus, and the sheet of keys are all made from it. An
action's words are ``keys.NAME``, a place's ``keys.at.PLACE``, a gesture's ``keys.gesture.NAME``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache

from PySide6.QtGui import QKeySequence


class Place(Enum):
    """Where an action's keys hold; also the headings of the sheet, in their order."""

    DOCUMENT = "document"
    WINDOW = "window"
    EXAMPLE = "example"
    HALL = "hall"
    VALUE = "value"
    CHART = "chart"
    NAME = "name"
    WALK = "walk"
    TABLE = "table"


EVERYWHERE = {Place.DOCUMENT, Place.WINDOW, Place.EXAMPLE}
"""Places whose keys are the window's, whatever holds the keyboard; the others are a widget's.

Those of `Place.HALL` are known by where they are on the keyboard, and leave alone what is typed.
"""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do.

    Attributes
    ----------
    name
        Its name here and in the translations.
    place
        Where its keys hold.
    keys
        Key sequences in Qt's portable spelling; the first is the one that tips name.
    gestures
        Names of what else does the same, with the pointer or a key that is no key sequence.
    repeats
        Whether a held key does it again and again.
    yields
        Whether its keys are first those of the widget with the keyboard, if that knows them.
    """

    name: str
    place: Place
    keys: tuple[str, ...] = ()
    gestures: tuple[str, ...] = ()
    repeats: bool = False
    yields: bool = False


_A, _P = Action, Place

ACTIONS: tuple[Action, ...] = (
    _A("new", _P.DOCUMENT, ("Ctrl+N",)),
    _A("open", _P.DOCUMENT, ("Ctrl+O",)),
    _A("save", _P.DOCUMENT, ("Ctrl+S",)),
    _A("save_as", _P.DOCUMENT, ("Ctrl+Shift+S",)),
    _A("import", _P.DOCUMENT, ("Ctrl+Shift+O",)),
    _A("paste", _P.DOCUMENT, ("Ctrl+V",), yields=True),
    _A("save_figure", _P.DOCUMENT, ("Ctrl+E",)),
    _A("copy_as", _P.DOCUMENT, ("Ctrl+Shift+C",)),
    _A("undo", _P.DOCUMENT, ("Ctrl+Z",), repeats=True),
    # Spelled out: the platform's standard key is one of the two, another on each platform.
    _A("redo", _P.DOCUMENT, ("Ctrl+Y", "Ctrl+Shift+Z"), repeats=True),
    _A("quit", _P.DOCUMENT, ("Ctrl+Q",)),
    # By the order of their tabs, which this table need not know.
    _A("page.1", _P.WINDOW, ("Ctrl+1",)),
    _A("page.2", _P.WINDOW, ("Ctrl+2",)),
    _A("page.3", _P.WINDOW, ("Ctrl+3",)),
    _A("page.4", _P.WINDOW, ("Ctrl+4",)),
    _A("change_sides", _P.WINDOW, ("F6",)),
    # Not the standard key: some platforms have none, others have F11 in their list twice.
    _A("full_screen", _P.WINDOW, ("F11",)),
    _A("projector", _P.WINDOW, ("F9",)),
    _A("zoom_in", _P.WINDOW, ("Ctrl++", "Ctrl+=")),
    _A("zoom_out", _P.WINDOW, ("Ctrl+-",)),
    _A("zoom_back", _P.WINDOW, ("Ctrl+0",)),
    _A("present", _P.WINDOW, ("F5",)),
    _A("sheet", _P.WINDOW, ("F1", "?")),
    _A("menu", _P.WINDOW, ("F10",), ("left_alt",)),
    _A("previous", _P.EXAMPLE, ("PgUp",), repeats=True),
    _A("next", _P.EXAMPLE, ("PgDown",), repeats=True),
    _A("find", _P.EXAMPLE, ("Ctrl+F",)),
    _A("pin", _P.EXAMPLE, ("Ctrl+P",)),
    _A("swap", _P.EXAMPLE, ("Ctrl+Shift+P",)),
    _A("reveal", _P.HALL, ("Space",)),
    # Remotes send the one or the other.
    _A("blank", _P.HALL, (".", "B")),
    _A("ring", _P.HALL, ("L",)),
    _A("rail", _P.HALL, ("R",)),
    _A("panel", _P.HALL, tuple("123456789")),
    _A("leave", _P.HALL, ("Esc",)),
    _A("step", _P.VALUE, ("Up", "Down")),
    _A("step_bar", _P.VALUE, ("Ctrl+Left", "Ctrl+Right")),
    _A("fine", _P.VALUE, ("Shift+Up", "Shift+Down")),
    _A("coarse", _P.VALUE, ("Ctrl+PgUp", "Ctrl+PgDown")),
    _A("limits", _P.VALUE, ("Home", "End")),
    _A("drag", _P.VALUE, (), ("drag",)),
    _A("drag_finely", _P.VALUE, (), ("shift_drag",)),
    _A("type", _P.VALUE, ("Return",), ("double_click",)),
    _A("copy", _P.VALUE, ("Ctrl+C",)),
    _A("fill", _P.VALUE, ("Ctrl+V",)),
    _A("give_up", _P.VALUE, ("Esc",)),
    _A("walk", _P.CHART, ("Left", "Right")),
    _A("choose", _P.CHART, ("Return",), ("click",)),
    _A("grow", _P.CHART, (), ("double_click",)),
    _A("read", _P.CHART, (), ("point",)),
    _A("walk.step", _P.WALK, ("F8",), repeats=True),
    _A("walk.back", _P.WALK, ("Shift+F8",), repeats=True),
    _A("walk.run", _P.WALK, ("F7",)),
    _A("walk.move", _P.WALK, ("Ctrl+Up", "Ctrl+Right"), ("drag",)),
    _A("walk.move_finely", _P.WALK, ("Ctrl+Shift+Up",)),
    _A("walk.add", _P.WALK, ("Ins",), ("click",)),
    _A("walk.remove", _P.WALK, ("Del",)),
    _A("rename", _P.NAME, ("F2",), ("double_click",)),
    _A("move", _P.NAME, ("Ctrl+Shift+Up", "Ctrl+Shift+Down")),
    _A("remove", _P.NAME, ("Del",)),
    _A("more", _P.NAME, (), ("right_click",)),
    _A("table.edit", _P.TABLE, ("F2",), ("double_click",)),
    _A("table.next", _P.TABLE, ("Tab", "Shift+Tab")),
    _A("table.down", _P.TABLE, ("Return",)),
    _A("table.open", _P.TABLE, ("Ctrl+Return",)),
    _A("table.add", _P.TABLE, ("Ins",)),
    _A("table.duplicate", _P.TABLE, ("Ctrl+D",)),
    _A("table.hold_out", _P.TABLE, ("Ctrl+H",)),
    _A("table.remove", _P.TABLE, ("Del",)),
    _A("table.copy", _P.TABLE, ("Ctrl+C",)),
    _A("table.paste", _P.TABLE, ("Ctrl+V",)),
    _A("table.sort", _P.TABLE, ("Alt+Up", "Alt+Down")),
)

_MANY = 3

_BY_NAME = {action.name: action for action in ACTIONS}
_WRITTEN = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Return": "Enter", "PgDown": "PgDn"}


def action(name: str) -> Action:
    """The action of this name."""
    return _BY_NAME[name]


def has_keys(name: str) -> bool:
    """Whether this is the name of an action here, which all have that have a key."""
    return name in _BY_NAME


def actions_at(place: Place) -> list[Action]:
    """The actions of a place, in their order."""
    return [one for one in ACTIONS if one.place is place]


def sequences(name: str) -> list[QKeySequence]:
    """The keys of an action."""
    return [QKeySequence(key) for key in action(name).keys]


@cache
def key_text(key: str) -> str:
    """A key as this platform writes it, arrows as arrows."""
    return with_arrows(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))


def with_arrows(text: str) -> str:
    """The text of a key, arrows as arrows."""
    before, _, last = text.rpartition("+")
    last = _WRITTEN.get(last, last)
    return f"{before}+{last}" if before else last


def keys_text(name: str) -> list[str]:
    """The keys of an action as they are written; of many in a row the first and the last."""
    keys = [key_text(key) for key in action(name).keys]
    return [f"{keys[0]} – {keys[-1]}"] if len(keys) > _MANY else keys


def hint(name: str) -> str:
    """The keys that a tool tip names after an action's words."""
    return key_text(action(name).keys[0])
