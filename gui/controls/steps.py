"""How far a key, a drag and its fine twin move a value: one rule for every control.

Arrows step, Shift+arrows step finely, Ctrl+PageUp and Ctrl+PageDown coarsely, Home and End go to
the limits. PageUp and PageDown alone go from example to example and mean nothing here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputEvent, QKeyEvent

_UP = {Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Plus}
_DOWN = {Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Minus}
_COARSE = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}


def is_fine(event: QInputEvent) -> bool:
    """Whether a drag goes by the fine steps: Shift is held."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


def _round(value: float, step: float) -> float:
    """`value` at the nearest multiple of `step`, free of the multiplication's rounding error."""
    decimals = max(0, -math.floor(math.log10(step)))
    return round(round(value / step) * step, decimals) + 0.0


@dataclass(frozen=True, slots=True)
class Steps:
    """Equal steps on a linear scale; `home` and `end` are where those keys go, not bounds."""

    step: float
    fine: float
    coarse: float
    home: float
    end: float

    def snap(self, value: float, fine: bool = False) -> float:
        """The value a drag lands on."""
        return _round(value, self.fine if fine else self.step)

    def move(self, value: float, count: int, size: str) -> float:
        """`value` after `count` steps of `size` (step, fine or coarse)."""
        step: float = getattr(self, size)
        return _round(value + count * step, min(step, self.fine))

    def pulled(self, value: float, count: float, fine: bool) -> float:
        """`value` pulled along by `count` steps, or parts of one, not yet snapped."""
        return value + count * (self.fine if fine else self.step)

    def after_key(self, event: QKeyEvent, value: float) -> float | None:
        """The value after this key, or None if the key means nothing here."""
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _COARSE:
            control = modifiers == Qt.KeyboardModifier.ControlModifier
            return self.move(value, _COARSE[key], "coarse") if control else None
        if modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            return None
        fine = bool(modifiers)
        if key in _UP or key in _DOWN:
            return self.move(value, 1 if key in _UP else -1, "fine" if fine else "step")
        return {Qt.Key.Key_Home: self.home, Qt.Key.Key_End: self.end}.get(key)


@dataclass(frozen=True, slots=True)
class LogSteps(Steps):
    """Steps counted in decades between `low` and `end`; 0 lies one step below `low`."""

    low: float

    def snap(self, value: float, fine: bool = False) -> float:
        """The value a drag lands on: two significant digits, three when fine."""
        if value < self.low * 0.75:
            return 0.0
        return float(f"{min(self.end, max(self.low, value)):.{2 if fine else 1}e}")

    def move(self, value: float, count: int, size: str) -> float:
        """`value` after `count` steps; one step below `low` is 0, one above 0 is `low`."""
        if value <= 0:
            return self.low if count > 0 else 0.0
        decades: float = getattr(self, size)
        moved = value * 10.0 ** (count * decades)
        if moved < self.low * (1 - 1e-9):
            return 0.0 if value <= self.low * (1 + 1e-9) else self.low
        return float(f"{min(self.end, moved):.{2 if size == 'fine' else 1}e}")

    def pulled(self, value: float, count: float, fine: bool) -> float:
        """`value` pulled along; from 0 the first step up leads to `low`, and on from there."""
        start = max(value, self.low / 2)
        return float(start * 10.0 ** (count * (self.fine if fine else self.step)))


@dataclass(frozen=True, slots=True)
class PositiveSteps(Steps):
    """Steps of a number that stays above 0: a drag stops one step, a key one fine step from it."""

    def snap(self, value: float, fine: bool = False) -> float:
        """The value a drag lands on."""
        return max(Steps.snap(self, value, fine), self.fine if fine else self.step)

    def move(self, value: float, count: int, size: str) -> float:
        """`value` after `count` steps."""
        return max(Steps.move(self, value, count, size), self.fine)


@dataclass(frozen=True, slots=True)
class SizeSteps(LogSteps):
    """Steps counted in decades from `low` on, never 0."""

    def snap(self, value: float, fine: bool = False) -> float:
        """The value a drag lands on."""
        return max(self.low, LogSteps.snap(self, value, fine))

    def move(self, value: float, count: int, size: str) -> float:
        """`value` after `count` steps."""
        return max(self.low, LogSteps.move(self, value, count, size))


SCORE_STEPS = Steps(step=0.1, fine=0.01, coarse=1.0, home=-10.0, end=10.0)
STRENGTH_STEPS = LogSteps(step=0.05, fine=0.005, coarse=1.0, home=0.0, end=100.0, low=1e-5)
SIZE_STEPS = SizeSteps(step=0.05, fine=0.005, coarse=1.0, home=1e-3, end=100.0, low=1e-4)
MARGIN_STEPS = PositiveSteps(step=0.1, fine=0.01, coarse=1.0, home=0.01, end=100.0)


def sized(steps: Steps, value: float) -> Steps:
    """`steps` for a number like `value`: one of four and more digits moves by what one can see."""
    digits = math.floor(math.log10(abs(value))) if value else 0
    larger = 10.0 ** max(0, digits - 2)
    return replace(
        steps, step=steps.step * larger, fine=steps.fine * larger, coarse=steps.coarse * larger
    )
