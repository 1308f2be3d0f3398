"""What a monkey may do next. An operation is a small dict, so that a run can be written down."""

from __future__ import annotations

import random
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from gui.pages import PAGES
from gui.window.window import MainWindow

Operation = dict[str, Any]

KEYS = (
    *("Up", "Down", "Left", "Right", "PageUp", "PageDown", "Home", "End", "Return", "Enter"),
    *("Escape", "Tab", "Backtab", "Space", "Delete", "Backspace", "F2", "F5", "F6", "F10", "Menu"),
    *("Plus", "Minus", "Period", "Comma", "0", "1", "2", "5", "9", "A", "C", "D", "L", "R", "S"),
)
SHORTCUTS = (
    *(("Z", "C"), ("Z", "C"), ("Y", "C"), ("Z", "CS"), ("P", "C"), ("P", "CS"), ("1", "C")),
    *(("2", "C"), ("3", "C"), ("O", "C"), ("S", "C"), ("S", "CS"), ("A", "C"), ("C", "C")),
    *(("V", "C"), ("X", "C"), ("F", "C"), ("Up", "CS"), ("Down", "CS"), ("Up", "C"), ("D", "C")),
    *(("Delete", "C"), ("Up", "S"), ("Left", "S"), ("Home", "C"), ("End", "C"), ("Tab", "S")),
    *(("PageUp", "C"), ("PageDown", "C"), ("F1", ""), ("F6", ""), ("F11", ""), ("Q", "C")),
)
TEXTS = (
    *("0", "1", "-1", "3.5", "-2.25", "1e3", "1e-3", "12345.678", "3,2", "1,5,2", ",", "-", "--1"),
    *("1e", "1e999", "1e300", "-1e300", "1e60", "1e-300", "5e-324", "nan", "inf", "0x10", "1 000"),
    *("１２", "½", "−3", "1/3", "sqrt(2)", "2^-3", "ln(0)", "∞", "", " ", "cat", "고양이", "🐱"),
    *("a\u0301", "\u202eabc", "<b>x</b>", "a & b", "%s {0}", "x" * 300, "9" * 400, "1\t2", "1\n2"),
)
WAYS = ("language", "scenario", "pin", "swap", "reset", "open", "save", "focus")


class Planner:
    """Makes up operations that belong together: a click, a drag, something typed."""

    def __init__(self, chance: random.Random, scenarios: list[str]) -> None:
        self._chance = chance
        self._scenarios = scenarios

    def next(self, window: MainWindow, *, held: bool) -> list[Operation]:
        """The next few operations."""
        chance = self._chance
        if QApplication.activePopupWidget() is not None:
            return self._in_a_menu()
        if held and chance.random() < 0.7:
            spot = self._spot(window)
            return [{"do": "move", **spot}, {"do": "release", **spot}]
        kinds = {
            self._click: 20,
            self._drag: 24,
            self._wander: 6,
            self._wheel: 5,
            self._keys: 13,
            self._held_key: 3,
            self._typing: 13,
            self._small: 16,
        }
        return chance.choices(list(kinds), list(kinds.values()))[0](window)

    def _spot(self, window: MainWindow, kind: type[QWidget] = QWidget) -> dict[str, int]:
        """A place in the window: a widget's middle, corner, or anywhere in it."""
        chance = self._chance
        found = [one for one in window.findChildren(kind) if one.isVisible() and one.width() > 2]
        found = [one for one in found if one.window() is window]
        if not found:
            return {"x": chance.randrange(window.width()), "y": chance.randrange(window.height())}
        widget = chance.choice(found)
        rect = widget.rect()
        anywhere = QPoint(
            chance.randrange(widget.width()), chance.randrange(max(1, widget.height()))
        )
        corners = [rect.topLeft(), rect.bottomRight()]
        at = chance.choices([rect.center(), chance.choice(corners), anywhere], [3, 1, 6])[0]
        at = widget.mapTo(window, at)
        return {"x": at.x(), "y": at.y()}

    def _modifier(self) -> str:
        return self._chance.choices(["", "S", "C", "A", "CS"], [20, 3, 2, 1, 1])[0]

    def _in_a_menu(self) -> list[Operation]:
        chance = self._chance
        if chance.random() < 0.35:
            return [{"do": "key", "key": "Escape"}]
        ways = [chance.choice(["Down", "Up", "Right"]) for _ in range(chance.randrange(1, 7))]
        return [{"do": "key", "key": key} for key in (*ways, chance.choice(["Return", "Space"]))]

    def _click(self, window: MainWindow) -> list[Operation]:
        spot, modifier = self._spot(window), self._modifier()
        button = self._chance.choices("LRM", [16, 2, 1])[0]
        how = {"button": button, "with": modifier, **spot}
        if self._chance.random() < 0.1:
            return [{"do": "double", **how}]
        return [{"do": "move", **spot}, {"do": "press", **how}, {"do": "release", **how}]

    def _drag(self, window: MainWindow) -> list[Operation]:
        chance, modifier = self._chance, self._modifier()
        spot = self._spot(window)
        made: list[Operation] = [
            {"do": "move", **spot},
            {"do": "press", "button": "L", "with": modifier, **spot},
        ]
        x, y = spot["x"], spot["y"]
        for _ in range(chance.randrange(1, 12)):
            x, y = x + chance.randrange(-60, 61), y + chance.randrange(-40, 41)
            if chance.random() < 0.02:
                x, y = chance.randrange(-3000, 6000), chance.randrange(-3000, 6000)
            made.append({"do": "move", "x": x, "y": y})
            if chance.random() < 0.1:  # something comes between
                made += chance.choice([self._keys, self._small, self._wheel])(window)[:1]
        if chance.random() < 0.95:
            made.append({"do": "release", "x": x, "y": y, "with": modifier})
        return made

    def _wander(self, window: MainWindow) -> list[Operation]:
        count = self._chance.randrange(1, 8)
        return [{"do": "move", **self._spot(window)} for _ in range(count)]

    def _wheel(self, window: MainWindow) -> list[Operation]:
        turn = self._chance.choice([120, -120, 240, -15, 15, 1200, -1200])
        return [{"do": "wheel", "by": turn, "with": self._modifier(), **self._spot(window)}]

    def _keys(self, window: MainWindow) -> list[Operation]:
        chance = self._chance
        if chance.random() < 0.4:
            key, modifier = chance.choice(SHORTCUTS)
            return [{"do": "key", "key": key, "with": modifier}] * chance.choice([1, 1, 1, 12])
        return [
            {"do": "key", "key": chance.choice(KEYS), "with": self._modifier()}
            for _ in range(chance.randrange(1, 6))
        ]

    def _held_key(self, window: MainWindow) -> list[Operation]:
        chance = self._chance
        key = chance.choice(["Up", "Down", "Left", "Right", "PageUp", "Space", "Tab"])
        up = chance.random() < 0.9
        return [{"do": "hold", "key": key, "times": chance.randrange(1, 12), "up": up}]

    def _typing(self, window: MainWindow) -> list[Operation]:
        chance = self._chance
        spot = self._spot(window, QLineEdit)
        made: list[Operation] = [{"do": "double", "button": "L", **spot}]
        if chance.random() < 0.7:
            made.append({"do": "key", "key": "A", "with": "C"})
        if chance.random() < 0.1:
            made.append({"do": "compose", "text": chance.choice(["고양이", "3", "", "か"])})
        else:
            number = f"{chance.uniform(-20, 20):.3g}"
            made.append({"do": "type", "text": chance.choice([chance.choice(TEXTS), number])})
        end = chance.choice(["Return", "Return", "Tab", "Escape", "Up", "", "Backtab"])
        return [*made, {"do": "key", "key": end}] if end else made

    def _small(self, window: MainWindow) -> list[Operation]:
        chance = self._chance
        what = chance.choice(["tip", "menu", "size", "page", "page", *WAYS])
        if what == "size":
            wide, tall = chance.choice([960, 1280, 1920]), chance.choice([600, 760, 1080])
            return [{"do": "size", "wide": wide, "tall": tall}]
        if what in {"tip", "menu"}:
            return [{"do": what, **self._spot(window)}]
        page, scenario = chance.choice(list(PAGES)), chance.choice(self._scenarios)
        number = chance.randrange(1000)
        return [{"do": what, "page": page, "scenario": scenario, "number": number}]
